import type { Rule } from '../rule';
import { allProseOf, reportWords } from '../wording/wording';

const HEDGES = new RegExp(
  String.raw`\b(?:various|or (?:something )?similar|or something|something (?:like|similar)|or so|(?:might|may|could) be|perhaps|maybe|` +
    String.raw`possibly|probably|presumably|likely|some (?:kind|sort|type) of|sort of like|kind of like|` +
    String.raw`and so on|and the like|et cetera|etc|(?:appears|seems) to be)(?![\w-])`,
  'giu',
);

/** Words that leave open what the image shows. */
export const hedging: Rule = {
  id: 'hedging',
  level: 'wording',
  severity: 'off',
  summary: 'Words such as "various" or "might be" leave open what is to be seen.',
  check(subject, report) {
    reportWords(subject, report, {
      prose: allProseOf,
      pattern: HEDGES,
      message: (words) => `"${words}" leaves open what is to be seen. Say exactly what it is.`,
    });
  },
};
