/** Limits how many jobs run at once. Jobs start in the order in which they ask. */
export class Limiter {
  private limit: number;
  private active = 0;
  private readonly queue = new Set<() => void>();

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Changes how many jobs may run at once. Jobs that already run continue. */
  setLimit(limit: number): void {
    this.limit = limit;
    this.advance();
  }

  /**
   * Waits for a free slot. Resolves with a function that frees it, to be called once, or with undefined when the
   * signal aborts first.
   */
  async acquire(signal?: AbortSignal): Promise<(() => void) | undefined> {
    if (signal?.aborted) return undefined;
    const isAcquired = await new Promise<boolean>((resolve) => {
      const cancel = () => {
        this.queue.delete(start);
        resolve(false);
      };
      const start = () => {
        signal?.removeEventListener('abort', cancel);
        resolve(true);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.queue.add(start);
      this.advance();
    });
    if (!isAcquired) return undefined;
    return () => {
      this.active--;
      this.advance();
    };
  }

  /** Runs a job as soon as there is a free slot. Resolves or rejects as the job does. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    const release = await this.acquire();
    try {
      return await job();
    } finally {
      release?.();
    }
  }

  private advance(): void {
    for (const start of this.queue) {
      if (this.active >= this.limit) return;
      this.queue.delete(start);
      this.active++;
      start();
    }
  }
}
