/** Notices when something that should show signs of life has shown none for too long. */
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

  /** Begins the wait anew. */
  alive(): void {
    this.stop();
    this.#timer = setTimeout(this.#onSilence, this.#limit);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
