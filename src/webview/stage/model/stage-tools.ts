import type { Point } from '../../../layout/boxes/axis';
import type { Guide } from '../../../layout/boxes/snap';
import type { Bbox } from '../../../prompt/model';
import { Cell } from '../../parts/signal';

/** A box that is being drawn, for a new element or for one that has none yet. */
export interface Ghost {
  readonly box: Bbox;
  readonly kind: 'obj' | 'text';
  readonly index: number;
}

const NO_GUIDES: readonly Guide[] = [];

/** What a gesture under way shows beside the boxes themselves. */
export class StageTools {
  readonly guides = new Cell(NO_GUIDES);
  /** The corners of the marquee, in grid units. */
  readonly marquee = new Cell<readonly [Point, Point] | null>(null);
  readonly ghost = new Cell<Ghost | null>(null);
  /** What a gesture is doing; null between gestures. */
  readonly busy = new Cell<'move' | 'resize' | 'draw' | 'marquee' | 'pan' | null>(null);
  /** Said to a screen reader. */
  readonly spoken = new Cell('');

  /** Nothing is under way any more. */
  rest(): void {
    this.guides.set(NO_GUIDES);
    this.marquee.set(null);
    this.ghost.set(null);
    this.busy.set(null);
  }
}
