import type { TextEdit } from '../../prompt/edit';
import { removeItem, removeMember, replaceValue } from '../../prompt/members';
import { itemsOf, type Member, membersOf, type Node, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { SCHEMA_KEY, TEXT_KEYS } from '../../prompt/shape';
import { keepsComments } from '../changes';
import { listedColors, readColor } from './color-words';
import { mediumKind } from './medium';
import { saysNothing } from './nothing';
import { type PartType, written } from './parts';
import { KEYS_BY_SHAPE, recognizeInString } from './recognize';
import type { Fix } from '../rule';

/** A member whose value has the wrong type. */
export interface Place {
  readonly member: Member;
  /** Whether the key may be left out. */
  readonly optional: boolean;
  /** Whether the name is repeated. */
  readonly repeated: boolean;
  /** The path of the object. */
  readonly path: JsonPath;
}

/** What to do, as the end of a sentence and as edits. */
export interface Remedy {
  readonly hint: string;
  readonly fixes: () => readonly Fix[];
}

const EMPTY: Readonly<Record<PartType, string>> = { string: '""', object: '{}', array: '[]' };

function fix(title: string, edit: TextEdit, certain: boolean): Fix {
  return { title, edits: [edit], certain };
}

/** The strings of a list, or of the values of an object; undefined if it holds anything else. */
function stringsIn(nodes: readonly Node[]): readonly string[] | undefined {
  const strings = nodes.map(stringOf).filter((string) => string !== undefined);
  return strings.length > 0 && strings.length === nodes.length ? strings : undefined;
}

function withoutValue(text: string, { member, optional, repeated }: Place, due: PartType): Remedy {
  if (optional) {
    const fixes = (): Fix[] => {
      const edit = removeMember(text, member);
      return [fix(`Remove "${member.name}"`, edit, !repeated && keepsComments(text, edit))];
    };
    return { hint: 'remove it, which means the same', fixes };
  }
  return { hint: 'give it a value', fixes: () => [emptied(member, due)] };
}

function emptied({ value }: Member, due: PartType): Fix {
  return fix(`Write ${EMPTY[due]}`, replaceValue(value, EMPTY[due]), false);
}

function quoted(text: string, { value }: Member, certain: boolean): Fix {
  return fix('Put it in quotes', replaceValue(value, `"${written(text, value)}"`), certain);
}

/** `true` says that something exists, but not what. */
function withoutWords(text: string, { member, optional }: Place, due: PartType): Remedy {
  const fixes = (): Fix[] => {
    const remove = fix(`Remove "${member.name}"`, removeMember(text, member), false);
    const both = [emptied(member, due), remove];
    const ways = optional ? both.toReversed() : both;
    // Only lettering can consist of exactly this word.
    return member.name === 'text' ? [...ways, quoted(text, member, false)] : ways;
  };
  return { hint: 'say in its words what is meant, or remove it', fixes };
}

/** A number as people write it: without an exponent, and not a 0 that means nothing. */
const LETTERED = /^(?!0$)\d+(?:\.\d+)?$/;

function stringRemedy(text: string, { member }: Place): Remedy {
  const { name, value } = member;
  if (value.type === 'number') {
    // Lettering may be a number; anywhere else, a number is an unlikely description.
    const certain = name === 'text' && LETTERED.test(written(text, value));
    return { hint: 'put it in quotes', fixes: () => [quoted(text, member, certain)] };
  }
  const strings = stringsIn(itemsOf(value));
  if (!strings) return { hint: 'write it as one text', fixes: () => [] };
  // Texts to render get lines; everything else becomes a comma-separated list.
  const joined = JSON.stringify(strings.join(name === 'text' ? '\n' : ', '));
  return {
    hint: 'join its texts into one',
    fixes: () => [fix('Join the list into one text', replaceValue(value, joined), false)],
  };
}

/** The styles that a text on its own may stand for, the likelier one first. */
function styleFixes(value: Node, words: string): Fix[] {
  const aesthetics = JSON.stringify(words);
  const photo = `{ "aesthetics": ${aesthetics}, "lighting": "", "photo": "", "medium": "photograph" }`;
  const other = `{ "aesthetics": ${aesthetics}, "lighting": "", "medium": "", "art_style": "" }`;
  const fixes = [
    fix('Make it the style of a photograph', replaceValue(value, photo), false),
    fix('Make it the style of an illustration or a design', replaceValue(value, other), false),
  ];
  return mediumKind(words) === 'photo' ? fixes : fixes.toReversed();
}

function objectRemedy({ member: { value } }: Place): Remedy {
  const words = stringOf(value) ?? stringsIn(itemsOf(value))?.join(', ');
  return {
    hint: 'give it aesthetics, lighting, medium and photo or art_style',
    fixes: () => (words === undefined ? [] : styleFixes(value, words)),
  };
}

function inList(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}

/** A list of colors as written, which is certain if each is a color; and the same list in hex. */
function listFixes(value: Node, colors: readonly string[]): Fix[] {
  const read = colors.map(readColor).filter((color) => color !== undefined);
  const certain = colors.length > 0 && read.length === colors.length;
  const title = colors.length > 1 ? `Make a list of these ${colors.length} colors` : 'Put it in a list';
  const list = fix(title, replaceValue(value, inList(colors)), certain);
  if (!certain || read.every((color) => color.certain)) return [list];
  const hex = inList(read.map((color) => color.hex));
  return [list, fix(`Write ${hex}`, replaceValue(value, hex), false)];
}

function paletteRemedy({ member: { value } }: Place): Remedy {
  const string = stringOf(value);
  if (string !== undefined) {
    return { hint: 'put its colors in a list', fixes: () => listFixes(value, listedColors(string)) };
  }
  const colors = stringsIn(membersOf(value).map((member) => member.value));
  return {
    hint: 'write it as ["#1B3A57"], with colors of your own',
    fixes: () => (colors ? [fix('Make its colors a list', replaceValue(value, inList(colors)), false)] : []),
  };
}

function elementsRemedy(text: string, { member: { value } }: Place): Remedy {
  const isElement = membersOf(value).some(({ name }) => TEXT_KEYS.some((key) => key === name));
  const list = `[${written(text, value)}]`;
  return {
    hint: 'put the elements in a list',
    fixes: () => (isElement ? [fix('Put it in a list', replaceValue(value, list), false)] : []),
  };
}

/** How to fix a value of the wrong type. */
export function remedy(text: string, place: Place, due: PartType): Remedy {
  const { member } = place;
  if (saysNothing(member.value)) return withoutValue(text, place, due);
  if (member.name === SCHEMA_KEY) {
    const remove = fix(`Remove "${SCHEMA_KEY}"`, removeMember(text, member), false);
    return { hint: 'write the address of a schema, or remove it', fixes: () => [remove] };
  }
  const held = due === 'string' ? undefined : recognizeInString(member.value);
  if (held && KEYS_BY_SHAPE[held.shape] === member.name) {
    const unquote = fix('Take it out of the quotes', replaceValue(member.value, held.json), held.sure);
    return { hint: 'take it out of the quotes', fixes: () => [unquote] };
  }
  if (member.value.type === 'boolean') return withoutWords(text, place, due);
  if (due === 'string') return stringRemedy(text, place);
  if (due === 'object') return objectRemedy(place);
  return member.name === 'elements' ? elementsRemedy(text, place) : paletteRemedy(place);
}

/** How to fix an item of the elements that is not an object. */
export function itemRemedy(text: string, item: Node): Remedy {
  const words = stringOf(item);
  if (words !== undefined) {
    const json = `{ "type": "obj", "desc": ${written(text, item)} }`;
    return {
      hint: `write it as { "type": "obj", "desc": ... }`,
      fixes: () => [fix('Make it an obj element', replaceValue(item, json), false)],
    };
  }
  const isNothing = saysNothing(item);
  return {
    hint: isNothing ? 'remove it, which means the same' : 'give it type and desc, or remove it',
    fixes: () => {
      const edit = removeItem(text, item);
      return [fix('Remove it', edit, isNothing && keepsComments(text, edit))];
    },
  };
}
