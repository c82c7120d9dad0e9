import { joinEdits, type TextEdit } from './edit';
import type { Node } from './nodes';
import { SCHEMA_KEY } from './shape';
import { endsInLineComment, endsLine, indentationAt, lineBreakOf, type Slot, slotsOf } from './slots';

/** The position of a name in an order of keys: `$schema` comes first, unknown names last. */
export function rankIn(order: readonly string[], name: string): number {
  if (name === SCHEMA_KEY) return -1;
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}

/** The name of a member. */
export function nameOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

function isOrdered(object: Node, order: readonly string[]): boolean {
  let highest = -1;
  for (const child of object.children ?? []) {
    const rank = rankIn(order, nameOf(child));
    if (rank < highest) return false;
    highest = rank;
  }
  return true;
}

/** A range of the text as it will be written. */
export type Slice = (from: number, to: number) => string;

/** The text that follows a member when it is written in another one's position, whose comma stays. */
function tailOf(text: string, place: Slot, slot: Slot): string {
  const before = text.slice(slot.end, slot.closing);
  const behind = slot.comma === undefined ? '' : text.slice(slot.comma + 1, slot.after);
  const isLine = endsInLineComment(before);
  if (place.comma !== undefined) {
    const space = text.slice(place.closing, place.comma);
    if (!isLine || endsLine(space, 0)) return `${before}${space},${behind}`;
  }
  // A line comment would swallow the comma and what follows.
  const comma = place.comma === undefined ? '' : ',';
  const between = isLine && behind !== '' ? text.slice(slot.closing, slot.comma) : '';
  return comma + before + between + behind;
}

/**
 * The edits that reorder the children of an object or array: one for each position that gets another child. Commas,
 * indentation and line ends keep their positions, comments move with the children. `slots` are those of the container,
 * `sorted` the same ones in the desired order; `slice` gives the text of the children.
 */
export function rearranging(
  text: string,
  container: Node,
  slots: readonly Slot[],
  sorted: readonly Slot[],
  slice: Slice,
): TextEdit[] {
  const moved = (slot: Slot, index: number): boolean => slot !== sorted[index];
  const first = slots.findIndex(moved);
  const last = slots.findLastIndex(moved);
  return slots.flatMap((place, index) => {
    const slot = sorted[index];
    if (!slot || first < 0 || index < first || index > last) return [];
    const tail = tailOf(text, place, slot);
    // Otherwise it would swallow the rest of the line.
    const isOpen = endsInLineComment(tail) && !endsLine(text, place.after);
    const ending = isOpen
      ? lineBreakOf(text) + indentationAt(text, slots[index + 1]?.start ?? container.offset)
      : '';
    return [
      {
        offset: place.lead,
        length: place.after - place.lead,
        text: slice(slot.lead, slot.end) + tail + ending,
      },
    ];
  });
}

/**
 * The edit that sorts the members of an object, from the first that moves to the last; undefined if they are all in
 * order. `slice` gives the text of the members.
 */
export function reordering(
  text: string,
  object: Node,
  order: readonly string[],
  slice: Slice,
): TextEdit | undefined {
  if (isOrdered(object, order)) return undefined;
  const slots = slotsOf(text, object);
  const rank = ({ node }: Slot): number => rankIn(order, nameOf(node));
  const sorted = slots.toSorted((a, b) => rank(a) - rank(b));
  return joinEdits(text, rearranging(text, object, slots, sorted, slice));
}
