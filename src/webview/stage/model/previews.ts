import { signal } from '@preact/signals';
import type { Bbox } from '../../../prompt/model';

export type Boxes = ReadonlyMap<number, Bbox>;

const NONE: Boxes = new Map();

/**
 * Boxes as a gesture is about to change them, by the index of their elements. They are shown instead of those in the text.
 * Each box on the stage listens only to its own element, so a drag costs the same no matter how many elements there are.
 */
export class Previews {
  /** All previews, for views that show more than one. */
  readonly all = signal<Boxes>(NONE);
  /** Which elements have one. This changes only when a gesture starts or ends. */
  readonly elements = signal<ReadonlySet<number>>(new Set());
  private readonly listeners = new Map<number, () => void>();

  get(index: number): Bbox | undefined {
    return this.all.value.get(index);
  }

  /** Replaces all previews. */
  set(boxes: Boxes): void {
    const before = this.all.value;
    if (before.size === 0 && boxes.size === 0) return;
    this.all.value = boxes;
    const known = this.elements.value;
    if (boxes.size !== known.size || [...boxes.keys()].some((index) => !known.has(index))) {
      this.elements.value = new Set(boxes.keys());
    }
    for (const index of before.keys()) if (!boxes.has(index)) this.listeners.get(index)?.();
    for (const [index, box] of boxes) if (before.get(index) !== box) this.listeners.get(index)?.();
  }

  clear(): void {
    this.set(NONE);
  }

  /** Sets the only listener of an element. Returns a function that removes it. */
  subscribe(index: number, listener: () => void): () => void {
    this.listeners.set(index, listener);
    return () => {
      if (this.listeners.get(index) === listener) this.listeners.delete(index);
    };
  }
}
