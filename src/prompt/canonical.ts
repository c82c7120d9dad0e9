import { normalColor } from './color';
import { applyEdits, sliceWith, type TextEdit } from './edit';
import type { JsonObject } from './json';
import { itemsOf, type Member, memberOf, membersOf, type Node, stringOf } from './nodes';
import { reordering } from './order';
import { parseDocument } from './parse';
import { COMPOSITION_KEYS, KEY, ROOT_KEYS, styleOrder, TEXT_KEYS } from './shape';
import { literalToken } from './unescape';

/** Adds the changes needed within a node, in text order. */
type Visit = (text: string, node: Node, edits: TextEdit[]) => void;

/** Unescapes all strings within a value, names included. */
function literalStrings(text: string, root: Node, edits: TextEdit[]): void {
  // Not recursive: values may be nested as deeply as the parser reads them.
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const child of (node.children ?? []).toReversed()) waiting.push(child);
    if (node.type !== 'string') continue;
    const literal = literalToken(text, node);
    if (literal !== undefined) edits.push({ offset: node.offset, length: node.length, text: literal });
  }
}

/** Replaces a part of the text unless it is already right. */
function rewrite(text: string, from: number, to: number, wanted: string, edits: TextEdit[]): void {
  if (text.slice(from, to) !== wanted) edits.push({ offset: from, length: to - from, text: wanted });
}

/** Writes an array of scalars on one line, unless it has comments. */
function oneLine(item: Visit): Visit {
  return (text, node, edits) => {
    if (node.type !== 'array') {
      literalStrings(text, node, edits);
      return;
    }
    const items = itemsOf(node);
    const ends = [node.offset + 1, ...items.map(({ offset, length }) => offset + length)];
    const starts = [...items.map(({ offset }) => offset), node.offset + node.length - 1];
    const gaps = ends.map((end, index) => text.slice(end, starts[index]));
    const isPlain = items.every(({ children }) => !children) && !gaps.some((gap) => gap.includes('/'));
    gaps.forEach((gap, index) => {
      const next = items[index];
      const wanted = next ? (index === 0 ? '' : ', ') : gap.trim();
      const end = ends[index] ?? node.offset;
      if (isPlain) rewrite(text, end, end + gap.length, wanted, edits);
      if (next) item(text, next, edits);
    });
  };
}

const color: Visit = (text, node, edits) => {
  const hex = normalColor(stringOf(node) ?? '');
  if (hex === undefined) {
    literalStrings(text, node, edits);
    return;
  }
  rewrite(text, node.offset, node.offset + node.length, `"${hex}"`, edits);
};

const palette = oneLine(color);
const box = oneLine(literalStrings);

/** Sorts an object, and brings the values of its members into the canonical form for their names. */
function object(
  orderOf: (members: readonly Member[]) => readonly string[],
  parts: ReadonlyMap<string, Visit>,
): Visit {
  return (text, node, edits) => {
    if (node.type !== 'object') {
      literalStrings(text, node, edits);
      return;
    }
    const members = membersOf(node);
    const within: TextEdit[] = [];
    for (const { name, key, value } of members) {
      literalStrings(text, key, within);
      (parts.get(name) ?? literalStrings)(text, value, within);
    }
    const moved = reordering(text, node, orderOf(members), (from, to) => sliceWith(text, within, from, to));
    const end = moved ? moved.offset + moved.length : 0;
    for (const edit of within) if (!moved || edit.offset < moved.offset) edits.push(edit);
    if (!moved) return;
    edits.push(moved);
    for (const edit of within) if (edit.offset >= end) edits.push(edit);
  };
}

const element = object(
  // The order for an obj is the same without text.
  () => TEXT_KEYS,
  new Map([
    [KEY.bbox, box],
    [KEY.palette, palette],
  ]),
);

const elements: Visit = (text, node, edits) => {
  if (node.type === 'array') for (const item of itemsOf(node)) element(text, item, edits);
  else literalStrings(text, node, edits);
};

const style = object(
  (members) => styleOrder((key) => memberOf(members, key) !== undefined),
  new Map([[KEY.palette, palette]]),
);

const composition = object(() => COMPOSITION_KEYS, new Map([[KEY.elements, elements]]));

const prompt = object(
  () => ROOT_KEYS,
  new Map([
    [KEY.style, style],
    [KEY.composition, composition],
  ]),
);

/**
 * The edits that bring a structured prompt (given as its value's node) into canonical form: keys in the trained order,
 * hex colors as uppercase `#RRGGBB`, boxes and palettes on one line, characters written literally instead of escaped.
 * Nothing else changes: comments, indentation, line ends and every value survive. Empty if the form is already
 * canonical.
 */
export function canonicalEdits(text: string, node: Node): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  prompt(text, node, edits);
  return edits;
}

/** A structured prompt as the text of a new document, in canonical form. */
export function canonicalText(value: JsonObject): string {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const { root } = parseDocument(text);
  return root ? applyEdits(text, canonicalEdits(text, root)) : text;
}
