/** Runs jobs with bounded concurrency, in the order they were given. */
export class Limiter {
  private readonly limit: number;
  private active = 0;
  private readonly queue: (() => void)[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Resolves or rejects as the job does, once there was room for it. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.active >= this.limit) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.active++;
    try {
      return await job();
    } finally {
      const next = this.queue.shift();
      // The place is handed on, not given back: nobody can slip in between.
      if (next) next();
      else this.active--;
    }
  }
}
