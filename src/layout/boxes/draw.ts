import type { Bbox, PromptElement } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import type { Frame } from '../frame';
import { boxOf, type Point, type Span, spanAround, within } from './axis';
import { legalBox } from './legal';

/** The default size of a text's box, for a box that was not drawn; in grid units. */
const TEXT_WIDTH = 600;
const TEXT_HEIGHT = 120;
/** The default side of an object's box, for a box that was not drawn; as a fraction of the frame's shorter side. */
const OBJ_SIDE = 0.25;

/** One axis of a drawing gesture: its two ends on the grid, and the grid units per pixel. */
interface Stroke {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

function strokeOf(from: number, to: number, side: number): Stroke {
  return { from: within(from, 0, GRID), to: within(to, 0, GRID), units: GRID / side };
}

function rounded({ from, to, units }: Stroke): Stroke {
  return { from: Math.round(from), to: Math.round(to), units };
}

function drawnSpan({ from, to }: Stroke): Span {
  return { low: Math.min(from, to), high: Math.max(from, to) };
}

/** Whether the stroke runs left or up, because it is drawn that way or has no space the other way. */
function runsBack({ from, to }: Stroke): boolean {
  return to < from || from === GRID;
}

/** The pixels between the start of a stroke and the frame's edge. */
function roomOf(stroke: Stroke): number {
  return (runsBack(stroke) ? stroke.from : GRID - stroke.from) / stroke.units;
}

function squareSpan(stroke: Stroke, side: number): Span {
  const length = Math.max(1, Math.round(side * stroke.units));
  return runsBack(stroke)
    ? { low: stroke.from - length, high: stroke.from }
    : { low: stroke.from, high: stroke.from + length };
}

function drawSquare(x: Stroke, y: Stroke): Bbox {
  const asked = Math.max(Math.abs(x.to - x.from) / x.units, Math.abs(y.to - y.from) / y.units);
  const side = Math.min(asked, roomOf(x), roomOf(y));
  return boxOf(squareSpan(x, side), squareSpan(y, side));
}

/**
 * The box that is drawn from one point to another, as far as it is inside the frame. `square` makes it square in the
 * frame's pixels, as far as whole grid units can: it starts at the first point, and the longer side counts, as far as
 * there is space.
 */
export function drawBox(from: Point, to: Point, frame: Frame, square: boolean): Bbox {
  const x = strokeOf(from.x, to.x, frame.width);
  const y = strokeOf(from.y, to.y, frame.height);
  return square ? drawSquare(rounded(x), rounded(y)) : legalBox(boxOf(drawnSpan(x), drawnSpan(y)));
}

/** The box of a new element at a point; an object's is square on screen. Moved inside the frame. */
export function boxAround(center: Point, kind: PromptElement['kind'], frame: Frame): Bbox {
  if (kind === 'text') return boxOf(spanAround(center.x, TEXT_WIDTH), spanAround(center.y, TEXT_HEIGHT));
  const side = OBJ_SIDE * GRID * Math.min(frame.width, frame.height);
  const around = (at: number, pixels: number) => spanAround(at, Math.max(1, Math.round(side / pixels)));
  return boxOf(around(center.x, frame.width), around(center.y, frame.height));
}
