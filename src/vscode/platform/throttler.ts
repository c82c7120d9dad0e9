/** Does the same work once for many requests: now, then again after a pause if more requests came in the meantime. */
export class Throttler {
  private readonly work: () => Promise<void>;
  private readonly pause: number;
  private isBusy = false;
  private isRequested = false;
  private isDisposed = false;

  /** `pause` in milliseconds. The work must not reject. */
  constructor(work: () => Promise<void>, pause: number) {
    this.work = work;
    this.pause = pause;
  }

  /** Does the work now, or soon. */
  request(): void {
    this.isRequested = true;
    if (!this.isBusy) void this.run();
  }

  /** Starts no more work. */
  dispose(): void {
    this.isDisposed = true;
  }

  private async run(): Promise<void> {
    this.isBusy = true;
    while (this.isRequested && !this.isDisposed) {
      this.isRequested = false;
      await this.work();
      await new Promise((resolve) => setTimeout(resolve, this.pause));
    }
    this.isBusy = false;
  }
}
