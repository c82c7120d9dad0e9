import { wordStarts } from '../wording/count-words';
import type { Report, Rule } from '../rule';
import type { Subject } from '../subject';
import { descriptionsOf, type Prose, reportSpan, summaryOf } from '../wording/wording';

const SUMMARY_MAX = 50;
const DESC_MAX = 60;

function checkLength(subject: Subject, report: Report, prose: Prose, max: number): void {
  // Each word has at least one character.
  if (prose.text.length <= max) return;
  const starts = wordStarts(prose.text);
  const surplus = starts[max];
  if (surplus === undefined) return;
  const message = `These are ${starts.length} words; up to ${max} work best. Cut what the image does not need.`;
  reportSpan(subject, report, prose, [surplus, prose.text.trimEnd().length], message);
}

/** A text is longer than the model handles well. */
export const length: Rule = {
  id: 'length',
  level: 'wording',
  severity: 'off',
  summary: 'A summary has more than 50 words, or a desc more than 60.',
  check(subject, report) {
    for (const prompt of subject.prompts) {
      for (const prose of summaryOf(prompt)) checkLength(subject, report, prose, SUMMARY_MAX);
      for (const prose of descriptionsOf(prompt)) checkLength(subject, report, prose, DESC_MAX);
    }
  },
};
