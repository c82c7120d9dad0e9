import type { LocatedObject } from '../../prompt/located-document';
import type { Member } from '../../prompt/nodes';
import { homeOf, isMovable } from './homes';
import { byName, type Part, PART_KEYS } from './parts';
import type { PromptSubject } from '../subject';
import { renamable, shapedKey } from './synonyms';

function standsFor(part: Part, name: string, members: ReadonlyMap<string, Member>): boolean {
  for (const member of members.values()) {
    if (!PART_KEYS[part].includes(member.name) && renamable(part, member, members) === name) return true;
  }
  return false;
}

/**
 * Whether a missing key does exist under another name or in another part of the prompt: then that is the only problem,
 * and a rename or a move fixes it.
 */
export function isElsewhere(prompt: PromptSubject, part: Part, object: LocatedObject, name: string): boolean {
  if (standsFor(part, name, byName(object.members))) return true;
  if (part === 'element') return false;
  return (['prompt', 'style', 'composition'] as const).some((other) => {
    const from = other === 'prompt' ? prompt.root : prompt[other];
    if (!from || homeOf(other, name) !== part) return false;
    const member = from.members.findLast((each) => (shapedKey(each)?.key ?? each.name) === name);
    return member !== undefined && isMovable(prompt, part, { ...member, name });
  });
}
