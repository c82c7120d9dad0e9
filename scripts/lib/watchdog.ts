/** Detects when there has been no sign of life for too long. */
export class Watchdog {
  readonly #limit: number;
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param limit in milliseconds, from now and from each sign of life.
   * @param onSilence is called once, unless `stop` comes first.
   */
  constructor(limit: number, onSilence: () => void) {
    this.#limit = limit;
    this.#onSilence = onSilence;
    this.alive();
  }

  /** Restarts the wait. */
  alive(): void {
    this.stop();
    this.#timer = setTimeout(this.#onSilence, this.#limit);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
