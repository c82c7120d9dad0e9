import type { TextEdit } from './edit';
import type { Member, Node } from './nodes';
import { nameOf, rankIn, reordering } from './order';
import {
  endsInLineComment,
  endsLine,
  indentationAt,
  lastBreak,
  lineBreakOf,
  type Slot,
  slotsOf,
} from './slots';

/** Replaces a value by other JSON text. */
export function replaceValue(node: Node, json: string): TextEdit {
  return { offset: node.offset, length: node.length, text: json };
}

/** Exchanges two values where they stand, each as it is written; the layout and the comments around them stay. */
export function exchangeValues(text: string, a: Node, b: Node): readonly TextEdit[] {
  const written = ({ offset, length }: Node) => text.slice(offset, offset + length);
  return written(a) === written(b) ? [] : [replaceValue(a, written(b)), replaceValue(b, written(a))];
}

/** Gives a member another name; its value and everything around it stay. */
export function renameMember({ key }: Member, name: string): TextEdit {
  return { offset: key.offset, length: key.length, text: JSON.stringify(name) };
}

/** The indentation of one level: that of the first indented line. */
function indentationUnit(text: string): string {
  return /[\r\n]([ \t]+)[^\s]/.exec(text)?.[1] ?? '  ';
}

function insertFirst(text: string, object: Node, member: string): TextEdit {
  const start = object.offset + 1;
  const end = object.offset + object.length - 1;
  const inside = text.slice(start, end);
  const offset = start + inside.trimEnd().length;
  if (!lastBreak(text, start, end)) {
    return { offset, length: 0, text: inside === '' ? member : ` ${member}` };
  }
  const indentation = indentationAt(text, object.offset) + indentationUnit(text);
  return { offset, length: 0, text: lineBreakOf(text) + indentation + member };
}

/** What separates a new member from its neighbors: a new line with the indentation of `model`, where that is on its own. */
function separatorLike(
  text: string,
  object: Node,
  slots: readonly Slot[],
  model: number,
): string | undefined {
  const slot = slots[model];
  if (!slot || !lastBreak(text, slots[model - 1]?.end ?? object.offset + 1, slot.start)) return undefined;
  return lineBreakOf(text) + indentationAt(text, slot.start);
}

function insertAfter(
  text: string,
  object: Node,
  slots: readonly Slot[],
  index: number,
  member: string,
): TextEdit {
  const previous = slots[index];
  if (!previous) return insertFirst(text, object, member);
  const { end, closing, comma, after } = previous;
  // Between two members it looks like the next one, at the end like the last one.
  const model = index + 1 < slots.length ? index + 1 : index;
  const like = separatorLike(text, object, slots, model);
  const separated = (trivia: string): string => {
    if (like !== undefined) return like + member;
    return endsInLineComment(trivia) ? lineBreakOf(text) + indentationAt(text, end) + member : ` ${member}`;
  };
  // Commas may begin the lines instead of ending them.
  const pattern = slots[model - 1];
  if (pattern?.comma !== undefined && lastBreak(text, pattern.closing, pattern.comma)) {
    return { offset: closing, length: 0, text: `${text.slice(pattern.closing, pattern.comma)}, ${member}` };
  }
  if (comma !== undefined) {
    return { offset: after, length: 0, text: `${separated(text.slice(comma + 1, after))},` };
  }
  const comments = text.slice(end, closing);
  return { offset: end, length: closing - end, text: `,${comments}${separated(comments)}` };
}

/** The number of members that stand before a new one: all up to the nearest that the order puts before it. */
function placeOf(slots: readonly Slot[], name: string, order: readonly string[]): number {
  const rank = rankIn(order, name);
  let nearest = -1;
  let place = 0;
  slots.forEach(({ node }, index) => {
    const other = rankIn(order, nameOf(node));
    if (other > rank || other < nearest) return;
    nearest = other;
    place = index + 1;
  });
  return place;
}

/**
 * Inserts `"name": json` into an object, in the place that `order` (the keys of the trained shape) gives it, in the layout of
 * its neighbors: on a line of its own with their indentation, or on their line.
 */
export function insertMember(
  text: string,
  object: Node,
  name: string,
  json: string,
  order: readonly string[],
): TextEdit {
  const member = `${JSON.stringify(name)}: ${json}`;
  const slots = slotsOf(text, object);
  const place = placeOf(slots, name, order);
  const first = slots[0];
  if (place > 0 || !first) return insertAfter(text, object, slots, place - 1, member);
  const separator = separatorLike(text, object, slots, 0) ?? separatorLike(text, object, slots, 1) ?? ' ';
  return { offset: first.lead, length: 0, text: `${member},${separator}` };
}

/** Where the line of a child begins, before and after its indentation; undefined where it shares it with what is before. */
function lineStart(text: string, from: number, slot: Slot): { before: number; start: number } | undefined {
  const found = lastBreak(text, from, slot.start);
  if (!found) return undefined;
  const indentation = /[ \t]*/y;
  indentation.lastIndex = found.end;
  return { before: found.offset, start: found.end + (indentation.exec(text)?.[0].length ?? 0) };
}

function removal(text: string, container: Node, child: Node): TextEdit {
  const slots = slotsOf(text, container);
  const index = slots.findIndex(({ node }) => node === child);
  const slot = slots[index];
  if (!slot) return { offset: child.offset, length: 0, text: '' };
  const previous = slots[index - 1];
  const next = slots[index + 1];
  const line = lineStart(text, previous?.after ?? container.offset + 1, slot);
  const alone = endsLine(text, slot.after);
  // The last one takes the comma before it along; the comments in between stay.
  if (previous?.comma !== undefined && slot.comma === undefined) {
    const swallowed = endsInLineComment(text.slice(previous.end, previous.closing));
    const offset = swallowed ? previous.comma : previous.closing;
    const kept = line ? (alone ? line.before : line.start) : previous.after;
    return {
      offset,
      length: slot.after - offset,
      text: text.slice(previous.comma + 1, kept),
    };
  }
  if (line && alone) return { offset: line.before, length: slot.after - line.before, text: '' };
  const offset = line?.start ?? previous?.after ?? slot.lead;
  const end = line || !previous ? (next?.lead ?? slot.after) : slot.after;
  return { offset, length: end - offset, text: '' };
}

/** Removes a member with its comma and, where it stands alone there, its line. Comments on its line go with it. */
export function removeMember(text: string, { property }: Member): TextEdit {
  return removal(text, property.parent ?? property, property);
}

/** Removes an item of an array likewise. */
export function removeItem(text: string, item: Node): TextEdit {
  return removal(text, item.parent ?? item, item);
}

/**
 * Puts the members of an object in order: `$schema` first, then the keys of `order`, then all others as they were. Comments
 * stay with their members; indentation and line ends stay. No edit where the order is right.
 */
export function reorderMembers(text: string, object: Node, order: readonly string[]): readonly TextEdit[] {
  const edit = reordering(text, object, order, (from, to) => text.slice(from, to));
  return edit ? [edit] : [];
}
