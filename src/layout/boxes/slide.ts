import { GRID } from '../../prompt/shape';
import { whole, within } from './axis';

/** A drag along one axis that may snap to lines. */
export interface Slide {
  /** The edges and the center before the drag. The first one snaps to the grid. */
  readonly points: readonly number[];
  /** The dragged distance. */
  readonly by: number;
  /** The limits of the distance, in whole numbers. */
  readonly least: number;
  readonly most: number;
  /** A distance at which it must not snap. */
  readonly barred: number | undefined;
}

/** What a drag may snap to along one axis. */
export interface Catches {
  /** Sorted, without duplicates. */
  readonly lines: readonly number[];
  /** The distance from which a line attracts. */
  readonly reach: number;
  /** The distance between the grid's lines, more than 0; null without a grid. */
  readonly grid: number | null;
}

/** The index of the first line that is not before a value, by binary search. */
function firstFrom(lines: readonly number[], value: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? GRID) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last line before a value, and the first one at or after it. */
function neighbors(lines: readonly number[], value: number): readonly number[] {
  const next = firstFrom(lines, value);
  return lines.slice(Math.max(0, next - 1), next + 1);
}

/** The lines that a point meets. A whole number meets a half next to it, since no edge can be nearer to a center. */
function metBy(point: number, lines: readonly number[]): readonly number[] {
  const first = firstFrom(lines, point - 0.5);
  // Lines are at whole and half numbers only.
  return lines.slice(first, first + 3).filter((line) => line <= point + 0.5);
}

/** Rounds a half toward the dragged distance, so that what is already next to a line does not jump. */
function wholeTowards(wanted: number, by: number): number {
  return whole(by + Math.sign(wanted - by) / 4);
}

/** The distance at which one of the points meets the line nearest to it; undefined if none is within reach. */
function nearestCatch(slide: Slide, wanted: number, { lines, reach }: Catches): number | undefined {
  const [nearest] = slide.points
    .flatMap((point) => neighbors(lines, point + wanted).map((line) => line - point))
    .filter((by) => by >= slide.least && by <= slide.most)
    .map((by) => ({ by: wholeTowards(wanted, by), distance: Math.abs(by - wanted) }))
    .filter(({ by, distance }) => distance <= reach && by !== slide.barred)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.by;
}

function onGrid(point: number, by: number, most: number, grid: number): number {
  const last = Math.floor((point + most) / grid) * grid;
  return whole(Math.min(Math.round((point + by) / grid) * grid, last) - point);
}

/**
 * The snapped distance of a slide, in whole numbers, and the lines that its points then meet, if it snapped to one.
 */
export function slideTo(
  slide: Slide,
  catches: Catches,
): { readonly by: number; readonly met: readonly number[] } {
  const { points, least, most } = slide;
  const wanted = within(slide.by, least, most);
  const caught = nearestCatch(slide, wanted, catches);
  if (caught !== undefined) {
    const met = points.flatMap((point) => metBy(point + caught, catches.lines));
    return { by: caught, met: [...new Set(met)].sort((a, b) => a - b) };
  }
  const [first] = points;
  const { grid } = catches;
  const free = grid === null || first === undefined;
  return { by: free ? whole(wanted) : onGrid(first, wanted, most, grid), met: [] };
}
