import { joinEdits, type TextEdit } from './edit';
import { insertAt, spaceWithin } from './insertion';
import { itemsOf, type Member, type Node, numberOf } from './nodes';
import { nameOf, rankIn, reordering } from './order';
import { removals } from './removal';
import { type Slot, slotsOf } from './slots';

/** Replaces a value with other JSON text. */
export function replaceValue(node: Node, json: string): TextEdit {
  return { offset: node.offset, length: node.length, text: json };
}

/** Swaps two values exactly as written; the layout and the comments around them stay. */
export function exchangeValues(text: string, a: Node, b: Node): readonly TextEdit[] {
  const written = ({ offset, length }: Node) => text.slice(offset, offset + length);
  return written(a) === written(b) ? [] : [replaceValue(a, written(b)), replaceValue(b, written(a))];
}

/** Renames a member; its value and everything around it stay. */
export function renameMember({ key }: Member, name: string): TextEdit {
  return { offset: key.offset, length: key.length, text: JSON.stringify(name) };
}

/** Replaces the numbers of an array, each in its position; equal ones are left alone. */
export function setNumbers(array: Node, numbers: readonly number[]): readonly TextEdit[] {
  return itemsOf(array).flatMap((item, index) => {
    const number = numbers[index];
    return number === undefined || number === numberOf(item) ? [] : [replaceValue(item, String(number))];
  });
}

/** The number of members before a new one: all those up to the last one that the order puts before it. */
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
 * Inserts `"name": json` into an object at the position that `order` (the keys of the trained shape) gives it. It
 * follows the layout of its neighbors: on a line of its own with their indentation, or on their line.
 */
export function insertMember(
  text: string,
  object: Node,
  name: string,
  json: string,
  order: readonly string[],
): TextEdit {
  const member = `${JSON.stringify(name)}:${spaceWithin(object)}${json}`;
  const slots = slotsOf(text, object);
  return insertAt(text, object, slots, placeOf(slots, name, order), [member]);
}

/** Adds items to the end of an array, in its layout, each as it is currently written. */
export function appendItems(text: string, array: Node, items: readonly Node[]): TextEdit {
  const slots = slotsOf(text, array);
  const written = items.map(({ offset, length }) => text.slice(offset, offset + length));
  return insertAt(text, array, slots, slots.length, written);
}

function removal(text: string, child: Node): TextEdit {
  const edits = child.parent ? removals(text, child.parent, [child]) : [];
  return joinEdits(text, edits) ?? { offset: child.offset, length: 0, text: '' };
}

/** Removes a member with its comma and, if nothing else is on it, its line. Comments on its line are removed with it. */
export function removeMember(text: string, { property }: Member): TextEdit {
  return removal(text, property);
}

/** Removes an item of an array in the same way. */
export function removeItem(text: string, item: Node): TextEdit {
  return removal(text, item);
}

/**
 * Sorts the members of an object: `$schema` first, then the keys of `order`, then all others in their existing order.
 * Comments stay with their members; indentation and line ends stay. Makes no edits if the order is right.
 */
export function reorderMembers(text: string, object: Node, order: readonly string[]): readonly TextEdit[] {
  const edit = reordering(text, object, order, (from, to) => text.slice(from, to));
  return edit ? [edit] : [];
}
