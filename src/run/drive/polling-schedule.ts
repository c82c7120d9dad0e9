import { waitEnded } from './retry';

/** A run that waits to poll. */
interface Waiter {
  readonly wait: number;
  readonly due: number;
  readonly go: () => void;
}

/**
 * Lets all runs that wait for results poll at the same moments, so that one request covers all of them. The most
 * impatient run decides how often that is, however many there are.
 */
export class PollingSchedule {
  private readonly waiters = new Set<Waiter>();
  private lastPoll = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  /**
   * Waits for the next moment to poll: when the first waiter is due, but never sooner after the last moment than the
   * shortest wait of any of them. Resolves with the milliseconds waited, at most `wait`. Rejects as `pause` does.
   */
  async next(wait: number, signal: AbortSignal): Promise<number> {
    const began = performance.now();
    await new Promise<void>((resolve) => {
      const waiter: Waiter = {
        wait,
        due: began + wait,
        go: () => {
          signal.removeEventListener('abort', waiter.go);
          this.waiters.delete(waiter);
          this.plan();
          resolve();
        },
      };
      this.waiters.add(waiter);
      if (signal.aborted) waiter.go();
      else signal.addEventListener('abort', waiter.go);
      this.plan();
    });
    if (signal.aborted) throw waitEnded(signal.reason);
    return Math.min(wait, performance.now() - began);
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.waiters.size === 0) return;
    const all = [...this.waiters];
    const due = Math.min(...all.map((waiter) => waiter.due));
    const shortest = Math.min(...all.map((waiter) => waiter.wait));
    const time = Math.max(due, this.lastPoll + shortest);
    this.timer = setTimeout(() => this.release(), Math.max(0, time - performance.now()));
  }

  private release(): void {
    this.lastPoll = performance.now();
    for (const { go } of [...this.waiters]) go();
  }
}
