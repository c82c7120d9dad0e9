import type { TextEdit } from '../../prompt/edit';
import { itemsOf, type Member, membersOf, type Node, stringOf } from '../../prompt/nodes';
import { KEY, SCHEMA_KEY } from '../../prompt/shape';
import { replaceByInner, replaceByMembers } from '../../prompt/unwrap';
import type { Fix } from '../rule';
import { once } from '../subject';
import { recognize, recognizeInString } from './recognize';

/** A complete prompt nested within something else, where it is not expected. */
export interface LostPrompt {
  /** The object, or the string that holds its JSON. */
  readonly value: Node;
  /** The content of that string. */
  readonly json: string | undefined;
  /** The member or item of the outermost object or array that leads to it; undefined if the string is itself outermost. */
  readonly entry: Node | undefined;
  /** Whether nothing else is beside the path below the entry. */
  readonly narrow: boolean;
}

/** Enough for a wrapper within several others, without searching all of another program's workflow. */
const DEEPEST = 4;
const MOST_VALUES = 500;
/** Nobody reads a longer menu. */
const MOST_CHOICES = 3;

interface Step {
  readonly node: Node;
  readonly entry: Node | undefined;
  readonly narrow: boolean;
  readonly depth: number;
}

function childrenOf({ node, entry, narrow, depth }: Step): Step[] {
  const children = node.children ?? [];
  return children.flatMap((child): Step[] => {
    const value = child.type === 'property' ? child.children?.[1] : child;
    if (!value) return [];
    const isNarrow = entry === undefined || (narrow && children.length === 1);
    return [{ node: value, entry: entry ?? child, narrow: isNarrow, depth: depth + 1 }];
  });
}

/** The prompts within a value that is not a prompt itself. */
export function lostPromptsIn(root: Node): readonly LostPrompt[] {
  const found: LostPrompt[] = [];
  const waiting: Step[] = [{ node: root, entry: undefined, narrow: true, depth: 0 }];
  for (let index = 0; index < Math.min(waiting.length, MOST_VALUES); index++) {
    const step = waiting[index];
    if (!step) break;
    const { node, entry, narrow, depth } = step;
    const held = recognizeInString(node);
    const shape = (held ?? (depth > 0 ? recognize(node) : undefined))?.shape;
    if (shape === 'prompt') found.push({ value: node, json: held?.json, entry, narrow });
    else if (depth < DEEPEST) for (const child of childrenOf(step)) waiting.push(child);
  }
  return found;
}

/** The prompts within a root that is not a prompt itself, since it has no composition under any name. */
export const lostPrompts = once((prompt): readonly LostPrompt[] => {
  const { root } = prompt;
  if (root.members.some(({ name }) => name === KEY.composition)) return [];
  return recognize(root.node)?.shape === 'prompt' ? [] : lostPromptsIn(root.node);
});

/** The name of the member that leads to a lost prompt. */
export function nameOfEntry({ entry }: LostPrompt): string | undefined {
  return stringOf(entry?.type === 'property' ? entry.children?.[0] : undefined);
}

function inKey(lost: LostPrompt): string {
  const name = nameOfEntry(lost);
  return name === undefined ? '' : ` in "${name}"`;
}

/** Replaces whatever contains a prompt with the prompt itself. */
export function takeOut(text: string, outer: Node, { value, json }: LostPrompt): TextEdit[] {
  return replaceByInner(text, outer, value, json);
}

/** The members other than the one that leads to a prompt. */
function others(root: Node, lost: LostPrompt): readonly Member[] {
  return membersOf(root).filter(({ property }) => property !== lost.entry);
}

/** Whether nothing would be lost if a prompt replaced what contains it. */
function isAlone(root: Node, lost: LostPrompt): boolean {
  return lost.narrow && others(root, lost).length === 0 && itemsOf(root).length <= 1;
}

/** Moves the keys of a prompt up to the root, next to the other keys there. */
function bringUp(text: string, root: Node, lost: LostPrompt): Fix[] {
  const entry = membersOf(root).find(({ property }) => property === lost.entry);
  if (!entry || !lost.narrow || lost.json !== undefined) return [];
  const beside = others(root, lost);
  const taken = new Set(beside.map(({ name }) => name));
  if (membersOf(lost.value).some(({ name }) => taken.has(name))) return [];
  const edits = replaceByMembers(text, entry, lost.value);
  const certain = beside.every(({ name }) => name === SCHEMA_KEY);
  return [{ title: `Move the keys of the prompt out of "${entry.name}"`, edits, certain }];
}

/** The ways to turn the object, array or string that holds one or several prompts into a prompt. */
export function takingOut(text: string, root: Node, prompts: readonly LostPrompt[]): Fix[] {
  const [lost, another] = prompts;
  if (!lost) return [];
  if (!another && isAlone(root, lost)) {
    return [{ title: `Unwrap the prompt${inKey(lost)}`, edits: takeOut(text, root, lost), certain: true }];
  }
  const up = another ? [] : bringUp(text, root, lost);
  const keep = prompts.slice(0, MOST_CHOICES).map((each, index): Fix => {
    const which = another ? `prompt ${index + 1} of ${prompts.length}` : 'the prompt';
    return { title: `Keep only ${which}${inKey(each)}`, edits: takeOut(text, root, each), certain: false };
  });
  return up.some(({ certain }) => certain) ? up : [...up, ...keep];
}
