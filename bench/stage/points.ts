/** Where a round presses. */
import type { Bbox } from '../../src/prompt/model';
import type { Point } from '../lib/window';

/** In grid units: what is chosen at one point has no handle at another. */
const APART = 120;

/** The middles of small boxes in the inner part of the frame, in grid units, far from each other. */
export function pressPoints(boxes: readonly (Bbox | undefined)[], wanted: number): readonly Point[] {
  const isInner = (middle: number) => middle > 150 && middle < 850;
  const points: Point[] = [];
  for (const box of boxes) {
    const [top, left, bottom, right] = box ?? [0, 0, 0, 0];
    const point = { x: (left + right) / 2, y: (top + bottom) / 2 };
    const isSmall = right - left < 200 && bottom - top < 200;
    if (!isSmall || !isInner(point.x) || !isInner(point.y)) continue;
    if (points.every(({ x, y }) => Math.hypot(x - point.x, y - point.y) > APART)) points.push(point);
  }
  if (points.length < wanted) throw new RangeError('Too few boxes are far enough from each other.');
  return points.slice(0, wanted);
}
