import { lstat, mkdir, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentKind } from '../../prompt/kind';
import { isDeeperThan, MAX_DEPTH } from '../../prompt/json';
import { localError, ServiceError } from '../../task/errors';
import { type ImageTask, isJsonObject, type JsonObject } from '../../task/types';
import type { BackendId } from '../../task/run';
import { flushFolder, writeAtomic } from '../files/atomic';
import { escapingLink, requireContained } from '../files/containment';
import { isRunRecord, type RunRecord } from './record';
import { hasRunName, numberedRunName, runName } from './run-name';

/** A run: its folder and what its `run.json` says. */
export interface Run {
  readonly directory: string;
  readonly record: RunRecord;
}

/** What is recorded of a new run. */
export interface NewRun {
  readonly backend: BackendId;
  readonly task: ImageTask;
  readonly expected: number;
  readonly kind: DocumentKind;
  /** The document's text, byte for byte. */
  readonly documentText: string;
}

/** The file that makes a folder a run's. */
export const RECORD = 'run.json';
const PROMPT_FILES: Readonly<Record<DocumentKind, string>> = {
  prompt: 'prompt.structured-prompt.json',
  task: 'task.image-task.json',
};

/**
 * Whether a folder is that of a run, so that the prompt in it is a copy, by its record or by its name: a process that is
 * killed early leaves the copy without a record.
 */
export async function isRunFolder(directory: string): Promise<boolean> {
  return hasRunName(directory) || (await readRun(directory)) !== undefined;
}

/** Writes a run's record: flushed, then renamed. */
export async function saveRun(run: Run): Promise<void> {
  await writeAtomic(path.join(run.directory, RECORD), textOf(run.record));
}

function textOf(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Does not let a task be sent whose record would be too large to be read again: its paid images would be lost. */
function requireRecordFits(record: RunRecord): void {
  if (Buffer.byteLength(textOf(record)) <= MAX_NEW_RECORD) return;
  const message = `The task is too large: its run.json would have more than ${MAX_NEW_RECORD / 2 ** 20} MB.`;
  throw new ServiceError([localError('validation', 'taskTooLarge', message)]);
}

/** Creates a folder and its missing parents, and flushes their names. */
async function createParents(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) {
    await flushFolder(path.dirname(made));
  }
}

async function createFolder(parent: string, name: string): Promise<string> {
  await requireContained(parent);
  await createParents(path.resolve(parent));
  for (let copy = 1; ; copy++) {
    const directory = path.join(parent, numberedRunName(name, copy));
    try {
      await mkdir(directory);
      await flushFolder(parent);
      return directory;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Creates the empty folder of a new run in the folder of its document. */
export function createRunFolder(documentFolder: string, init: NewRun): Promise<string> {
  return createFolder(documentFolder, runName(new Date(), init.task.taskUUID));
}

/** Writes a new run into its folder: the document's text, then the record, which makes the folder a run's. */
export async function writeNewRun(directory: string, init: NewRun): Promise<Run> {
  const now = new Date();
  const promptFile = PROMPT_FILES[init.kind];
  const run: Run = {
    directory,
    record: {
      version: 1,
      taskUUID: init.task.taskUUID,
      backend: init.backend,
      state: 'queued',
      accepted: false,
      promptFile,
      request: init.task,
      response: [],
      expected: init.expected,
      results: [],
      errors: [],
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
    },
  };
  requireRecordFits(run.record);
  await writeAtomic(path.join(directory, promptFile), init.documentText);
  await saveRun(run);
  return run;
}

/** Removes what `writeNewRun` has written. The folder then no longer belongs to a run. */
export async function removeNewRun(directory: string): Promise<void> {
  for (const name of [RECORD, ...Object.values(PROMPT_FILES)]) {
    await rm(path.join(directory, name), { force: true });
  }
}

/**
 * The names of files that exist only while something is written, unless the process was killed: see `writeAtomic` and
 * `saveContent`.
 */
export const TEMPORARY_FILE = /\.[0-9a-f]{8}\.tmp$|^image-\d+\.part$/;

/**
 * Removes half-written files of killed processes from a run's folder. Call it only with the run's lease: then nobody
 * else is writing.
 */
export async function removeTemporaryFiles(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (TEMPORARY_FILE.test(name)) await rm(path.join(directory, name), { force: true });
  }
}

/** Removes the folder of a withdrawn run, unless it contains other files. */
export async function removeRunFolder(directory: string): Promise<void> {
  await rmdir(directory).catch((error: unknown) => {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  });
}

/**
 * More than any record that we write, in bytes: the service takes 4 MB for a task, and 2 MB of its replies are kept.
 */
export const MAX_RECORD = 16 * 2 ** 20;

/** The largest record of a new run. The rest is for what the service replies. */
const MAX_NEW_RECORD = MAX_RECORD / 2;

/** More than the depths of a prompt and of a reply, with what surrounds them. */
const MAX_RECORD_DEPTH = 2 * MAX_DEPTH;

/**
 * Records of the first version lack `accepted`. A run with results was accepted; for any other the service is asked.
 */
function wasAccepted({ results }: JsonObject): boolean {
  return Array.isArray(results) && results.length > 0;
}

/** Reads the text of a `run.json`; undefined for anything but a record of this version. */
export function parseRecord(text: string): RunRecord | undefined {
  try {
    const content: unknown = JSON.parse(text);
    if (isDeeperThan(content, MAX_RECORD_DEPTH)) return undefined;
    const record = isJsonObject(content) ? { accepted: wasAccepted(content), ...content } : content;
    return isRunRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a run's folder; undefined when it contains no record of this version. */
export async function readRun(directory: string): Promise<Run | undefined> {
  const file = path.join(directory, RECORD);
  try {
    // The folder may come from anywhere: only regular files are read, which end, and none that is too large.
    const found = await stat(file);
    if (!found.isFile() || found.size > MAX_RECORD) return undefined;
    if ((await lstat(file)).isSymbolicLink() && (await escapingLink(file)) !== undefined) return undefined;
    const record = parseRecord(await readFile(file, 'utf8'));
    return record && { directory, record };
  } catch {
    // Removed by hand, or unreadable: not a run that we can show, and nothing to touch.
    return undefined;
  }
}

/** The folders in a folder; none when it cannot be read. */
export async function listFolders(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(directory, entry.name));
  } catch {
    return [];
  }
}

/** How deep a folder is searched. No document lies deeper in its workspace. */
const MAX_FOLDERS = 30;

/** Folders with very many files, and never runs. */
const SKIPPED = new Set(['node_modules', '.git']);

/** Finds all runs in and below a folder, oldest first. Links to folders are not followed. */
export async function findRuns(root: string, depth = 0): Promise<readonly Run[]> {
  if (depth === 0 && (await escapingLink(root)) !== undefined) return [];
  const here = await readRun(root);
  if (here) return [here];
  if (depth >= MAX_FOLDERS) return [];
  const found: Run[] = [];
  for (const folder of await listFolders(root)) {
    if (!SKIPPED.has(path.basename(folder))) found.push(...(await findRuns(folder, depth + 1)));
  }
  return depth > 0 ? found : found.sort((a, b) => a.record.createdAt.localeCompare(b.record.createdAt));
}
