import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { lintDocument, type LintedDocument } from '../lint/lint';
import { messageOf } from '../task/errors';
import { UsageError } from './usage-error';

/** Reads a file, or standard input if there is no path. Rejects with a `UsageError` if that fails. */
export function readBytes(name: string, path: string | undefined): Promise<Uint8Array> {
  const reading: Promise<Uint8Array> = path === undefined ? buffer(process.stdin) : readFile(path);
  return reading.catch((error: unknown) => {
    throw new UsageError(`${name}: cannot be read: ${messageOf(error)}`);
  });
}

/**
 * Reads a text file, or standard input if there is no path. A byte order mark stays in the text. Rejects with a `UsageError`
 * if it cannot be read or is not UTF-8.
 */
export async function readText(name: string, path: string | undefined): Promise<string> {
  const bytes = await readBytes(name, path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name}: is not UTF-8 text.`);
  }
}

/** Reads and checks a file. A file of unknown kind is treated as a prompt, since that is what the command expects. */
export async function readDocument(file: string): Promise<LintedDocument & { readonly text: string }> {
  const text = await readText(file, file);
  return { text, ...lintDocument(file, text, { assumed: 'prompt' }) };
}
