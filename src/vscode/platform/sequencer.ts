/** Does one piece of work after the other, in the order of the calls. */
export class Sequencer {
  private last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as the work does. Work that fails does not hold up the next. */
  queue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}
