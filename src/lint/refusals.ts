import type { TextSpan } from '../prompt/parse';
import type { JsonPath } from '../prompt/path';
import type { Refusal, RefusalRule } from '../task/check';
import type { Finding, Fix, Report } from './rule';
import type { Subject } from './subject';

/** The span of a key. The root and the items of an array have no key: for them, the bracket that opens them. */
function keySpan({ parsed }: Subject, path: JsonPath): TextSpan {
  const { offset, length } = parsed.keySpanOf(path);
  return { offset, length: ['{', '['].includes(parsed.text.charAt(offset)) ? 1 : length };
}

/** A better message than the schema's, and its position. */
export type Known = Omit<Finding, 'path'>;

/**
 * Reports what the service would refuse under one rule, each at its key or value, or with a better message if `known`
 * has one. If another rule already reports it, `known` returns `said`.
 */
export function reportRefusals(
  subject: Subject,
  report: Report,
  rule: RefusalRule,
  fixes: (refusal: Refusal) => readonly Fix[],
  known: (refusal: Refusal) => Known | 'said' | undefined = () => undefined,
): void {
  for (const refusal of subject.refusals) {
    if (refusal.rule !== rule) continue;
    const better = known(refusal);
    if (better === 'said') continue;
    if (better) {
      report({ ...better, path: refusal.path });
      continue;
    }
    const { path, message, target } = refusal;
    const { offset, length } = target === 'key' ? keySpan(subject, path) : subject.parsed.spanOf(path);
    report({ offset, length, message, path, fixes: () => fixes(refusal) });
  }
}
