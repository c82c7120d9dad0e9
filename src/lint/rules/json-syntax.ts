import { commentsOf } from '../../prompt/comments';
import { onDemand } from '../changes';
import type { ForeignText } from '../../prompt/mend/mend';
import { type SyntaxProblem, syntaxMessage } from '../../prompt/parse';
import type { Fix, Report, Rule } from '../rule';

/** Where the token before an offset ends, ignoring white space and comments. */
function endBefore(text: string, offset: number): number {
  let end = text.slice(0, offset).trimEnd().length;
  for (const comment of commentsOf(text).toReversed()) {
    if (comment.offset + comment.length === end) end = text.slice(0, comment.offset).trimEnd().length;
  }
  return end;
}

function fixesOf(text: string, { offset, missing }: SyntaxProblem): Fix[] {
  if (missing === undefined) return [];
  const title = missing === ',' ? 'Insert a comma' : 'Insert a colon';
  return [onDemand(title, false, () => [{ offset: endBefore(text, offset), length: 0, text: missing }])];
}

/** Another rule reports why a foreign text is not JSON; this one only reports where it cannot be read. */
function reportFailure(text: string, { failure }: ForeignText, report: Report): void {
  if (!failure) return;
  const offset = Math.min(failure.offset, Math.max(0, text.trimEnd().length - 1));
  report({ offset, length: 1, message: `JSON: ${syntaxMessage(failure.code)}.`, path: [] });
}

/** The text is not JSON (comments and trailing commas are accepted). */
export const jsonSyntax: Rule = {
  id: 'json-syntax',
  level: 'api',
  severity: 'error',
  summary: 'The text cannot be read as JSON.',
  check({ text, parsed, foreign }, report) {
    if (foreign) {
      reportFailure(text, foreign, report);
      return;
    }
    for (const problem of parsed.syntaxProblems) {
      const { offset, length, message } = problem;
      report({ offset, length, message: `JSON: ${message}.`, path: [], fixes: () => fixesOf(text, problem) });
    }
  },
};
