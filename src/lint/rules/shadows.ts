import type { Rule } from '../rule';
import { descriptionsOf, reportWords } from '../wording/wording';

/**
 * Excludes things that only have the word in their name (eye shadow, a shadow puppet, someone called Shadow), the drop
 * shadow of a graphic, and anything described as having no shadow.
 */
const SHADOWS =
  /(?<![\w-])(?<!\b(?:drop|eye)[ -]?)(?<!\b(?:no|without|any) (?:[\w-]+ ){0,2})(?:shadows?|shadowed|shadowy)(?!-free|[\w-]| (?:puppet|box|play|theat))/gu;

/** Shadows in an object's description: they follow from the lighting. */
export const shadows: Rule = {
  id: 'shadows',
  level: 'wording',
  severity: 'off',
  summary: 'A desc describes shadows, which follow from the lighting.',
  check(subject, report) {
    reportWords(subject, report, {
      prose: descriptionsOf,
      pattern: SHADOWS,
      // The shadow of letters is part of how they are drawn.
      isMeant: ({ element }) => element?.kind !== 'text',
      message: (words) =>
        `"${words}": shadows follow from the light. Describe that in the style's "lighting" instead.`,
    });
  },
};
