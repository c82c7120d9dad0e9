import { signal } from '@preact/signals';
import type { PanelMessage } from '../protocol/messages';
import type { Difference } from '../protocol/comparison';
import type { ImageRef } from '../protocol/run-view';
import { isSameImage } from './runs';

/** The ways to compare two images. */
export const COMPARE_MODES = ['side', 'swipe', 'onion', 'blink', 'difference'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

/** Two different images to compare. */
interface Pair {
  readonly a: ImageRef;
  readonly b: ImageRef;
}

/** Which two images are compared, how, and how their prompts differ. */
export class Comparison {
  /** Null while no comparison is open. */
  readonly pair = signal<Pair | null>(null);
  readonly mode = signal<CompareMode>('swipe');
  /** Null until the host has answered. */
  readonly difference = signal<Difference | null>(null);
  private readonly post: (message: PanelMessage) => void;

  constructor(post: (message: PanelMessage) => void) {
    this.post = post;
  }

  begin(a: ImageRef, b: ImageRef): void {
    if (isSameImage(a, b)) return;
    const now = this.pair.value;
    if (now && isSameImage(now.a, a) && isSameImage(now.b, b)) return;
    this.difference.value = null;
    this.pair.value = { a, b };
    this.post({ type: 'compare', a, b });
  }

  /** Replaces one of the two images. If the new image is already on the other side, the two are swapped. */
  choose(side: 'a' | 'b', image: ImageRef): void {
    const { value: pair } = this.pair;
    if (!pair) return;
    if (isSameImage(image, side === 'a' ? pair.b : pair.a)) this.swap();
    else this.begin(side === 'a' ? image : pair.a, side === 'b' ? image : pair.b);
  }

  swap(): void {
    const { value: pair } = this.pair;
    if (pair) this.begin(pair.b, pair.a);
  }

  end(): void {
    this.pair.value = null;
    this.difference.value = null;
  }

  receive(difference: Difference): void {
    const { value: pair } = this.pair;
    if (!pair || !isSameImage(pair.a, difference.a) || !isSameImage(pair.b, difference.b)) return;
    this.difference.value = difference;
  }
}
