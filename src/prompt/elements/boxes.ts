import { commentsOf } from '../comments';
import type { TextEdit } from '../edit';
import { spaceWithin } from '../insertion';
import { insertMember, replaceValue, setNumbers } from '../members';
import type { Bbox } from '../model';
import { itemsOf, memberOf, membersOf, type Node } from '../nodes';
import { removals } from '../removal';
import { TEXT_KEYS } from '../shape';
import { indentationAt, lineBreakOf } from '../slots';

/** A box as JSON on one line, with `space` after its commas. */
export function boxJson(bbox: Bbox, space: string): string {
  return `[${bbox.join(`,${space}`)}]`;
}

/** The comments within a value, to put after its replacement. */
function commentsWithin(text: string, { offset, length }: Node): string {
  const written = text.slice(offset, offset + length);
  const line = lineBreakOf(text) + indentationAt(text, offset);
  const comments = commentsOf(written).map((span) => written.slice(span.offset, span.offset + span.length));
  return comments.map((comment) => ` ${comment}${comment.startsWith('//') ? line : ''}`).join('');
}

/**
 * Gives an element (an object) a box. If it has four numbers, only those that differ are changed, in their positions;
 * anything else is replaced, and a missing box is inserted in its trained position.
 */
export function placing(text: string, element: Node, bbox: Bbox): readonly TextEdit[] {
  const value = memberOf(membersOf(element), 'bbox')?.value;
  const json = boxJson(bbox, spaceWithin(element));
  if (!value) return [insertMember(text, element, 'bbox', json, TEXT_KEYS)];
  const items = itemsOf(value);
  if (items.length === 4 && items.every(({ type }) => type === 'number')) return setNumbers(value, bbox);
  return [replaceValue(value, json + commentsWithin(text, value))];
}

/** Removes the box of an element: every one if the name is repeated. */
export function unplacing(text: string, element: Node): readonly TextEdit[] {
  const boxes = membersOf(element).filter(({ name }) => name === 'bbox');
  return removals(
    text,
    element,
    boxes.map(({ property }) => property),
  );
}
