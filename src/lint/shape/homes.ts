import type { TextEdit } from '../../prompt/edit';
import { insertMember, removeMember } from '../../prompt/members';
import { type Member, memberOf, type Node } from '../../prompt/nodes';
import { COMPOSITION_KEYS, KEY, PHOTO_STYLE_KEYS, ROOT_KEYS } from '../../prompt/shape';
import { inSteps, onDemand, type Step } from '../changes';
import { orderOfStyle, type Part, PART_KEYS, PART_NAMES, typeOfKey, written } from './parts';
import type { Fix } from '../rule';
import type { PromptSubject } from '../subject';

/** The parts that occur only once: a key in the wrong one of them can only belong to the other. */
export type OnlyPart = Exclude<Part, 'element'>;

const PARTS: readonly OnlyPart[] = ['prompt', 'style', 'composition'];
const KEYS: Readonly<Record<Exclude<OnlyPart, 'prompt'>, string>> = {
  style: KEY.style,
  composition: KEY.composition,
};

/** The part that a key belongs to, if that is not the one it is in. */
export function homeOf(part: Part, name: string): OnlyPart | undefined {
  if (part === 'element') return undefined;
  return PARTS.find((candidate) => candidate !== part && PART_KEYS[candidate].includes(name));
}

/** The members of a part that occurs only once. */
export function membersOfPart(prompt: PromptSubject, part: OnlyPart): readonly Member[] {
  return (part === 'prompt' ? prompt.root : prompt[part])?.members ?? [];
}

/** Whether a member can move to the part it belongs to: its name is free there, and its value fits. */
export function isMovable(prompt: PromptSubject, home: OnlyPart, { name, value }: Member): boolean {
  if (value.type !== typeOfKey(name)) return false;
  const object = home === 'prompt' ? prompt.root : prompt[home];
  // A part of the wrong type has to be fixed first.
  if (!object) return home !== 'prompt' && memberOf(prompt.root.members, KEYS[home]) === undefined;
  const rival = name === KEY.photo ? KEY.artStyle : name === KEY.artStyle ? KEY.photo : name;
  return [name, rival].every((taken) => memberOf(object.members, taken) === undefined);
}

/** The edits that move a member into another object, possibly under another name. */
export function moved(
  text: string,
  member: Member,
  object: Node,
  order: readonly string[],
  name = member.name,
): readonly TextEdit[] {
  return [removeMember(text, member), insertMember(text, object, name, written(text, member.value), order)];
}

/** Creates a part that does not exist yet, with the member in it. */
function inNewPart(text: string, root: Node, key: string, member: Member): readonly TextEdit[] {
  const json = `{ ${JSON.stringify(member.name)}: ${written(text, member.value)} }`;
  const insert: Step = (now, prompt) => [insertMember(now, prompt, key, json, ROOT_KEYS)];
  return inSteps(text, root, [removeMember(text, member)], [insert]);
}

function movingEdits(
  text: string,
  { root, style, composition }: PromptSubject,
  home: OnlyPart,
  member: Member,
): readonly TextEdit[] {
  if (home === 'prompt') return moved(text, member, root.node, ROOT_KEYS);
  if (home === 'style' && style) {
    const order = member.name === KEY.photo ? PHOTO_STYLE_KEYS : orderOfStyle(style);
    return moved(text, member, style.node, order);
  }
  if (home === 'composition' && composition) return moved(text, member, composition.node, COMPOSITION_KEYS);
  return inNewPart(text, root.node, KEYS[home], member);
}

/** Moves a member to the part that it belongs to. */
export function moveHome(text: string, prompt: PromptSubject, home: OnlyPart, member: Member): Fix {
  const place = home === 'prompt' ? 'the root of the prompt' : PART_NAMES[home];
  return onDemand(`Move it to ${place}`, false, () => movingEdits(text, prompt, home, member));
}
