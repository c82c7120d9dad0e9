/**
 * Does work once for many wishes: one at a time, with a pause after each, and once more for all that was wished for
 * meanwhile.
 */
export class Paced {
  private readonly work: () => Promise<void>;
  private readonly pause: number;
  private busy = false;
  private wished = false;
  private ended = false;

  /** `pause` in milliseconds. The work must not reject. */
  constructor(work: () => Promise<void>, pause: number) {
    this.work = work;
    this.pause = pause;
  }

  /** Does the work now, or soon. */
  wish(): void {
    this.wished = true;
    if (!this.busy) void this.go();
  }

  /** Nothing is done any more. */
  end(): void {
    this.ended = true;
  }

  private async go(): Promise<void> {
    this.busy = true;
    while (this.wished && !this.ended) {
      this.wished = false;
      await this.work();
      await new Promise((resolve) => setTimeout(resolve, this.pause));
    }
    this.busy = false;
  }
}
