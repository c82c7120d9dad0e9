import { signal } from '@preact/signals';
import type { Point } from '../../../layout/boxes/axis';
import type { Guide } from '../../../layout/boxes/snap';
import type { Bbox } from '../../../prompt/model';

/** A box that is being drawn, for a new element or for one that has none yet. */
export interface Ghost {
  readonly box: Bbox;
  readonly kind: 'obj' | 'text';
  readonly index: number;
}

const NO_GUIDES: readonly Guide[] = [];

/** What a gesture under way shows beside the boxes themselves. */
export class StageTools {
  readonly guides = signal(NO_GUIDES);
  /** The corners of the marquee, in grid units. */
  readonly marquee = signal<readonly [Point, Point] | null>(null);
  readonly ghost = signal<Ghost | null>(null);
  /** What a gesture is doing; null between gestures. */
  readonly busy = signal<'move' | 'resize' | 'draw' | 'marquee' | 'pan' | null>(null);
  /** Said to a screen reader. */
  readonly spoken = signal('');

  /** Nothing is under way any more. */
  rest(): void {
    this.guides.value = NO_GUIDES;
    this.marquee.value = null;
    this.ghost.value = null;
    this.busy.value = null;
  }
}
