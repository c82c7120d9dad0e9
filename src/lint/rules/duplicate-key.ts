import { removeMember } from '../../prompt/members';
import { itemsOf, type Member, memberOf, membersOf, type Node, pathTo } from '../../prompt/nodes';
import type { Report, Rule } from '../rule';
import type { PromptSubject } from '../subject';

/** Up to this many members, comparing all pairs of names is faster than a set. */
const FEW = 8;

function hasRepeats(members: readonly Member[]): boolean {
  if (members.length > FEW) return new Set(members.map(({ name }) => name)).size < members.length;
  for (let later = 1; later < members.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (members[later]?.name === members[earlier]?.name) return true;
    }
  }
  return false;
}

function checkMembers(text: string, members: readonly Member[], report: Report): void {
  if (!hasRepeats(members)) return;
  const counted = new Map(members.map((member) => [member.name, member]));
  for (const member of members) {
    if (counted.get(member.name) !== member) reportIgnored(text, member, report);
  }
}

function reportIgnored(text: string, member: Member, report: Report): void {
  const { name, key } = member;
  report({
    offset: key.offset,
    length: key.length,
    path: pathTo(key),
    message: `"${name}" stands twice in this object, and only the last one counts: remove this one.`,
    fixes: () => [{ title: `Remove this "${name}"`, edits: [removeMember(text, member)], certain: false }],
  });
}

/**
 * All objects within a value, except in the nodes left out. Uses its own stack: a text may be nested as deeply as the
 * parser allows, which is almost as deep as the call stack.
 */
function checkValue(text: string, value: Node, report: Report, leftOut?: ReadonlySet<Node>): void {
  const open = [value];
  for (let node = open.pop(); node; node = open.pop()) {
    if (leftOut?.has(node)) continue;
    if (node.type === 'object') checkMembers(text, membersOf(node), report);
    for (const child of node.children ?? []) if (child.children) open.push(child);
  }
}

/** Boxes and palettes usually hold plain values and need not be searched. */
function holdsMore({ type, children }: Node): boolean {
  if (!children || type === 'object') return children !== undefined;
  for (const child of children) if (child.children) return true;
  return false;
}

function listOf({ composition }: PromptSubject): Node | undefined {
  return memberOf(composition?.members ?? [], 'elements')?.value;
}

/** A name that an object has more than once: all but the last are ignored. */
export const duplicateKey: Rule = {
  id: 'duplicate-key',
  level: 'shape',
  severity: 'warning',
  summary: 'A key stands twice in one object; only the last one counts.',
  check({ text, parsed, prompts }, report) {
    const lists = prompts.map(listOf).filter((list) => list !== undefined);
    if (parsed.root) checkValue(text, parsed.root, report, new Set(lists));
    for (const item of lists.flatMap(itemsOf)) if (item.type !== 'object') checkValue(text, item, report);
    // The elements, which make up most of a document, have already been searched.
    for (const { elements } of prompts) {
      for (const { members } of elements) {
        checkMembers(text, members, report);
        for (const { value } of members) if (holdsMore(value)) checkValue(text, value, report);
      }
    }
  },
};
