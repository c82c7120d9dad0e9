import type { TextEdit } from './edit';
import { indentationUnit, spaceWithin } from './insertion';
import type { Member, Node } from './nodes';
import { endsInLineComment, endsLine, indentationAt, lineBreakOf, slotsOf } from './slots';

function endOf({ offset, length }: Node): number {
  return offset + length;
}

/** A string or a comment, in a range that begins and ends between tokens. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*[^]*?\*\//g;

/** The comments in a range, each terminated so that it cannot swallow what comes after it. */
function commentsIn(text: string, from: number, to: number): string[] {
  if (!text.slice(from, to).includes('/')) return [];
  const space = lineBreakOf(text) + indentationAt(text, from);
  const isLast = endsLine(text, to) || to === text.length;
  return Array.from(text.slice(from, to).matchAll(TOKEN), ([token]) => token)
    .filter((token) => token.startsWith('/'))
    .map((comment, index, all) => {
      if (isLast && index === all.length - 1) return comment;
      return comment + (endsInLineComment(comment) ? space : ' ');
    });
}

/** Removes everything before a value that stays, except comments. */
function removeBefore(text: string, from: number, to: number): TextEdit {
  return { offset: from, length: to - from, text: commentsIn(text, from, to).join('') };
}

/** Removes everything after a value that stays, except comments. */
function removeBehind(text: string, from: number, to: number): TextEdit {
  const comments = commentsIn(text, from, to);
  return { offset: from, length: to - from, text: comments.length === 0 ? '' : ` ${comments.join('')}` };
}

/** Changes the indentation of the lines that begin within a range. */
function reindent(text: string, from: number, to: number, old: string, wanted: string): TextEdit[] {
  if (old === wanted) return [];
  const edits: TextEdit[] = [];
  for (const { 0: lineBreak, index } of text.slice(from, to).matchAll(/\r\n?|\n/g)) {
    const start = from + index + lineBreak.length;
    if (text.startsWith(old, start)) edits.push({ offset: start, length: old.length, text: wanted });
  }
  return edits;
}

/**
 * Replaces a value with another one nested within it, or with `json`. Everything else in it is removed, except comments.
 */
export function replaceByInner(text: string, outer: Node, inner: Node, json?: string): TextEdit[] {
  const [old, wanted] = [indentationAt(text, inner.offset), indentationAt(text, outer.offset)];
  const within =
    json === undefined
      ? reindent(text, inner.offset, endOf(inner), old, wanted)
      : [{ offset: inner.offset, length: inner.length, text: json }];
  return [
    removeBefore(text, outer.offset, inner.offset),
    ...within,
    removeBehind(text, endOf(inner), endOf(outer)),
  ];
}

/** Replaces a member with the members of an object that is nested within its value. */
export function replaceByMembers(text: string, { property }: Member, inner: Node): TextEdit[] {
  const slots = slotsOf(text, inner);
  const [first, last] = [slots[0], slots.at(-1)];
  if (!first || !last) return [];
  const [old, wanted] = [indentationAt(text, first.start), indentationAt(text, property.offset)];
  return [
    removeBefore(text, property.offset, first.lead),
    ...reindent(text, first.lead, last.end, old, wanted),
    removeBehind(text, last.end, endOf(property)),
  ];
}

/** Wraps a value in objects that have it as their only member, by their keys from the outermost. */
export function wrapValue(text: string, value: Node, keys: readonly string[]): TextEdit[] {
  const space = spaceWithin(value);
  // On one line there is no layout to find, and looking for it would be slow with thousands of values on that line.
  const hasLines = /[\r\n]/.test(text.slice(value.offset, endOf(value)));
  const base = hasLines ? indentationAt(text, value.offset) : '';
  const unit = hasLines ? indentationUnit(text) : '';
  const lineBreak = hasLines ? lineBreakOf(text) : '';
  const gap = (level: number) => (hasLines ? lineBreak + base + unit.repeat(level) : space);
  const opening = keys.map((key, index) => `{${gap(index + 1)}${JSON.stringify(key)}:${space}`);
  const closing = keys.map((_key, index) => `${gap(keys.length - 1 - index)}}`);
  const within = hasLines
    ? reindent(text, value.offset, endOf(value), base, base + unit.repeat(keys.length))
    : [];
  return [
    { offset: value.offset, length: 0, text: opening.join('') },
    ...within,
    { offset: endOf(value), length: 0, text: closing.join('') },
  ];
}

/** Moves the members of an object from `first` to `last` into an object of their own, which becomes a member. */
export function wrapMembers(text: string, first: Member, last: Member, key: string): TextEdit[] {
  const [start, end] = [first.property.offset, endOf(last.property)];
  const base = indentationAt(text, start);
  const inner = base + indentationUnit(text);
  const hasLines = /[\r\n]/.test(text.slice(start, end));
  const space = text.slice((first.property.colonOffset ?? start) + 1, first.value.offset) === '' ? '' : ' ';
  const gap = (indentation: string) => (hasLines ? lineBreakOf(text) + indentation : space);
  return [
    { offset: start, length: 0, text: `${JSON.stringify(key)}:${space}{${gap(inner)}` },
    ...reindent(text, start, end, base, inner),
    { offset: end, length: 0, text: `${gap(base)}}` },
  ];
}
