import { readFile } from 'node:fs/promises';
import { lintDocument, type LintedDocument } from '../lint/lint';
import { formatPath } from '../prompt/path';
import { positionMapper } from '../prompt/position';
import { UsageError } from './usage';

/** A problem as it is printed; line and column count from 1. */
export interface PrintedProblem {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Reads a text file. Rejects with a `UsageError` where it cannot be read or is no UTF-8. */
async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new UsageError(
      `${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file}: is not UTF-8 text.`);
  }
}

/** Reads and checks a file; one of unknown kind is taken for a prompt, since that is what was asked for. */
export async function readDocument(file: string): Promise<LintedDocument & { readonly text: string }> {
  const text = await readText(file);
  return { text, ...lintDocument(file, text, 'prompt') };
}

/** The problems of a document with lines and columns. */
export function printedProblems(document: LintedDocument): PrintedProblem[] {
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

/** `file:line:column: severity: message [rule]`, a form that editors and terminals link. */
export function problemLines(file: string, document: LintedDocument): string[] {
  return printedProblems(document).map(
    ({ line, column, severity, message, rule }) =>
      `${file}:${line}:${column}: ${severity}: ${message} [${rule}]`,
  );
}
