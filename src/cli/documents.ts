import path from 'node:path';
import type { LintedDocument } from '../lint/lint';
import { isRunFolder } from '../run/record/store';
import { findSources, type Source } from './files';
import { readDocument } from './input';
import { UsageError } from './usage';

/** A file as it was named, read and checked. */
export interface FileDocument extends LintedDocument {
  readonly name: string;
  readonly text: string;
}

/** Whether a file is a copy that a run keeps of its document: generating from it would pay for the same again. */
function isKeptByRun({ name }: Source): Promise<boolean> {
  return isRunFolder(path.dirname(name));
}

async function filesOf(words: readonly string[]): Promise<{ names: string[]; complaints: string[] }> {
  const { sources, complaints } = await findSources(words);
  const names: string[] = [];
  for (const source of sources) {
    if (words.includes(source.name) || !(await isKeptByRun(source))) names.push(source.name);
  }
  return { names, complaints: [...complaints] };
}

/**
 * Reads and checks all files that the words of the command line stand for; what runs have kept is left out unless a word
 * names the file itself. Rejects with a `UsageError` that tells of everything that cannot be read.
 */
export async function readDocuments(words: readonly string[]): Promise<readonly FileDocument[]> {
  if (words.includes('-')) throw new UsageError('generate does not read the standard input. Name a file.');
  const { names, complaints } = await filesOf(words);
  const documents: FileDocument[] = [];
  for (const name of names) {
    try {
      documents.push({ name, ...(await readDocument(name)) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complaints.push(...error.lines);
    }
  }
  if (names.length === 0 && complaints.length === 0) {
    complaints.push('There is nothing to send but copies kept by runs.');
  }
  if (complaints.length > 0) throw new UsageError(...complaints);
  return documents;
}
