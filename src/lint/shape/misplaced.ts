import { type Member, memberOf } from '../../prompt/nodes';
import { homeOf, isMovable } from './homes';
import { byName, type Part, PART_KEYS } from './parts';
import type { ObjectSubject, PromptSubject } from '../subject';
import { renamable } from './synonyms';

function standsFor(part: Part, name: string, members: ReadonlyMap<string, Member>): boolean {
  for (const member of members.values()) {
    if (!PART_KEYS[part].includes(member.name) && renamable(part, member, members) === name) return true;
  }
  return false;
}

/**
 * Whether a key that is missing is there after all, under another name or at another part of the prompt: then that is the
 * one problem, and a rename or a move mends it.
 */
export function isElsewhere(prompt: PromptSubject, part: Part, object: ObjectSubject, name: string): boolean {
  if (standsFor(part, name, byName(object.members))) return true;
  if (part === 'element') return false;
  return (['prompt', 'style', 'composition'] as const).some((other) => {
    const from = other === 'prompt' ? prompt.root : prompt[other];
    const member = from && homeOf(other, name) === part ? memberOf(from.members, name) : undefined;
    return member !== undefined && isMovable(prompt, part, member);
  });
}
