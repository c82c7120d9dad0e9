import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import { type Axis, centerOf, type Point, type Span, spanOf } from './axis';
import { legalBox } from './legal';
import { type Handle, movedEdge } from './resize';
import { type Slide, slideTo } from './slide';

/** A line that something met: an x guide is vertical, at this x. */
export interface Guide {
  readonly axis: Axis;
  readonly at: number;
}

/** What can be met along each axis: whole numbers and halves, sorted, each once. */
export type SnapLines = Readonly<Record<Axis, readonly number[]>>;

/** How far something dragged goes in whole grid units, and the lines that it meets then. */
export interface SnappedDrag {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

/** A place in whole grid units, and the lines that it lies on. */
export interface SnappedPoint {
  readonly point: Point;
  readonly guides: readonly Guide[];
}

/** The lines of the frame itself: its edges, its thirds and its middle. */
const FRAME_LINES = [0, Math.round(GRID / 3), GRID / 2, Math.round((2 * GRID) / 3), GRID];

/** The lines to snap to: the frame's, and the edges and centres of the other boxes. To be made once when a drag begins. */
export function snapLines(others: readonly Bbox[]): SnapLines {
  const legal = others.map(legalBox);
  const linesAlong = (axis: Axis): readonly number[] => {
    const spans = legal.map((box) => spanOf(box, axis));
    const lines = spans.flatMap((span) => [span.low, centerOf(span), span.high]);
    return [...new Set([...FRAME_LINES, ...lines])].sort((a, b) => a - b);
  };
  return { x: linesAlong('x'), y: linesAlong('y') };
}

/** Slides along both axes, each by itself. */
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
 * The move of a union of boxes, nearest to what is asked, whose edges or centre meet a line within reach (in grid units); else the
 * left and the upper edge go to multiples of `grid`, where there is one. The union stays within the frame.
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
 * The same for the edges that a handle moves, and only these: `dx` or `dy` is 0 where it moves none along that axis. No edge snaps
 * to the one opposite.
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

/** The same for a point of a drawing, which is brought inside the frame. */
export function snapPoint(point: Point, lines: SnapLines, reach: Point, grid: number | null): SnappedPoint {
  const slide = (by: number): Slide => ({ points: [0], by, least: 0, most: GRID, barred: undefined });
  const { dx, dy, guides } = snap({ x: slide(point.x), y: slide(point.y) }, lines, reach, grid);
  return { point: { x: dx, y: dy }, guides };
}
