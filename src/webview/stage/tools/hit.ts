import type { Point } from '../../../layout/boxes/axis';
import type { Bbox } from '../../../prompt/model';
import type { StageModel } from '../model/stage-model';
import type { Press } from './interaction';

/** The area of a box, in square grid units. */
export function area([top, left, bottom, right]: Bbox): number {
  return (bottom - top) * (right - left);
}

/** Sorts boxes from bottom to top: smaller ones lie above larger ones, so that none is hidden. */
function byDepth(a: Bbox, b: Bbox): number {
  return area(b) - area(a);
}

/** The elements whose boxes contain a point, from the top down. `reach` (grid units) makes thin boxes easier to hit. */
export function elementsAt(
  boxes: Iterable<readonly [index: number, box: Bbox]>,
  { x, y }: Point,
  reach: Point,
): readonly number[] {
  const hit: (readonly [number, Bbox])[] = [];
  for (const entry of boxes) {
    const [top, left, bottom, right] = entry[1];
    // Large boxes get no extra reach.
    const dx = right - left < 2 * reach.x ? reach.x : 0;
    const dy = bottom - top < 2 * reach.y ? reach.y : 0;
    if (x >= left - dx && x <= right + dx && y >= top - dy && y <= bottom + dy) hit.push(entry);
  }
  return hit.sort(([i, a], [j, b]) => byDepth(b, a) || j - i).map(([index]) => index);
}

/** The elements whose boxes a rectangle touches. */
export function elementsIn(
  boxes: Iterable<readonly [index: number, box: Bbox]>,
  a: Point,
  b: Point,
): readonly number[] {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return [...boxes]
    .filter(([, box]) => box[1] <= right && box[3] >= left && box[0] <= bottom && box[2] >= top)
    .map(([index]) => index);
}

/** The elements under a press, from the top down. A label belongs to its box, no matter how deep the box lies. */
export function elementsUnder(
  model: StageModel,
  { point, element }: Pick<Press, 'point' | 'element'>,
  reach: Point,
): readonly number[] {
  const { value: locked } = model.locked;
  const boxes = model.visible.flatMap(({ index }) => {
    const box = model.boxOf(index);
    return box && !locked.has(index) ? [[index, box] as const] : [];
  });
  const hits = elementsAt(boxes, point, reach);
  // An element that is pressed outside of its box was pressed on its label.
  if (element === undefined || hits.includes(element) || locked.has(element)) return hits;
  return [element, ...hits];
}
