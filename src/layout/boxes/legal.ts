import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import { boxOf, centerOf, type Span, spanOf } from './axis';

function legalSpan(span: Span): Span {
  const low = Math.round(span.low);
  const high = Math.round(span.high);
  if (low < high) return { low, high };
  // Grows toward the side where most of it is, since the other edge would have to move farther.
  return low < GRID && centerOf(span) >= low ? { low, high: low + 1 } : { low: low - 1, high: low };
}

/**
 * Makes a box legal: whole numbers, each side at least 1. Its edges move as little as possible; a side of length 0
 * grows to the right or down if there is space. The box must be ordered and within 0-1000.
 */
export function legalBox(bbox: Bbox): Bbox {
  return boxOf(legalSpan(spanOf(bbox, 'x')), legalSpan(spanOf(bbox, 'y')));
}

/** The smallest legal box around all of these, made legal. Throws a RangeError for an empty list. */
export function unionOf(boxes: readonly Bbox[]): Bbox {
  if (boxes.length === 0) throw new RangeError('unionOf() needs at least one box.');
  return boxes
    .map(legalBox)
    .reduce((a, b) => [
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.max(a[2], b[2]),
      Math.max(a[3], b[3]),
    ]);
}

/** Whether two boxes have the same edges. */
export function sameBox(a: Bbox, b: Bbox): boolean {
  return a.every((edge, index) => edge === b[index]);
}
