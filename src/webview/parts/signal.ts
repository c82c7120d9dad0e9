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
  return usePart(cell, whole);
}

/**
 * What a function makes of a cell's value; the component is drawn again when that changes, and not with what else the cell
 * holds. The function is the same each time.
 */
export function usePart<T, P>(cell: Cell<T>, part: (value: T) => P): P {
  const [, redraw] = useState(() => part(cell.value));
  useLayoutEffect(() => {
    const update = () => redraw(() => part(cell.value));
    update();
    return cell.subscribe(update);
  }, [cell, part]);
  return part(cell.value);
}

function whole<T>(value: T): T {
  return value;
}
