import { GRID } from '../../prompt/shape';
import { whole, within } from './axis';

/** Something that is dragged along one axis and may catch on lines. */
export interface Slide {
  /** Where its edges and its centre are before. The first one is what the grid holds. */
  readonly points: readonly number[];
  /** How far it is dragged. */
  readonly by: number;
  /** How far it can go back and forth, in whole numbers. */
  readonly least: number;
  readonly most: number;
  /** How far it must not go to meet a line. */
  readonly barred: number | undefined;
}

/** What something dragged may catch on along one axis. */
export interface Catches {
  /** Sorted, each once. */
  readonly lines: readonly number[];
  /** How far a line reaches. */
  readonly reach: number;
  /** The distance between the grid's lines, more than 0; null where there is no grid. */
  readonly grid: number | null;
}

/** The place of the first line that is not before a value, by binary search. */
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

/** The last line before a value and the first one from it on. */
function neighbours(lines: readonly number[], value: number): readonly number[] {
  const next = firstFrom(lines, value);
  return lines.slice(Math.max(0, next - 1), next + 1);
}

/** The lines that a point lies on. Halves are met by whole numbers beside them: no edge can be nearer to a centre. */
function metBy(point: number, lines: readonly number[]): readonly number[] {
  const first = firstFrom(lines, point - 0.5);
  // There are lines at whole and half numbers only.
  return lines.slice(first, first + 3).filter((line) => line <= point + 0.5);
}

/** A half goes to the whole number on the side of what is wanted: nothing jumps that lies beside a line already. */
function wholeTowards(wanted: number, by: number): number {
  return whole(by + Math.sign(wanted - by) / 4);
}

/** How far to go so that one of the points meets the line nearest to it; undefined where none is within reach. */
function nearestCatch(slide: Slide, wanted: number, { lines, reach }: Catches): number | undefined {
  const [nearest] = slide.points
    .flatMap((point) => neighbours(lines, point + wanted).map((line) => line - point))
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

/** How far a slide goes, in whole numbers, and the lines that its points lie on then, where it caught on one. */
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
