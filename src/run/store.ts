import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BackendId } from '../backend/port';
import type { DocumentKind } from '../prompt/kind';
import type { ImageTask } from '../task/types';
import { writeAtomic } from './atomic';
import { isRunRecord, type RunRecord } from './record';

/** Where runs are kept inside a workspace folder. */
export const RUNS_FOLDER = path.join('.structured-prompt', 'runs');

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

const RECORD = 'run.json';
const PROMPT_FILES: Readonly<Record<DocumentKind, string>> = {
  prompt: 'prompt.structured-prompt.json',
  task: 'task.image-task.json',
};

/** `2026-03-01T09-30-00-1b4e28ba`: sorts by time, unique, legal on every file system. */
function folderName(time: Date, taskUUID: string): string {
  const stamp = time.toISOString().slice(0, 19).replaceAll(':', '-');
  return `${stamp}-${taskUUID.replaceAll(/[^0-9a-z]/gi, '').slice(0, 8)}`;
}

/** Writes a run's record for good: flushed and renamed into place. */
export async function saveRun(run: Run): Promise<void> {
  await writeAtomic(path.join(run.directory, RECORD), `${JSON.stringify(run.record, null, 2)}\n`);
}

async function createFolder(parent: string, name: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (let copy = 1; ; copy++) {
    const directory = path.join(parent, copy === 1 ? name : `${name}-${copy}`);
    try {
      await mkdir(directory);
      return directory;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Makes the folder of a new run in the folder of its document, with its record and the document's text. */
export async function createRun(documentFolder: string, init: NewRun): Promise<Run> {
  const now = new Date();
  const promptFile = PROMPT_FILES[init.kind];
  const directory = await createFolder(documentFolder, folderName(now, init.task.taskUUID));
  const run: Run = {
    directory,
    record: {
      version: 1,
      taskUUID: init.task.taskUUID,
      backend: init.backend,
      state: 'submitting',
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
  await writeAtomic(path.join(directory, promptFile), init.documentText);
  await saveRun(run);
  return run;
}

/** Reads a run's folder; undefined when there is no record in it that this version understands. */
export async function readRun(directory: string): Promise<Run | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(path.join(directory, RECORD), 'utf8'));
    return isRunRecord(record) ? { directory, record } : undefined;
  } catch {
    // Torn, foreign, removed by hand or unreadable: not a run we can show, and nothing to be touched.
    return undefined;
  }
}

/** The runs of a document, newest first. */
export async function listRuns(documentFolder: string): Promise<readonly Run[]> {
  let names: string[];
  try {
    const entries = await readdir(documentFolder, { withFileTypes: true });
    names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
  const runs = await Promise.all(names.map((name) => readRun(path.join(documentFolder, name))));
  return runs
    .filter((run) => run !== undefined)
    .sort((a, b) => b.record.createdAt.localeCompare(a.record.createdAt));
}
