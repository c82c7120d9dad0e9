import type { Rule } from '../rule';

/** The text is no JSON (comments and trailing commas are accepted). */
export const jsonSyntax: Rule = {
  id: 'json-syntax',
  level: 'api',
  severity: 'error',
  summary: 'The text cannot be read as JSON.',
  check({ parsed }, report) {
    for (const { offset, length, message } of parsed.syntaxProblems) {
      report({ offset, length, message: `JSON: ${message}.`, path: [] });
    }
  },
};
