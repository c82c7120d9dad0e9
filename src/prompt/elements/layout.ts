import { indentationUnit, spaceWithin } from '../insertion';
import type { Node } from '../nodes';
import { indentationAt, lastBreak, lineBreakOf, type Slot, slotsOf } from '../slots';

/** How an object or array is written: the text around and between its children, and after a name. */
export interface Layout {
  readonly open: string;
  readonly between: string;
  readonly close: string;
  readonly colon: string;
}

/** Whether the children of an object or array are on lines of their own. */
export function isOnLines({ open }: Layout): boolean {
  return hasBreak(open);
}

function hasBreak(space: string): boolean {
  return /[\r\n]/.test(space);
}

/** The white space between two tokens, from its last line break on, without comments. */
function spaceIn(text: string, from: number, to: number): string {
  const space = text.slice(lastBreak(text, from, to)?.offset ?? from, to);
  return space.trim() === '' ? space : (/^\s+/.exec(space)?.[0] ?? ' ');
}

function separatorIn(text: string, { closing, comma = closing }: Slot, next: Slot): string {
  return `${spaceIn(text, closing, comma)},${spaceIn(text, comma + 1, next.start)}`;
}

/** The layout of an object, with one member per line if some are on lines of their own; undefined for an empty one. */
export function layoutOf(text: string, object: Node): Layout | undefined {
  const slots = slotsOf(text, object);
  const first = slots[0];
  const last = slots.at(-1);
  if (!first || !last) return undefined;
  const open = spaceIn(text, object.offset + 1, first.start);
  const space = spaceWithin(object);
  const separators = slots.slice(1).map((slot, index) => separatorIn(text, slots[index] ?? slot, slot));
  return {
    open,
    between: separators.findLast(hasBreak) ?? separators.at(-1) ?? `,${hasBreak(open) ? open : space}`,
    close:
      (last.comma === undefined ? '' : ',') + spaceIn(text, last.after, object.offset + object.length - 1),
    colon: `:${space}`,
  };
}

/** The layout of an object that shares the line of what surrounds it, at or within `container`. */
export function layoutOnLine(text: string, container: Node): Layout {
  const space = spaceWithin(container);
  const object =
    container.type === 'object' && container.children?.[0] ? container : container.parent?.parent;
  const like = object && layoutOf(text, object);
  const padding = like && !hasBreak(like.open) ? like.open : space;
  return { open: padding, between: `,${space}`, close: padding, colon: `:${space}` };
}

/** The layout of something that has its children on lines of their own, when its own line has this indentation. */
export function layoutOnLines(text: string, indentation: string): Layout {
  const line = lineBreakOf(text) + indentation;
  const inner = line + indentationUnit(text);
  return { open: inner, between: `,${inner}`, close: line, colon: ': ' };
}

/** The indentation of the line that a node begins; undefined if something else precedes it on the line. */
export function indentationOf(text: string, { offset }: Node): string | undefined {
  const indentation = indentationAt(text, offset);
  const start = offset - indentation.length;
  const isFirst = start === 0 || hasBreak(text.charAt(start - 1));
  return isFirst && text.slice(start, offset) === indentation ? indentation : undefined;
}
