import type { LocatedObject } from '../../prompt/located-document';
import { reorderMembers } from '../../prompt/members';
import type { Member } from '../../prompt/nodes';
import { COMPOSITION_KEYS, OBJ_KEYS, ROOT_KEYS, TEXT_KEYS } from '../../prompt/shape';
import { byName, forEachPart, isTextElement, orderOfStyle, type Part } from '../shape/parts';
import type { Rule } from '../rule';

const NAMES: Readonly<Record<Part, string>> = {
  prompt: 'a prompt',
  style: 'a style',
  composition: 'a composition',
  element: 'an element',
};

function orderOf(part: Part, object: LocatedObject): readonly string[] {
  switch (part) {
    case 'prompt':
      return ROOT_KEYS;
    case 'style':
      return orderOfStyle(object);
    case 'composition':
      return COMPOSITION_KEYS;
    case 'element':
      // The order for an obj is the same without text.
      return TEXT_KEYS;
  }
}

function isInOrder(members: readonly Member[], order: readonly string[]): boolean {
  let highest = -1;
  for (const { name } of members) {
    const rank = order.indexOf(name);
    if (rank < 0) continue;
    if (rank < highest) return false;
    highest = rank;
  }
  return true;
}

/** The first member that is out of order. */
function firstMisplaced(members: readonly Member[], order: readonly string[]): Member | undefined {
  const known = members.filter(({ name }) => order.includes(name));
  const sorted = known.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return known.find(({ name }, index) => sorted[index]?.name !== name);
}

function orderInWords(part: Part, { members }: LocatedObject, order: readonly string[]): string {
  if (part !== 'element') return `${NAMES[part]} is ${order.join(', ')}`;
  const named = byName(members);
  if (named.has('text') || isTextElement(named)) return `a text element is ${TEXT_KEYS.join(', ')}`;
  return `an obj element is ${OBJ_KEYS.join(', ')}`;
}

/** Known keys in an order other than the trained one. */
export const keyOrder: Rule = {
  id: 'key-order',
  level: 'shape',
  severity: 'warning',
  summary: 'The keys of an object are in another order than the model was trained on.',
  check(subject, report) {
    forEachPart(subject, (part, object) => {
      const { node, members, path } = object;
      const order = orderOf(part, object);
      if (isInOrder(members, order)) return;
      const first = firstMisplaced(members, order);
      if (!first) return;
      const { offset, length } = first.key;
      report({
        offset,
        length,
        path: [...path, first.name],
        message: `"${first.name}" is out of order. The order of ${orderInWords(part, object, order)}.`,
        fixes: () => [
          {
            title: 'Put these keys in order',
            edits: reorderMembers(subject.text, node, order),
            certain: true,
          },
        ],
      });
    });
  },
};
