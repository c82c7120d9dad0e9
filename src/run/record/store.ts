import { lstat, mkdir, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentKind } from '../../prompt/kind';
import { isDeeperThan, MAX_DEPTH } from '../../prompt/json';
import { localError, ServiceError } from '../../task/errors';
import { type ImageTask, isJsonObject, type JsonObject } from '../../task/types';
import type { BackendId } from '../../task/run';
import { flushFolder, writeAtomic } from '../files/atomic';
import { outsideLink, requireInside } from '../files/outside';
import { isRunRecord, type RunRecord } from './record';
import { hasRunName, numberedRunName, runName } from './run-name';

/** A run: its folder and what its `run.json` says. */
export interface Run {
  readonly directory: string;
  readonly record: RunRecord;
}

/** What a new run needs to be written down. */
export interface NewRun {
  readonly backend: BackendId;
  readonly task: ImageTask;
  readonly expected: number;
  readonly kind: DocumentKind;
  /** The document's text as it was, byte for byte. */
  readonly documentText: string;
}

/** The file that makes a folder a run. */
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

/** Writes a run's record for good: flushed and renamed into place. */
export async function saveRun(run: Run): Promise<void> {
  await writeAtomic(path.join(run.directory, RECORD), textOf(run.record));
}

function textOf(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** A record that is too large to be read again would lose what is paid for: such a task is not sent. */
function requireRoom(record: RunRecord): void {
  if (Buffer.byteLength(textOf(record)) <= MAX_NEW_RECORD) return;
  const words = `The task is too large: its run.json would have more than ${MAX_NEW_RECORD / 2 ** 20} MB.`;
  throw new ServiceError([localError('validation', 'taskTooLarge', words)]);
}

/** Makes a folder and the missing ones above it, and flushes their names. */
async function createParents(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) {
    await flushFolder(path.dirname(made));
  }
}

async function createFolder(parent: string, name: string): Promise<string> {
  await requireInside(parent);
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

/** Makes the empty folder of a new run in the folder of its document. */
export function createRunFolder(documentFolder: string, init: NewRun): Promise<string> {
  return createFolder(documentFolder, runName(new Date(), init.task.taskUUID));
}

/** Writes a new run into its folder: the document's text, then the record, which makes the folder a run. */
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
  requireRoom(run.record);
  await writeAtomic(path.join(directory, promptFile), init.documentText);
  await saveRun(run);
  return run;
}

/** Removes what `writeNewRun` has made: the folder is no run any more. */
export async function removeNewRun(directory: string): Promise<void> {
  for (const name of [RECORD, ...Object.values(PROMPT_FILES)]) {
    await rm(path.join(directory, name), { force: true });
  }
}

/** What is there only while a file is written, unless a process was killed meanwhile: see `writeAtomic` and `saveContent`. */
export const LEFTOVER = /\.[0-9a-f]{8}\.tmp$|^image-\d+\.part$/;

/** Removes what killed processes left half written in a run's folder. For who holds the run: nobody else is writing. */
export async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (LEFTOVER.test(name)) await rm(path.join(directory, name), { force: true });
  }
}

/** Removes the folder of a run that is none any more, unless somebody else has put something there. */
export async function removeRunFolder(directory: string): Promise<void> {
  await rmdir(directory).catch((error: unknown) => {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  });
}

/** Far more than any record that we write, in bytes: the service takes 4 MB for a task, and of its replies 2 MB are kept. */
export const MAX_RECORD = 16 * 2 ** 20;

/** The largest record of a new run: the rest is for what the service says. */
const MAX_NEW_RECORD = MAX_RECORD / 2;

/** Deeper than a prompt and a reply, and what stands around them, which are bounded themselves. */
const MAX_RECORD_DEPTH = 2 * MAX_DEPTH;

/** The first records did not say so: what has results was accepted, of anything else the service is asked. */
function wasAccepted({ results }: JsonObject): boolean {
  return Array.isArray(results) && results.length > 0;
}

/** Reads the text of a `run.json`; undefined for anything but a record that this version understands. */
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

/** Reads a run's folder; undefined when there is no record in it that this version understands. */
export async function readRun(directory: string): Promise<Run | undefined> {
  const file = path.join(directory, RECORD);
  try {
    // It may come from anywhere: nothing that is no file, which might never end, and nothing endless.
    const found = await stat(file);
    if (!found.isFile() || found.size > MAX_RECORD) return undefined;
    if ((await lstat(file)).isSymbolicLink() && (await outsideLink(file)) !== undefined) return undefined;
    const record = parseRecord(await readFile(file, 'utf8'));
    return record && { directory, record };
  } catch {
    // Removed by hand or unreadable: not a run we can show, and nothing to be touched.
    return undefined;
  }
}

/** The folders in a folder; none where it cannot be read. */
export async function foldersIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(directory, entry.name));
  } catch {
    return [];
  }
}

/** No document lies deeper in its workspace than this. */
const MAX_FOLDERS = 30;

/** Other people's files, many of them, and never runs. */
const SKIPPED = new Set(['node_modules', '.git']);

/** All runs in a folder and the folders within it, a link to a folder aside; oldest first. */
export async function findRuns(root: string, depth = 0): Promise<readonly Run[]> {
  if (depth === 0 && (await outsideLink(root)) !== undefined) return [];
  const here = await readRun(root);
  if (here) return [here];
  if (depth >= MAX_FOLDERS) return [];
  const found: Run[] = [];
  for (const folder of await foldersIn(root)) {
    if (!SKIPPED.has(path.basename(folder))) found.push(...(await findRuns(folder, depth + 1)));
  }
  return depth > 0 ? found : found.sort((a, b) => a.record.createdAt.localeCompare(b.record.createdAt));
}
