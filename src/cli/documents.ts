import path from 'node:path';
import type { LintedDocument } from '../lint/lint';
import { isRunFolder } from '../run/record/store';
import { readDocument } from './input';
import { findSources, type Source } from './sources';
import { UsageError } from './usage-error';

/** A file that was read and checked, with its name as given by the user. */
export interface FileDocument extends LintedDocument {
  readonly name: string;
  readonly text: string;
}

/** Whether a file is a run's copy of its document: generating from it would cost the same again. */
function isKeptByRun({ name }: Source): Promise<boolean> {
  return isRunFolder(path.dirname(name));
}

async function filesOf(args: readonly string[]): Promise<{ names: string[]; complaints: string[] }> {
  const { sources, complaints } = await findSources(args);
  const names: string[] = [];
  for (const source of sources) {
    if (args.includes(source.name) || !(await isKeptByRun(source))) names.push(source.name);
  }
  return { names, complaints: [...complaints] };
}

/**
 * Reads and checks all files that the arguments name. Copies kept by runs are left out unless an argument names the file
 * itself. Rejects with a `UsageError` about everything that cannot be read.
 */
export async function readDocuments(args: readonly string[]): Promise<readonly FileDocument[]> {
  if (args.includes('-')) throw new UsageError('generate does not read the standard input. Name a file.');
  const { names, complaints } = await filesOf(args);
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
