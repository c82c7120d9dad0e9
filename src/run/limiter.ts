/** Gives places to a bounded number at once, in the order they were asked for. */
export class Limiter {
  private limit: number;
  private active = 0;
  private readonly queue = new Set<() => void>();

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Changes how many there may be at once; who has a place already keeps it. */
  setLimit(limit: number): void {
    this.limit = limit;
    this.advance();
  }

  /**
   * Resolves with what gives the place back, to be called once, as soon as there is one; with undefined when the signal
   * ends before.
   */
  async enter(signal?: AbortSignal): Promise<(() => void) | undefined> {
    if (signal?.aborted) return undefined;
    const hasPlace = await new Promise<boolean>((resolve) => {
      const giveUp = () => {
        this.queue.delete(take);
        resolve(false);
      };
      const take = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve(true);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.queue.add(take);
      this.advance();
    });
    if (!hasPlace) return undefined;
    return () => {
      this.active--;
      this.advance();
    };
  }

  /** Resolves or rejects as the job does, once there was room for it. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    const leave = await this.enter();
    try {
      return await job();
    } finally {
      leave?.();
    }
  }

  private advance(): void {
    for (const take of this.queue) {
      if (this.active >= this.limit) return;
      this.queue.delete(take);
      this.active++;
      take();
    }
  }
}
