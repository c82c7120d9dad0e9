import type { TextEdit } from '../../prompt/edit';
import { renameMember, reorderMembers } from '../../prompt/members';
import { type Member, memberOf, membersOf, nodeAt } from '../../prompt/nodes';
import { KEY } from '../../prompt/shape';
import { wrapMembers } from '../../prompt/unwrap';
import { inSteps } from '../changes';
import type { Known } from '../refusals';
import { once, type PromptSubject } from '../subject';
import { type LostPrompt, lostPrompts, nameOfEntry, takingOut } from './lost-prompt';
import { byName, isRepeated } from './parts';
import { isSureOfRename, renamable, shapedKey } from './synonyms';

const NAME = KEY.composition;

/** Where the composition is in a prompt that lacks it at the usual path. */
type Whereabouts =
  | { readonly kind: 'wrapped'; readonly prompts: readonly LostPrompt[] }
  | { readonly kind: 'misnamed'; readonly member: Member }
  /** Its elements and its background are members of the prompt itself. */
  | { readonly kind: 'flat'; readonly members: readonly Member[] };

const whereabouts = once((prompt): Whereabouts | undefined => {
  const { members } = prompt.root;
  if (memberOf(members, NAME)) return undefined;
  const prompts = lostPrompts(prompt);
  if (prompts.length > 0) return { kind: 'wrapped', prompts };
  const named = byName(members);
  const candidates = [...named.values()].filter((member) => renamable('prompt', member, named) === NAME);
  const member = candidates.find((each) => isSureOfRename('prompt', each, named)) ?? candidates[0];
  if (member) return { kind: 'misnamed', member };
  const elements = [...named.values()].filter((each) => shapedKey(each)?.key === 'elements');
  const [list, another] = elements;
  if (!list || another) return undefined;
  const background = memberOf(members, 'background');
  return { kind: 'flat', members: background?.value.type === 'string' ? [background, list] : [list] };
});

/** The members that hold the composition of a prompt without one at its path: they are reported as such. */
export function membersOfLostComposition(prompt: PromptSubject): readonly Member[] {
  const found = whereabouts(prompt);
  if (found?.kind === 'misnamed') return [found.member];
  if (found?.kind === 'flat') return found.members;
  const entries = new Set(found?.prompts.map(({ entry }) => entry));
  return entries.size === 0 ? [] : prompt.root.members.filter(({ property }) => entries.has(property));
}

function wrapped(text: string, { root }: PromptSubject, prompts: readonly LostPrompt[]): Known {
  const [first] = prompts;
  const name = first && nameOfEntry(first);
  const { offset, length } = root.members.find(({ name: each }) => each === name)?.key ?? root.node;
  const holder = name === undefined ? 'This' : `"${name}"`;
  const what =
    prompts.length > 1
      ? `holds ${prompts.length} prompts, and one is due: keep one of them`
      : `holds the prompt${first?.json === undefined ? '' : ' as a string'}: unwrap it`;
  return {
    offset,
    length: Math.max(1, name === undefined && root.node.type !== 'string' ? 1 : length),
    message: `The key "${NAME}" is missing at the root. ${holder} ${what}.`,
    fixes: () => takingOut(text, root.node, prompts),
  };
}

function misnamed(member: Member, certain: boolean): Known {
  const { key, name } = member;
  const title = `Rename it to "${NAME}"`;
  return {
    offset: key.offset,
    length: key.length,
    message: `The key "${NAME}" is missing. "${name}" is it under another name. ${title}.`,
    fixes: () => [{ title, edits: [renameMember(member, NAME)], certain }],
  };
}

/** Collects the parts of a composition, gives them their proper names, and makes an object of them. */
function gatheringEdits(
  text: string,
  { root }: PromptSubject,
  members: readonly Member[],
): readonly TextEdit[] {
  const list = members.at(-1);
  const names = members.map(({ name }) => name);
  if (!list) return [];
  const order = root.members
    .map(({ name }) => name)
    .flatMap((name) => (name === list.name ? names : names.includes(name) ? [] : [name]));
  return inSteps(text, root.node, reorderMembers(text, root.node, order), [
    (now, node) => {
      const [first, last] = [names[0], list.name].map((name) => memberOf(membersOf(node), name ?? ''));
      return first && last ? wrapMembers(now, first, last, NAME) : [];
    },
    (_now, node) => {
      const member = memberOf(membersOf(nodeAt(node, [NAME])), list.name);
      return member && list.name !== 'elements' ? [renameMember(member, 'elements')] : [];
    },
  ]);
}

function flat(text: string, prompt: PromptSubject, members: readonly Member[]): Known | undefined {
  const list = members.at(-1);
  if (!list) return undefined;
  const what = members.map(({ name }) => `"${name}"`).join(' and ');
  const repeated = members.some(({ name }) => isRepeated(prompt.root.members, name));
  return {
    offset: list.key.offset,
    length: list.key.length,
    message: `The key "${NAME}" is missing. ${what} belong in it: make it of them.`,
    fixes: () =>
      repeated
        ? []
        : [
            {
              title: `Put ${what} into "${NAME}"`,
              edits: gatheringEdits(text, prompt, members),
              certain: true,
            },
          ],
  };
}

/** The report of a composition that is not at its path but exists elsewhere; undefined if there is none. */
export function foundComposition(text: string, prompt: PromptSubject): Known | undefined {
  const found = whereabouts(prompt);
  switch (found?.kind) {
    case 'wrapped':
      return wrapped(text, prompt, found.prompts);
    case 'misnamed':
      return misnamed(found.member, isSureOfRename('prompt', found.member, byName(prompt.root.members)));
    case 'flat':
      return flat(text, prompt, found.members);
    case undefined:
      return undefined;
  }
}
