import { useLayoutEffect, useState } from 'preact/hooks';

type Listener = () => void;

/** A value that tells who is interested when it changes. */
export class Cell<T> {
  private current: T;
  private readonly listeners = new Set<Listener>();

  constructor(value: T) {
    this.current = value;
  }

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    if (Object.is(value, this.current)) return;
    this.current = value;
    for (const listener of this.listeners) listener();
  }

  /** Returns how to stop listening. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

/** The value of a cell; the component is drawn again when it changes. */
export function useCell<T>(cell: Cell<T>): T {
  const [, redraw] = useState(cell.value);
  useLayoutEffect(() => {
    const update = () => redraw(() => cell.value);
    update();
    return cell.subscribe(update);
  }, [cell]);
  return cell.value;
}
