import { removeMember } from '../../prompt/members';
import { type Member, membersOf, type Node, pathTo } from '../../prompt/nodes';
import type { Report, Rule } from '../rule';
import type { Subject } from '../subject';

/** Up to here comparing each key with each other is faster than a set. */
const FEW = 8;

function keyOf(property: Node | undefined): unknown {
  return property?.children?.[0]?.value;
}

function repeats(properties: readonly Node[]): boolean {
  if (properties.length > FEW) return new Set(properties.map(keyOf)).size < properties.length;
  for (let i = 1; i < properties.length; i++) {
    const key = keyOf(properties[i]);
    for (let j = 0; j < i; j++) if (keyOf(properties[j]) === key) return true;
  }
  return false;
}

function reportRepeats({ text }: Subject, object: Node, report: Report): void {
  const members = membersOf(object);
  const counted = new Map(members.map((member) => [member.name, member]));
  const path = pathTo(object);
  for (const member of members) {
    if (counted.get(member.name) !== member) reportIgnored(text, member, [...path, member.name], report);
  }
}

function reportIgnored(
  text: string,
  member: Member,
  path: readonly (string | number)[],
  report: Report,
): void {
  const { name, key } = member;
  report({
    offset: key.offset,
    length: key.length,
    path,
    message: `"${name}" stands twice in this object, and only the last one counts: remove this one.`,
    fixes: () => [{ title: `Remove this "${name}"`, edits: [removeMember(text, member)], certain: false }],
  });
}

/** A name that stands more than once in an object: all but the last are ignored. */
export const duplicateKey: Rule = {
  id: 'duplicate-key',
  level: 'shape',
  severity: 'warning',
  summary: 'A key stands twice in one object; only the last one counts.',
  check(subject, report) {
    // With a stack of its own: a text may be nested as deeply as the parser allows, which is nearly as deep as calls can be.
    const open = subject.parsed.root ? [subject.parsed.root] : [];
    for (let node = open.pop(); node; node = open.pop()) {
      const children = node.children ?? [];
      if (node.type === 'object' && repeats(children)) reportRepeats(subject, node, report);
      for (const child of children) {
        const value = child.type === 'property' ? child.children?.[1] : child;
        if (value?.children) open.push(value);
      }
    }
  },
};
