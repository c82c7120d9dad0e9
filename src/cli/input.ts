import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { lintDocument, type LintedDocument } from '../lint/lint';
import type { Severity } from '../lint/rule';
import { formatPath } from '../prompt/path';
import { positionMapper } from '../prompt/position';
import { messageOf } from '../task/errors';
import { type Line, type Styled, tell } from './say';
import { UsageError } from './usage';

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

/** Reads a file, or the standard input where there is no path. Rejects with a `UsageError` where that is not possible. */
export function readBytes(name: string, path: string | undefined): Promise<Uint8Array> {
  const reading: Promise<Uint8Array> = path === undefined ? buffer(process.stdin) : readFile(path);
  return reading.catch((error: unknown) => {
    throw new UsageError(`${name}: cannot be read: ${messageOf(error)}`);
  });
}

/**
 * Reads a text file, or the standard input where there is no path. A byte order mark stays in the text. Rejects with a
 * `UsageError` where it cannot be read or is no UTF-8.
 */
export async function readText(name: string, path: string | undefined): Promise<string> {
  const bytes = await readBytes(name, path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name}: is not UTF-8 text.`);
  }
}

/** Reads and checks a file; one of unknown kind is taken for a prompt, since that is what was asked for. */
export async function readDocument(file: string): Promise<LintedDocument & { readonly text: string }> {
  const text = await readText(file, file);
  return { text, ...lintDocument(file, text, { assumed: 'prompt' }) };
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
  word: string | Styled = problem.severity,
): Line {
  const { line, column, message, rule } = problem;
  return [`${file}:${line}:${column}: `, word, `: ${message} [${rule}]`];
}

/** Prints to the error output why the service would refuse a document. */
export function printRefusals(file: string, { parsed, problems }: LintedDocument): void {
  const blocking = problems.filter((problem) => problem.blocking);
  tell(...printedProblems({ parsed, problems: blocking }).map((problem) => problemLine(file, problem)));
}
