import { ended } from './retry';

/** Somebody who waits to ask. */
interface Waiting {
  readonly wait: number;
  readonly due: number;
  readonly go: () => void;
}

/**
 * Lets all who wait for results ask at the same moments, so that one request asks for all of them. How often that is, is
 * decided by who is in the greatest haste, and not by how many there are.
 */
export class Turns {
  private readonly waiting = new Set<Waiting>();
  private last = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  /**
   * Waits for the next turn: when the first of those who wait is due, but never sooner after the last turn than any of them
   * wanted to wait. Resolves with how long that was, or with `wait` where it was longer. Rejects as `pause` does.
   */
  async next(wait: number, signal: AbortSignal): Promise<number> {
    const began = performance.now();
    await new Promise<void>((resolve) => {
      const own: Waiting = {
        wait,
        due: began + wait,
        go: () => {
          signal.removeEventListener('abort', own.go);
          this.waiting.delete(own);
          this.plan();
          resolve();
        },
      };
      this.waiting.add(own);
      if (signal.aborted) own.go();
      else signal.addEventListener('abort', own.go);
      this.plan();
    });
    if (signal.aborted) throw ended(signal.reason);
    return Math.min(wait, performance.now() - began);
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.waiting.size === 0) return;
    const all = [...this.waiting];
    const due = Math.min(...all.map((one) => one.due));
    const shortest = Math.min(...all.map((one) => one.wait));
    const time = Math.max(due, this.last + shortest);
    this.timer = setTimeout(() => this.begin(), Math.max(0, time - performance.now()));
  }

  private begin(): void {
    this.last = performance.now();
    for (const { go } of [...this.waiting]) go();
  }
}
