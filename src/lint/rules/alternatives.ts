import type { Rule } from '../rule';
import { allProseOf, type Prose, reportWords, type Words } from '../wording/wording';

/** Matches only from the beginning of a word: starting at each letter would take quadratic time for long words. */
const ALTERNATIVES =
  /(?<![\p{L}\p{N}]['’-]*)[\p{L}\p{N}][\p{L}\p{N}'’-]* (?:and\/)?or (?:(?:an?|the) )?[\p{L}\p{N}][\p{L}\p{N}'’-]*/giu;

/** Belongs to hedging, or is a fixed phrase. */
const FIXED =
  /\bor (?:so|similar|something|not|else|otherwise)\b|\b(?:more|less|one way|somehow) or\b|\bor (?:more|less|fewer)$/iu;

/** A word that makes "or" exclude both: nothing is left open then. */
const NEGATION =
  /\b(?:no|not|without|never|neither|nor|nothing|none|free of|(?:is|are|do|does|must|can|should)n['’]t|cannot|avoid|instead of|rather than)\b[^.;:!?]*$/iu;

/** A word that makes "or" a comparison: what to show is described elsewhere. */
const COMPARISON =
  /\b(?:like|as if|resembl(?:es?|ing)|suggest(?:s|ing)|evok(?:es?|ing)|reminiscent of)\b[^.;:,!?—]*$/iu;

/** How far back to look for such a word. */
const REACH = 160;

function isOpen({ text }: Prose, { words, index }: Words): boolean {
  if (FIXED.test(words)) return false;
  const before = text.slice(Math.max(0, index - REACH), index + words.indexOf(' '));
  return !NEGATION.test(before) && !COMPARISON.test(before);
}

/** Two alternatives for one thing. */
export const alternatives: Rule = {
  id: 'alternatives',
  level: 'wording',
  severity: 'off',
  summary: 'Alternatives such as "oak or walnut" leave the choice open.',
  check(subject, report) {
    reportWords(subject, report, {
      prose: allProseOf,
      pattern: ALTERNATIVES,
      isMeant: isOpen,
      message: (words) => `"${words}" leaves the choice open. Decide on one.`,
    });
  },
};
