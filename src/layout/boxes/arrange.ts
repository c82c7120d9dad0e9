import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import { type Axis, boxOf, centerOf, lengthOf, type Span, spanAround, spanOf, withSpan } from './axis';
import { legalBox, unionOf } from './legal';

export type Alignment = 'left' | 'centerX' | 'right' | 'top' | 'centerY' | 'bottom';

const WHOLE_FRAME: Bbox = [0, 0, GRID, GRID];

/** For each alignment its axis, and how much of the room that a box leaves lies before it. */
const ALIGNMENTS: Readonly<Record<Alignment, { readonly axis: Axis; readonly before: number }>> = {
  left: { axis: 'x', before: 0 },
  centerX: { axis: 'x', before: 0.5 },
  right: { axis: 'x', before: 1 },
  top: { axis: 'y', before: 0 },
  centerY: { axis: 'y', before: 0.5 },
  bottom: { axis: 'y', before: 1 },
};

function placedIn(room: Span, length: number, before: number): Span {
  const low = room.low + Math.round((lengthOf(room) - length) * before);
  return { low, high: low + length };
}

/** Aligns several boxes with their union, a single one with the frame. Sizes stay as they are. */
export function alignBoxes(boxes: readonly Bbox[], alignment: Alignment): readonly Bbox[] {
  const { axis, before } = ALIGNMENTS[alignment];
  const legal = boxes.map(legalBox);
  const lengths = legal.map((box) => lengthOf(spanOf(box, axis)));
  const target = spanOf(legal.length > 1 ? unionOf(legal) : WHOLE_FRAME, axis);
  // All others lie within the longest one then, so that half units are rounded the same way when it is done again.
  const longest = placedIn(target, Math.max(...lengths), before);
  return legal.map((box) => withSpan(box, axis, placedIn(longest, lengthOf(spanOf(box, axis)), before)));
}

/** The same sizes as `like`, around the centre of each box, moved inside the frame. */
export function matchSizes(
  boxes: readonly Bbox[],
  dimension: 'width' | 'height' | 'both',
  like: Bbox,
): readonly Bbox[] {
  const model = legalBox(like);
  const matched = (box: Bbox, axis: Axis): Span =>
    spanAround(centerOf(spanOf(box, axis)), lengthOf(spanOf(model, axis)));
  return boxes.map(legalBox).map((box) => {
    const x = dimension === 'height' ? spanOf(box, 'x') : matched(box, 'x');
    const y = dimension === 'width' ? spanOf(box, 'y') : matched(box, 'y');
    return boxOf(x, y);
  });
}

/** By centres; of two with the same centre, the longer one first. */
function byPosition(a: Span, b: Span): number {
  return a.low + a.high - (b.low + b.high) || a.low - b.low;
}

/** Sorted spans with the same gap between neighbours, less than 0 where they overlap; the first and the last stay. */
function evenGaps(spans: readonly Span[], first: Span, last: Span): readonly Span[] {
  const lengths = spans.reduce((sum, span) => sum + lengthOf(span), 0);
  const free = last.high - first.low - lengths;
  let filled = first.low;
  return spans.map((span, index) => {
    const low = filled + Math.round((index * free) / (spans.length - 1));
    filled += lengthOf(span);
    return { low, high: low + lengthOf(span) };
  });
}

/** Sorted spans with the same distance from centre to centre, inside the frame; the first and the last stay. */
function evenCenters(spans: readonly Span[], first: Span, last: Span): readonly Span[] {
  const distance = centerOf(last) - centerOf(first);
  return spans.map((span, index) =>
    spanAround(centerOf(first) + (index * distance) / (spans.length - 1), lengthOf(span)),
  );
}

/** Whether spans are within the frame and in order. */
function isInOrder(spans: readonly Span[]): boolean {
  return spans.every((span, index) => {
    const next = spans[index + 1] ?? span;
    return span.low >= 0 && span.high <= GRID && byPosition(span, next) <= 0;
  });
}

/** Only what depends on nothing but the order, the lengths and the two ends gives the same when it is done again. */
function distributed(spans: readonly Span[]): readonly Span[] {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return spans;
  return [evenGaps(spans, first, last), evenCenters(spans, first, last)].find(isInOrder) ?? spans;
}

/**
 * Spreads boxes along an axis with even gaps, which differ by 1 at most. The first and the last, by their centres, stay; sizes and
 * the order, both along the axis and of the list, as well. Fewer than three boxes stay as they are.
 *
 * Boxes that overlap get even overlaps. Where these would change their order or leave the frame (a box lies around most others),
 * their centres get even distances instead; where that would do so too, all stay.
 */
export function distributeBoxes(boxes: readonly Bbox[], axis: Axis): readonly Bbox[] {
  const legal = boxes.map(legalBox);
  if (legal.length < 3) return legal;
  const sorted = legal
    .map((box, index) => ({ box, index }))
    .sort((a, b) => byPosition(spanOf(a.box, axis), spanOf(b.box, axis)));
  const spans = distributed(sorted.map(({ box }) => spanOf(box, axis)));
  return sorted
    .map(({ box, index }, place) => ({ box: withSpan(box, axis, spans[place] ?? spanOf(box, axis)), index }))
    .sort((a, b) => a.index - b.index)
    .map(({ box }) => box);
}
