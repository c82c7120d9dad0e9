import type { TextEdit } from './edit';
import type { Node } from './nodes';
import { beginningOf, endsInLineComment, indentationAt, lastBreak, lineBreakOf, type Slot } from './slots';

/** The indentation of one level, taken from the first indented line. */
export function indentationUnit(text: string): string {
  return /[\r\n]([ \t]+)[^\s]/.exec(beginningOf(text))?.[1] ?? '  ';
}

/** What separates two tokens on a line in or around an object or array: a space, or nothing in compact JSON. */
export function spaceWithin(container: Node): '' | ' ' {
  let node: Node | undefined =
    container.type === 'object' ? (container.children?.[0] ?? container) : container;
  while (node && node.type !== 'property') node = node.parent;
  const value = node?.children?.[1];
  return value && value.offset - 1 === node?.colonOffset ? '' : ' ';
}

function insertFirst(text: string, container: Node, written: string): TextEdit {
  const start = container.offset + 1;
  const end = container.offset + container.length - 1;
  const inside = text.slice(start, end);
  const offset = start + inside.trimEnd().length;
  if (!lastBreak(text, start, end)) {
    return { offset, length: 0, text: inside === '' ? written : ` ${written}` };
  }
  const indentation = indentationAt(text, container.offset) + indentationUnit(text);
  return { offset, length: 0, text: lineBreakOf(text) + indentation + written };
}

/** What separates a new child from its neighbors: if `model` is on a line of its own, a new line with its indentation. */
function separatorLike(
  text: string,
  container: Node,
  slots: readonly Slot[],
  model: number,
): string | undefined {
  const slot = slots[model];
  if (!slot || !lastBreak(text, slots[model - 1]?.end ?? container.offset + 1, slot.start)) return undefined;
  return lineBreakOf(text) + indentationAt(text, slot.start);
}

function insertAfter(
  text: string,
  container: Node,
  slots: readonly Slot[],
  index: number,
  written: readonly string[],
): TextEdit {
  const previous = slots[index];
  if (!previous) return insertFirst(text, container, written.join(', '));
  const { end, closing, comma, after } = previous;
  // Between two children it is laid out like the next one, at the end like the last one.
  const model = index + 1 < slots.length ? index + 1 : index;
  const like = separatorLike(text, container, slots, model);
  const space = like ?? spaceWithin(container);
  const separated = (trivia: string): string => {
    const isOpen = like === undefined && endsInLineComment(trivia);
    return (isOpen ? lineBreakOf(text) + indentationAt(text, end) : space) + written.join(`,${space}`);
  };
  // Commas may begin the lines instead of ending them.
  const pattern = slots[model - 1];
  if (pattern?.comma !== undefined && lastBreak(text, pattern.closing, pattern.comma)) {
    const separator = `${text.slice(pattern.closing, pattern.comma)},${spaceWithin(container)}`;
    return { offset: closing, length: 0, text: written.map((child) => separator + child).join('') };
  }
  if (comma !== undefined) {
    return { offset: after, length: 0, text: `${separated(text.slice(comma + 1, after))},` };
  }
  const comments = text.slice(end, closing);
  return { offset: end, length: closing - end, text: `,${comments}${separated(comments)}` };
}

/**
 * Inserts children (`"name": value` or values) into an object or array, after the first `place` of its existing
 * children. They follow the layout of their neighbors: on lines of their own with the same indentation, or on the same
 * line. `slots` are those of the container.
 */
export function insertAt(
  text: string,
  container: Node,
  slots: readonly Slot[],
  place: number,
  written: readonly string[],
): TextEdit {
  const first = slots[0];
  if (place > 0 || !first) return insertAfter(text, container, slots, place - 1, written);
  const separator =
    separatorLike(text, container, slots, 0) ??
    separatorLike(text, container, slots, 1) ??
    spaceWithin(container);
  return {
    offset: first.lead,
    length: 0,
    text: written.map((child) => `${child},${separator}`).join(''),
  };
}
