/** The second click of a double click comes within this time, in milliseconds. */
const DOUBLE_CLICK_MS = 500;

/** Keeps a double click, or a click while a question is open, from starting the same work twice. */
export class SingleFlight {
  private readonly keys = new Set<string>();

  /** Does the work, unless the same is just starting. After `onStarted` the same may be asked for again. */
  async run(key: string, work: (onStarted: () => void) => Promise<void>): Promise<void> {
    if (this.keys.has(key)) return;
    this.keys.add(key);
    let isOurs = true;
    let timer: NodeJS.Timeout | undefined;
    const release = () => {
      clearTimeout(timer);
      // By now the key may belong to the next one.
      if (isOurs) this.keys.delete(key);
      isOurs = false;
    };
    try {
      await work(() => (timer ??= setTimeout(release, DOUBLE_CLICK_MS)));
    } finally {
      release();
    }
  }
}
