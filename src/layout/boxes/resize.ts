import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import { type Axis, boxOf, centerOf, lengthOf, type Span, spanAround, spanOf, whole, within } from './axis';
import { legalBox, unionOf } from './legal';

/** The eight handles of a box, clockwise from the middle of its upper edge. */
export const HANDLES = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** Where a box is dragged: at an edge, or at a corner with its two edges. */
export type Handle = (typeof HANDLES)[number];

/** One of the two edges that a box has along an axis. */
type Edge = keyof Span;

/** The new positions of a span's low and high edge; exchanged when the span flips. */
type Image = readonly [ofLow: number, ofHigh: number];

/** What a handle does to the union along one axis. */
interface Pull {
  readonly span: Span;
  /** The edge that the handle moves; undefined if it moves none along this axis. */
  readonly edge: Edge | undefined;
  readonly image: Image;
}

const LETTERS: Readonly<Record<Axis, Readonly<Record<Edge, string>>>> = {
  x: { low: 'w', high: 'e' },
  y: { low: 'n', high: 's' },
};

/** The edge that a handle moves along an axis; undefined if it moves none. */
export function movedEdge(handle: Handle, axis: Axis): Edge | undefined {
  const { low, high } = LETTERS[axis];
  if (handle.includes(low)) return 'low';
  return handle.includes(high) ? 'high' : undefined;
}

function pull(span: Span, edge: Edge | undefined, by: number): Pull {
  const { low, high } = span;
  if (edge === undefined) return { span, edge, image: [low, high] };
  const to = within(span[edge] + whole(by), 0, GRID);
  // When dragged onto the fixed edge, the span keeps a length of 1 on its own side.
  return edge === 'high'
    ? { span, edge, image: [low, to === low ? low + 1 : to] }
    : { span, edge, image: [to === high ? high - 1 : to, high] };
}

/** The factor by which the length of the span changes; negative when it flips. */
function factorOf({ span, image: [ofLow, ofHigh] }: Pull): number {
  return (ofHigh - ofLow) / lengthOf(span);
}

/** The greatest length of the span on the side to which it is dragged. */
function roomOf({ span, edge, image: [ofLow, ofHigh] }: Pull): number {
  if (edge === undefined) return GRID;
  const fixed = edge === 'high' ? span.low : span.high;
  const flips = ofLow > ofHigh;
  return (edge === 'high') === flips ? fixed : GRID - fixed;
}

/**
 * The same pull with the length of the span changed by a factor. If no edge is dragged, it grows around its center.
 */
function scaled(dragged: Pull, factor: number): Pull {
  const { span, edge } = dragged;
  const length = Math.max(1, Math.round(factor * lengthOf(span)));
  if (edge === undefined) {
    const { low, high } = spanAround(centerOf(span), length);
    return { span, edge, image: [low, high] };
  }
  const signed = factorOf(dragged) < 0 ? -length : length;
  return {
    span,
    edge,
    image: edge === 'high' ? [span.low, span.low + signed] : [span.high - signed, span.high],
  };
}

/** Scales both axes by the larger of their changes, as far as the frame has space and both sides keep a length. */
function proportional(x: Pull, y: Pull): readonly [Pull, Pull] {
  const [a, b] = [factorOf(x), factorOf(y)];
  const asked = Math.abs(Math.abs(a - 1) >= Math.abs(b - 1) ? a : b);
  const least = Math.max(1 / lengthOf(x.span), 1 / lengthOf(y.span));
  const most = Math.min(roomOf(x) / lengthOf(x.span), roomOf(y) / lengthOf(y.span));
  const factor = within(asked, least, most);
  return [scaled(x, factor), scaled(y, factor)];
}

/** Maps a part of the union's span along with it. Dividing last keeps whole edges whole. */
function mapped(part: Span, { span, image: [ofLow, ofHigh] }: Pull): Span {
  const place = (edge: number) => ofLow + ((edge - span.low) * (ofHigh - ofLow)) / lengthOf(span);
  const [a, b] = [place(part.low), place(part.high)];
  return { low: Math.min(a, b), high: Math.max(a, b) };
}

/**
 * Drags a handle of the union of boxes by distances in grid units, rounded; each box is scaled with the union. The
 * edges stop at the frame. Beyond the opposite edge the boxes flip; on it they keep a length of 1.
 *
 * `keepRatio` keeps the union's aspect ratio, as far as whole numbers can: at a corner, the opposite corner stays and
 * the larger relative change counts; at an edge, the other axis grows around its center, moved inside the frame.
 *
 * Always pass the boxes as they were when the drag began: when the pointer is back at its start, the result is these
 * very boxes.
 */
export function resizeBoxes(
  boxes: readonly Bbox[],
  handle: Handle,
  dx: number,
  dy: number,
  keepRatio: boolean,
): readonly Bbox[] {
  if (boxes.length === 0) return [];
  const union = unionOf(boxes);
  const dragged = [
    pull(spanOf(union, 'x'), movedEdge(handle, 'x'), dx),
    pull(spanOf(union, 'y'), movedEdge(handle, 'y'), dy),
  ] as const;
  const [x, y] = keepRatio ? proportional(...dragged) : dragged;
  return boxes
    .map(legalBox)
    .map((box) => legalBox(boxOf(mapped(spanOf(box, 'x'), x), mapped(spanOf(box, 'y'), y))));
}
