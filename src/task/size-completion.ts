import { commaBefore, type Cursor } from '../prompt/cursor';
import type { TextEdit } from '../prompt/edit';
import { memberOf, membersOf, type Node, numberOf } from '../prompt/nodes';
import type { ParsedDocument, TextSpan } from '../prompt/parse';
import { type Size, SIZES } from './sizes';

type Side = 'width' | 'height';

/** A supported size to offer in a task: it always sets both sides. */
export interface SizeCompletion {
  readonly size: Size;
  /** What the user may type to find it. */
  readonly filter: string;
  readonly span: TextSpan;
  /** The text that replaces the span. */
  readonly text: string;
  /** The edit elsewhere that changes the other side to match. */
  readonly partner: TextEdit | undefined;
}

const PARTNERS: Readonly<Record<Side, Side>> = { width: 'height', height: 'width' };

function isSide(key: unknown): key is Side {
  return key === 'width' || key === 'height';
}

/** What separates the member at an offset from its neighbor: a line break if it is on its own line, else a space. */
function separatorAt(text: string, offset: number): string {
  const line = /[^\r\n]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  return line.trim() === '' ? `\n${line}` : ' ';
}

function propertyOf(task: Node, key: string): Node | undefined {
  return task.children?.findLast((property) => property.children?.[0]?.value === key);
}

/** The edit that sets the number of a side whose key exists, even if it has no value yet. */
function changeSide(property: Node, value: number): TextEdit {
  const old = property.children?.[1];
  if (old) return { offset: old.offset, length: old.length, text: String(value) };
  const key = property.children?.[0] ?? property;
  const offset = property.colonOffset === undefined ? key.offset + key.length : property.colonOffset + 1;
  return { offset, length: 0, text: `${property.colonOffset === undefined ? ':' : ''} ${value}` };
}

function atValue(text: string, task: Node, side: Side, token: TextSpan): SizeCompletion[] {
  const partner = propertyOf(task, PARTNERS[side]);
  const start = propertyOf(task, side)?.offset ?? token.offset;
  const separator = separatorAt(text, start);
  const comma = commaBefore(text, token.offset + token.length);
  return SIZES.map((size) => {
    const other = size[PARTNERS[side]];
    const alone = { size, filter: `${size[side]} ${size.ratio}`, span: token, text: `${size[side]}${comma}` };
    if (partner) return { ...alone, partner: changeSide(partner, other) };
    if (side === 'width') {
      const pair = `${size.width},${separator}"height": ${size.height}${comma}`;
      return { ...alone, text: pair, partner: undefined };
    }
    return { ...alone, partner: { offset: start, length: 0, text: `"width": ${size.width},${separator}` } };
  });
}

function atKey(text: string, task: Node, token: TextSpan): SizeCompletion[] {
  const [width, height] = [propertyOf(task, 'width'), propertyOf(task, 'height')];
  if (width && height) return [];
  const separator = separatorAt(text, token.offset);
  const comma = commaBefore(text, token.offset + token.length);
  return SIZES.map((size) => {
    const members = [
      ...(width ? [] : [`"width": ${size.width}`]),
      ...(height ? [] : [`"height": ${size.height}`]),
    ];
    const there = width ?? height;
    return {
      size,
      filter: `"width" "height" "size" ${size.width}x${size.height} ${size.ratio}`,
      span: token,
      text: members.join(`,${separator}`) + comma,
      partner: there && changeSide(there, size[width ? 'width' : 'height']),
    };
  });
}

/** Puts the sizes first that match the other side, if there is one. */
function sorted(found: readonly SizeCompletion[], task: Node, side: Side | undefined): SizeCompletion[] {
  const members = membersOf(task);
  const sideOf = (name: Side) => (name === side ? undefined : numberOf(memberOf(members, name)?.value));
  const [width, height] = [sideOf('width'), sideOf('height')];
  const fits = ({ size }: SizeCompletion) => size.width === width || size.height === height;
  return [...found.filter(fits), ...found.filter((completion) => !fits(completion))];
}

/** The supported sizes as pairs, if the cursor is at the width, the height or a new key of a task; none elsewhere. */
export function completeSize({ text }: ParsedDocument, cursor: Cursor): SizeCompletion[] {
  const { path, holder, token } = cursor;
  const key = path.at(-1);
  // A task is the root of a file, or an item of the array at the root.
  const isTask = path.length === 1 || (path.length === 2 && typeof path[0] === 'number');
  if (!isTask || holder?.type !== 'object') return [];
  if (isSide(key) && !cursor.atKey) return sorted(atValue(text, holder, key, token), holder, key);
  return cursor.atKey ? sorted(atKey(text, holder, token), holder, undefined) : [];
}
