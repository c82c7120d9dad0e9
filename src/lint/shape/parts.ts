import type { LocatedObject } from '../../prompt/located-document';
import { type Member, memberOf, type Node, stringOf } from '../../prompt/nodes';
import { COMPOSITION_KEYS, KEY, ROOT_KEYS, styleOrder, TEXT_KEYS } from '../../prompt/shape';
import type { PromptSubject, Subject } from '../subject';

/** The kinds of objects that a structured prompt is made of. */
export type Part = 'prompt' | 'style' | 'composition' | 'element';

/** The keys that the trained shape knows for each part, in order; for a style and an element, those of both kinds. */
export const PART_KEYS: Readonly<Record<Part, readonly string[]>> = {
  prompt: ROOT_KEYS,
  style: styleOrder(() => false),
  composition: COMPOSITION_KEYS,
  element: TEXT_KEYS,
};

/** What messages call each part. */
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

/** Visits every object of the trained shape that exists. */
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

/** The members by name. If a name is repeated, the last one counts, as it does for the value. */
export function byName(members: readonly Member[]): ReadonlyMap<string, Member> {
  return new Map(members.map((member) => [member.name, member]));
}

/** Whether a name is repeated: removing the last occurrence would then activate one that is ignored. */
export function isRepeated(members: readonly Member[], name: string): boolean {
  return members.filter((member) => member.name === name).length > 1;
}

/** The order of a style's keys, depending on which it has. */
export function orderOfStyle({ members }: LocatedObject): readonly string[] {
  return styleOrder((key) => memberOf(members, key) !== undefined);
}

/** Whether an object has the type of a text element. */
export function isTextElement(members: ReadonlyMap<string, Member>): boolean {
  return stringOf(members.get('type')?.value) === 'text';
}

/** A value as written. */
export function written(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}
