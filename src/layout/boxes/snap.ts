import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import { type Axis, centerOf, type Point, type Span, spanOf } from './axis';
import { legalBox } from './legal';
import { type Handle, movedEdge } from './resize';
import { type Slide, slideTo } from './slide';

/** A line that something snapped to: an x guide is vertical, at this x. */
export interface Guide {
  readonly axis: Axis;
  readonly at: number;
}

/** The lines along each axis: whole numbers and halves, sorted, without duplicates. */
export type SnapLines = Readonly<Record<Axis, readonly number[]>>;

/** The snapped distance in whole grid units, and the lines that are then met. */
export interface SnappedDrag {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

/** A snapped position in whole grid units, and the lines that it is on. */
export interface SnappedPoint {
  readonly point: Point;
  readonly guides: readonly Guide[];
}

/** The lines of the frame itself: its edges, its thirds and its middle. */
const FRAME_LINES = [0, Math.round(GRID / 3), GRID / 2, Math.round((2 * GRID) / 3), GRID];

/**
 * The lines to snap to: the frame's, and the edges and centers of the other boxes. Computed once when a drag begins.
 */
export function snapLines(others: readonly Bbox[]): SnapLines {
  const legal = others.map(legalBox);
  const linesAlong = (axis: Axis): readonly number[] => {
    const spans = legal.map((box) => spanOf(box, axis));
    const lines = spans.flatMap((span) => [span.low, centerOf(span), span.high]);
    return [...new Set([...FRAME_LINES, ...lines])].sort((a, b) => a - b);
  };
  return { x: linesAlong('x'), y: linesAlong('y') };
}

/** Slides along both axes separately. */
function snap(
  slides: Readonly<Record<Axis, Slide>>,
  lines: SnapLines,
  reach: Point,
  grid: number | null,
): SnappedDrag {
  const along = (axis: Axis) => slideTo(slides[axis], { lines: lines[axis], reach: reach[axis], grid });
  const [x, y] = [along('x'), along('y')];
  const guides = [
    ...x.met.map((at): Guide => ({ axis: 'x', at })),
    ...y.met.map((at): Guide => ({ axis: 'y', at })),
  ];
  return { dx: x.by, dy: y.by, guides };
}

/**
 * Snaps the move of a union of boxes: its edges or center to the nearest line within reach (in grid units), else its
 * left and upper edges to multiples of `grid`, if there is one. The union stays inside the frame.
 */
export function snapMove(
  union: Bbox,
  dx: number,
  dy: number,
  lines: SnapLines,
  reach: Point,
  grid: number | null,
): SnappedDrag {
  const slide = (span: Span, by: number): Slide => ({
    points: [span.low, span.high, centerOf(span)],
    by,
    least: -span.low,
    most: GRID - span.high,
    barred: undefined,
  });
  const box = legalBox(union);
  return snap({ x: slide(spanOf(box, 'x'), dx), y: slide(spanOf(box, 'y'), dy) }, lines, reach, grid);
}

/**
 * The same for the edges that a handle moves, and only these: `dx` or `dy` is 0 if it moves none along that axis. No
 * edge snaps to the opposite one.
 */
export function snapResize(
  union: Bbox,
  handle: Handle,
  dx: number,
  dy: number,
  lines: SnapLines,
  reach: Point,
  grid: number | null,
): SnappedDrag {
  const slide = (axis: Axis, by: number): Slide => {
    const edge = movedEdge(handle, axis);
    if (edge === undefined) return { points: [], by: 0, least: 0, most: 0, barred: undefined };
    const { low, high } = spanOf(legalBox(union), axis);
    const [moved, fixed] = edge === 'low' ? [low, high] : [high, low];
    return { points: [moved], by, least: -moved, most: GRID - moved, barred: fixed - moved };
  };
  return snap({ x: slide('x', dx), y: slide('y', dy) }, lines, reach, grid);
}

/** The same for a point of a drawing gesture, which is moved inside the frame. */
export function snapPoint(point: Point, lines: SnapLines, reach: Point, grid: number | null): SnappedPoint {
  const slide = (by: number): Slide => ({ points: [0], by, least: 0, most: GRID, barred: undefined });
  const { dx, dy, guides } = snap({ x: slide(point.x), y: slide(point.y) }, lines, reach, grid);
  return { point: { x: dx, y: dy }, guides };
}
