import { commentsOf } from '../../prompt/comments';
import type { SyntaxProblem } from '../../prompt/parse';
import type { Fix, Rule } from '../rule';

/** Where what stands before an offset ends: without the white space and the comments between. */
function endBefore(text: string, offset: number): number {
  let end = text.slice(0, offset).trimEnd().length;
  for (const comment of commentsOf(text).toReversed()) {
    if (comment.offset + comment.length === end) end = text.slice(0, comment.offset).trimEnd().length;
  }
  return end;
}

function fixesOf(text: string, { offset, missing }: SyntaxProblem): Fix[] {
  if (missing === undefined) return [];
  const edits = [{ offset: endBefore(text, offset), length: 0, text: missing }];
  return [{ title: missing === ',' ? 'Insert a comma' : 'Insert a colon', edits, certain: false }];
}

/** The text is no JSON (comments and trailing commas are accepted). */
export const jsonSyntax: Rule = {
  id: 'json-syntax',
  level: 'api',
  severity: 'error',
  summary: 'The text cannot be read as JSON.',
  check({ text, parsed }, report) {
    for (const problem of parsed.syntaxProblems) {
      const { offset, length, message } = problem;
      report({ offset, length, message: `JSON: ${message}.`, path: [], fixes: () => fixesOf(text, problem) });
    }
  },
};
