import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';
import { type Axis, boxOf, centerOf, lengthOf, type Span, spanAround, spanOf, withSpan } from './axis';
import { legalBox, unionOf } from './legal';

export type Alignment = 'left' | 'centerX' | 'right' | 'top' | 'centerY' | 'bottom';

const WHOLE_FRAME: Bbox = [0, 0, GRID, GRID];

/** For each alignment its axis, and how much of the free space goes before the box. */
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

/** Aligns several boxes with their union, or a single one with the frame. Sizes do not change. */
export function alignBoxes(boxes: readonly Bbox[], alignment: Alignment): readonly Bbox[] {
  const { axis, before } = ALIGNMENTS[alignment];
  const legal = boxes.map(legalBox);
  const lengths = legal.map((box) => lengthOf(spanOf(box, axis)));
  const target = spanOf(legal.length > 1 ? unionOf(legal) : WHOLE_FRAME, axis);
  // All others are within the longest one, so that half units are rounded the same way when this is repeated.
  const longest = placedIn(target, Math.max(...lengths), before);
  return legal.map((box) => withSpan(box, axis, placedIn(longest, lengthOf(spanOf(box, axis)), before)));
}

/** Gives each box the size of `like`, around its own center, moved inside the frame. */
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

/** Sorts spans by center; if two have the same center, the longer one comes first. */
function byPosition(a: Span, b: Span): number {
  return a.low + a.high - (b.low + b.high) || a.low - b.low;
}

/** Gives sorted spans even gaps, negative if they overlap. The first and the last stay. */
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

/** Gives the centers of sorted spans even distances, inside the frame. The first and the last stay. */
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

/** The result depends only on the order, the lengths and the two ends, so that repeating this changes nothing. */
function distributed(spans: readonly Span[]): readonly Span[] {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return spans;
  return [evenGaps(spans, first, last), evenCenters(spans, first, last)].find(isInOrder) ?? spans;
}

/**
 * Spreads boxes along an axis with even gaps, which differ by at most 1. The first and the last box, by their
 * centers, stay; so do the sizes and the order, along the axis and in the list. Fewer than three boxes stay as they
 * are.
 *
 * Boxes that overlap get even overlaps. If these would change their order or leave the frame (when one box contains
 * most others), their centers get even distances instead; if that would do so, too, all boxes stay.
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
