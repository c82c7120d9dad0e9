import type { Rule } from '../rule';
import { descriptionsOf, reportWords } from '../wording/wording';

/**
 * Not what has the word only in its name (eye shadow, a shadow puppet, someone called Shadow), not the drop shadow of a graphic,
 * and not what is said to have none.
 */
const SHADOWS =
  /(?<![\w-])(?<!\b(?:drop|eye)[ -]?)(?<!\b(?:no|without|any) (?:[\w-]+ ){0,2})(?:shadows?|shadowed|shadowy)(?!-free|[\w-]| (?:puppet|box|play|theat))/gu;

/** Shadows in the description of an object: they follow from the lighting. */
export const shadows: Rule = {
  id: 'shadows',
  level: 'wording',
  severity: 'off',
  summary: 'A desc describes shadows, which follow from the lighting.',
  check(subject, report) {
    reportWords(subject, report, {
      prose: descriptionsOf,
      pattern: SHADOWS,
      // A shadow of letters is a part of how they are drawn.
      isMeant: ({ element }) => element?.kind !== 'text',
      message: (words) =>
        `"${words}": shadows follow from the light. Describe that in the style's "lighting" instead.`,
    });
  },
};
