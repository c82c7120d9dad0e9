import { itemsOf, type Member, memberOf, membersOf, type Node } from '../prompt/nodes';
import type { JsonPath } from '../prompt/path';
import type { Refusal, RefusalRule } from '../task/check';
import type { Fix, Report } from './rule';
import type { Subject } from './subject';

/** Reports what the service would refuse for one reason, each at its key or value. */
export function reportRefusals(
  subject: Subject,
  report: Report,
  rule: RefusalRule,
  fixes: (refusal: Refusal) => readonly Fix[],
): void {
  for (const refusal of subject.refusals) {
    if (refusal.rule !== rule) continue;
    const { path, message, target } = refusal;
    const { offset, length } =
      target === 'key' ? subject.parsed.keySpanOf(path) : subject.parsed.spanOf(path);
    report({ offset, length, message, path, fixes: () => fixes(refusal) });
  }
}

/** The value at a path, or undefined where there is none. */
export function nodeAt(root: Node | undefined, path: JsonPath): Node | undefined {
  return path.reduce<Node | undefined>((node, segment) => {
    if (typeof segment === 'number') return itemsOf(node)[segment];
    return memberOf(membersOf(node), segment)?.value;
  }, root);
}

/** The member at a path, or undefined where there is none. */
export function memberAt(root: Node | undefined, path: JsonPath): Member | undefined {
  const name = path.at(-1);
  return typeof name === 'string' ? memberOf(membersOf(nodeAt(root, path.slice(0, -1))), name) : undefined;
}
