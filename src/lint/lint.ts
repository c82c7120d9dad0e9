import { kindOf, type DocumentKind } from '../prompt/kind';
import { type ParsedDocument, parseDocument, type TextSpan } from '../prompt/parse';
import type { JsonPath } from '../prompt/path';
import { checkDocument, type CheckProblem } from '../task/check';

/** A problem with its place in the text, in UTF-16 units. */
export interface Problem extends TextSpan {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: JsonPath;
}

/** A document that was read: what it is, what it holds, and everything that is wrong with it in the order of the text. */
export interface LintedDocument {
  readonly parsed: ParsedDocument;
  /** Undefined where neither the name nor the content tells. */
  readonly kind: DocumentKind | undefined;
  readonly problems: readonly Problem[];
}

function locate(problem: CheckProblem, parsed: ParsedDocument): Problem {
  const { target, ...rest } = problem;
  const span = target === 'key' ? parsed.keySpanOf(problem.path) : parsed.spanOf(problem.path);
  return { ...rest, offset: span.offset, length: span.length };
}

/**
 * Reads a document and reports all its problems. With a syntax error only those are reported: the rest is guesswork.
 * `assumed` is the kind of a document that neither its name nor its content tells.
 */
export function lintDocument(fileName: string, text: string, assumed?: DocumentKind): LintedDocument {
  const parsed = parseDocument(text);
  const kind = kindOf(fileName, parsed.value) ?? assumed;
  if (parsed.syntaxProblems.length > 0) {
    const problems = parsed.syntaxProblems.map(({ message, offset, length }): Problem => {
      return {
        rule: 'json-syntax',
        severity: 'error',
        message: `JSON: ${message}.`,
        path: [],
        offset,
        length,
      };
    });
    return { parsed, kind, problems };
  }
  const found = kind ? checkDocument(kind, parsed.value) : [];
  const problems = found.map((problem) => locate(problem, parsed)).sort((a, b) => a.offset - b.offset);
  return { parsed, kind, problems };
}

/** Whether the service would refuse the document. */
export function isBlocked(document: LintedDocument): boolean {
  return document.problems.some((problem) => problem.severity === 'error');
}
