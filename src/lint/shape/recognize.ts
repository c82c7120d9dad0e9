import { normalColor } from '../../prompt/color';
import { mendedText } from '../../prompt/mend/mend';
import { itemsOf, type Member, memberOf, membersOf, type Node, stringOf } from '../../prompt/nodes';
import { parseDocument } from '../../prompt/parse';
import { KEY, PHOTO_STYLE_KEYS, SCHEMA_KEY, TEXT_KEYS } from '../../prompt/shape';
import type { Part } from './parts';

/** What a value is, judged by its content, whatever its key is called. */
export interface Recognized {
  readonly shape: Part | 'elements' | 'palette';
  /** Whether it cannot be anything else. */
  readonly sure: boolean;
}

/** The key for values of each shape. */
export const KEYS_BY_SHAPE: Readonly<Partial<Record<Recognized['shape'], string>>> = {
  composition: KEY.composition,
  style: KEY.style,
  elements: 'elements',
  palette: KEY.palette,
};

/** The keys that only a style has. */
const STYLE_WORDS: ReadonlySet<string> = new Set([
  KEY.artStyle,
  ...PHOTO_STYLE_KEYS.filter((key) => key !== KEY.palette),
]);
const KINDS = ['obj', 'text'];

function isElement(node: Node): boolean {
  const members = membersOf(node);
  const has = (name: string) => memberOf(members, name) !== undefined;
  if (KINDS.includes(stringOf(memberOf(members, 'type')?.value) ?? '')) {
    return TEXT_KEYS.some((key) => key !== 'type' && has(key));
  }
  return stringOf(memberOf(members, 'desc')?.value) !== undefined && (has('bbox') || has('type'));
}

function list(node: Node): Recognized | undefined {
  const items = itemsOf(node);
  if (items.length === 0) return undefined;
  if (items.every(isElement)) return { shape: 'elements', sure: true };
  // Without the check for #, `100` and `200` would also be colors.
  const isPalette = items.every((item) => {
    const word = stringOf(item) ?? '';
    return word.trim().startsWith('#') && normalColor(word) !== undefined;
  });
  return isPalette ? { shape: 'palette', sure: true } : undefined;
}

function composition(members: readonly Member[]): Recognized | undefined {
  const elements = memberOf(members, 'elements')?.value;
  const background = memberOf(members, 'background')?.value.type === 'string';
  if (elements?.type === 'array' && (background || list(elements)?.shape === 'elements')) {
    return { shape: 'composition', sure: true };
  }
  const listed = members.some(({ value }) => list(value)?.shape === 'elements');
  return listed && background ? { shape: 'composition', sure: true } : undefined;
}

function style(members: readonly Member[]): Recognized | undefined {
  let words = 0;
  for (const { name, value } of members) if (STYLE_WORDS.has(name) && value.type === 'string') words++;
  return words > 0 ? { shape: 'style', sure: words > 1 } : undefined;
}

/** A part below the root of a prompt, under any name. */
function partOf(node: Node): Recognized | undefined {
  if (node.type === 'array') return list(node);
  if (node.type !== 'object') return undefined;
  if (isElement(node)) return { shape: 'element', sure: true };
  const members = membersOf(node);
  return composition(members) ?? style(members);
}

function isPrompt(node: Node): boolean {
  if (node.type !== 'object') return false;
  return membersOf(node).some(
    ({ name, value }) =>
      value.type === 'object' && (name === KEY.composition || partOf(value)?.shape === 'composition'),
  );
}

/** A prompt that lacks its composition, or has the composition's parts side by side. */
function maybePrompt(node: Node): boolean {
  const members = membersOf(node);
  const isDescribed = memberOf(members, KEY.summary)?.value.type === 'string';
  if (!isDescribed) return false;
  return members.some(({ name, value }) => {
    if (name === KEY.summary || name === SCHEMA_KEY) return false;
    const shape = partOf(value)?.shape;
    return shape === 'style' || shape === 'elements' || name === KEY.style;
  });
}

/** Recognizes what a value is by its keys and types, not by its texts. */
export function recognize(node: Node): Recognized | undefined {
  if (isPrompt(node)) return { shape: 'prompt', sure: true };
  if (maybePrompt(node)) return { shape: 'prompt', sure: false };
  return partOf(node);
}

/** JSON in a string, and what it represents. */
export interface JsonInString extends Recognized {
  readonly json: string;
}

/** What the JSON in a string represents, even if it is written as chats write it; undefined for any other value. */
export function recognizeInString(node: Node): JsonInString | undefined {
  const string = stringOf(node)?.trim() ?? '';
  if (!/[{[]/.test(string)) return undefined;
  const parsed = parseDocument(string);
  const json = parsed.syntaxProblems.length === 0 ? string : mendedText(string)?.trim();
  if (json === undefined) return undefined;
  const { root } = json === string ? parsed : parseDocument(json);
  const recognized = root && recognize(root);
  return recognized && { json, ...recognized };
}
