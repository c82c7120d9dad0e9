import { normalColor } from '../../prompt/color';
import type { TextEdit } from '../../prompt/edit';
import { removeItem, removeMember, replaceValue } from '../../prompt/members';
import { itemsOf, type Member, membersOf, type Node, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { SCHEMA_KEY, TEXT_KEYS } from '../../prompt/shape';
import { keepsComments } from '../changes';
import { mediumKind } from './medium';
import { type PartType, written } from './parts';
import { KEYS_BY_SHAPE, recognizeInString } from './recognize';
import type { Fix } from '../rule';

/** A member whose value has the wrong type. */
export interface Place {
  readonly member: Member;
  /** Whether the key may be left out. */
  readonly optional: boolean;
  /** Whether the name is there more than once. */
  readonly repeated: boolean;
  /** Of the object. */
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

/** The strings of a list or of the values of an object; undefined where anything else is in it. */
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
  const empty = fix(`Write ${EMPTY[due]}`, replaceValue(member.value, EMPTY[due]), false);
  return { hint: 'give it a value', fixes: () => [empty] };
}

function stringRemedy(text: string, { member: { name, value } }: Place): Remedy {
  if (value.type === 'number' || value.type === 'boolean') {
    const quoted = `"${written(text, value)}"`;
    return {
      hint: 'put it in quotes',
      fixes: () => [fix('Put it in quotes', replaceValue(value, quoted), true)],
    };
  }
  const strings = stringsIn(itemsOf(value));
  if (!strings) return { hint: 'write it as one text', fixes: () => [] };
  // What is to be rendered has lines, everything else has a list of words.
  const joined = JSON.stringify(strings.join(name === 'text' ? '\n' : ', '));
  return {
    hint: 'join its texts into one',
    fixes: () => [fix('Join the list into one text', replaceValue(value, joined), false)],
  };
}

/** The styles that words on their own may be, the likelier one first. */
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

/** The colors of a palette that is written as one string, or the string as it is. */
function colorsIn(string: string): readonly string[] {
  const parts = string.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => normalColor(part) !== undefined) ? parts : [string];
}

function inList(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}

function paletteRemedy({ member: { value } }: Place): Remedy {
  const string = stringOf(value);
  if (string !== undefined) {
    const list = inList(colorsIn(string));
    return {
      hint: 'put its colors in a list',
      fixes: () => [fix('Put it in a list', replaceValue(value, list), true)],
    };
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

/** The way to mend a value of the wrong type. */
export function remedy(text: string, place: Place, due: PartType): Remedy {
  const { member } = place;
  if (member.value.type === 'null') return withoutValue(text, place, due);
  if (member.name === SCHEMA_KEY) {
    const remove = fix(`Remove "${SCHEMA_KEY}"`, removeMember(text, member), false);
    return { hint: 'write the address of a schema, or remove it', fixes: () => [remove] };
  }
  const held = due === 'string' ? undefined : recognizeInString(member.value);
  if (held && KEYS_BY_SHAPE[held.shape] === member.name) {
    const unquote = fix('Take it out of the quotes', replaceValue(member.value, held.json), held.sure);
    return { hint: 'take it out of the quotes', fixes: () => [unquote] };
  }
  if (due === 'string') return stringRemedy(text, place);
  if (due === 'object') return objectRemedy(place);
  return member.name === 'elements' ? elementsRemedy(text, place) : paletteRemedy(place);
}

/** The way to mend an item of the elements that is no object. */
export function itemRemedy(text: string, item: Node): Remedy {
  const words = stringOf(item);
  if (words !== undefined) {
    const json = `{ "type": "obj", "desc": ${written(text, item)} }`;
    return {
      hint: `write it as { "type": "obj", "desc": ... }`,
      fixes: () => [fix('Make it an obj element', replaceValue(item, json), false)],
    };
  }
  const isNothing = item.type === 'null';
  return {
    hint: isNothing ? 'remove it, which means the same' : 'give it type and desc, or remove it',
    fixes: () => {
      const edit = removeItem(text, item);
      return [fix('Remove it', edit, isNothing && keepsComments(text, edit))];
    },
  };
}
