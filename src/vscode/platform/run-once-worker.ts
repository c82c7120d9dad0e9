/** Collects items and hands them over together, each once, a while after the first. */
export class RunOnceWorker<T> {
  private readonly handOver: (items: readonly T[]) => void;
  private readonly delay: number;
  private readonly items = new Set<T>();
  private timer: NodeJS.Timeout | undefined;

  /** `delay` in milliseconds. */
  constructor(handOver: (items: readonly T[]) => void, delay: number) {
    this.handOver = handOver;
    this.delay = delay;
  }

  add(item: T): void {
    this.items.add(item);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const items = [...this.items];
      this.items.clear();
      this.handOver(items);
    }, this.delay);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
