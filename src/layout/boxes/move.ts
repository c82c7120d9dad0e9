import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import { boxOf, type Span, spanOf, whole, within } from './axis';
import { legalBox, unionOf } from './legal';

/** How much of a move a span can make until it reaches the frame's edge. */
function allowed({ low, high }: Span, by: number): number {
  return within(whole(by), -low, GRID - high);
}

function shifted({ low, high }: Span, by: number): Span {
  return { low: low + by, high: high + by };
}

/**
 * Moves boxes as one group by distances in grid units, rounded. The group stops at the frame's edges, separately
 * along each axis. Sizes do not change; a box that is not legal is made legal first.
 */
export function moveBoxes(boxes: readonly Bbox[], dx: number, dy: number): readonly Bbox[] {
  if (boxes.length === 0) return [];
  const union = unionOf(boxes);
  const right = allowed(spanOf(union, 'x'), dx);
  const down = allowed(spanOf(union, 'y'), dy);
  return boxes
    .map(legalBox)
    .map((box) => boxOf(shifted(spanOf(box, 'x'), right), shifted(spanOf(box, 'y'), down)));
}
