import type { LocatedObject } from '../../prompt/located-document';
import { type Member, memberOf, type Node, stringOf } from '../../prompt/nodes';
import { COMPOSITION_KEYS, KEY, ROOT_KEYS, styleOrder, TEXT_KEYS } from '../../prompt/shape';
import type { PromptSubject, Subject } from '../subject';

/** The kinds of objects that a structured prompt is made of. */
export type Part = 'prompt' | 'style' | 'composition' | 'element';

/** The keys that the trained shape knows for each part, in their order; for a style and an element those of either kind. */
export const PART_KEYS: Readonly<Record<Part, readonly string[]>> = {
  prompt: ROOT_KEYS,
  style: styleOrder(() => false),
  composition: COMPOSITION_KEYS,
  element: TEXT_KEYS,
};

/** What a sentence calls each part. */
export const PART_NAMES: Readonly<Record<Part, string>> = {
  prompt: 'a structured prompt',
  style: KEY.style,
  composition: KEY.composition,
  element: 'an element',
};

export type PartType = 'string' | 'object' | 'array';

const LISTS: readonly string[] = [KEY.palette, KEY.elements, KEY.bbox];
const OBJECTS: readonly string[] = [KEY.style, KEY.composition];

/** The JSON type of a known key's value. */
export function typeOfKey(name: string): PartType {
  if (LISTS.includes(name)) return 'array';
  return OBJECTS.includes(name) ? 'object' : 'string';
}

/** Visits every object of the trained shape that is there. */
export function forEachPart(
  subject: Subject,
  visit: (part: Part, object: LocatedObject, prompt: PromptSubject) => void,
): void {
  for (const prompt of subject.prompts) {
    visit('prompt', prompt.root, prompt);
    if (prompt.style) visit('style', prompt.style, prompt);
    if (prompt.composition) visit('composition', prompt.composition, prompt);
    for (const element of prompt.elements) visit('element', element, prompt);
  }
}

/** The members by their names. If a name is there twice, the last one counts, as it does for the value. */
export function byName(members: readonly Member[]): ReadonlyMap<string, Member> {
  return new Map(members.map((member) => [member.name, member]));
}

/** Whether a name is there more than once: removing the last of them would bring an ignored one back. */
export function isRepeated(members: readonly Member[], name: string): boolean {
  return members.filter((member) => member.name === name).length > 1;
}

/** The order of a style's keys by what it has. */
export function orderOfStyle({ members }: LocatedObject): readonly string[] {
  return styleOrder((key) => memberOf(members, key) !== undefined);
}

/** Whether an object has the type of a text element. */
export function isTextElement(members: ReadonlyMap<string, Member>): boolean {
  return stringOf(members.get('type')?.value) === 'text';
}

/** A value as it is written. */
export function written(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}
