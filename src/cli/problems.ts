import type { LintedDocument } from '../lint/lint';
import type { Severity } from '../lint/rule';
import { formatPath } from '../prompt/path';
import { positionMapper } from '../prompt/position';
import { type Line, type Styled, log } from './terminal';

/** A problem as it is printed; line and column count from 1. */
export interface PrintedProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The problems of a document with lines and columns. */
export function printedProblems(document: Pick<LintedDocument, 'parsed' | 'problems'>): PrintedProblem[] {
  const position = positionMapper(document.parsed.text);
  return document.problems.map(({ rule, severity, message, path, offset, length }) => {
    const start = position(offset);
    const end = position(offset + length);
    return {
      rule,
      severity,
      message,
      path: formatPath(path),
      line: start.line + 1,
      column: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
    };
  });
}

/** `file:line:column: severity: message [rule]`, a form that editors and terminals link */
export function problemLine(
  file: string,
  problem: PrintedProblem,
  severity: string | Styled = problem.severity,
): Line {
  const { line, column, message, rule } = problem;
  return [`${file}:${line}:${column}: `, severity, `: ${message} [${rule}]`];
}

/** Prints to standard error why the service would refuse a document. */
export function printRefusals(file: string, { parsed, problems }: LintedDocument): void {
  const blocking = problems.filter((problem) => problem.blocking);
  log(...printedProblems({ parsed, problems: blocking }).map((problem) => problemLine(file, problem)));
}
