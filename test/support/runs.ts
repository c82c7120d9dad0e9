import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { indexRuns } from '../../src/run/record/run-index';
import { createRunFolder, type NewRun, type Run, writeNewRun } from '../../src/run/record/store';
import { buildTasks } from '../../src/task/build';
import { DEFAULT_OPTIONS, type GenerationOptions, type JsonObject } from '../../src/task/types';
import { PROMPT } from './tasks';

/** The record of an image that is on the disk. */
export const RESULT = {
  imageUUID: 'a',
  state: 'saved',
  file: 'image-1.jpg',
  width: 2048,
  height: 2048,
  seed: 5,
  cost: 0.1,
  flagged: false,
} as const;

const cleanups: (() => Promise<unknown>)[] = [];

/** Call in `afterEach`: closes and removes what the helpers below have opened. */
export async function cleanUp(): Promise<void> {
  await Promise.all(cleanups.splice(0).map((clean) => clean()));
}

/** Runs a function at the next `cleanUp`. */
export function onCleanUp(clean: () => Promise<unknown>): void {
  cleanups.push(clean);
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sps-run-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A new run of a small prompt; `members` are added to its task. */
export function newRun(options: Partial<GenerationOptions> = {}, prompt: JsonObject = PROMPT): NewRun {
  const all = { ...DEFAULT_OPTIONS, ...options };
  const [task] = buildTasks('prompt', prompt, all, randomUUID);
  if (!task) throw new Error('no task was built');
  return {
    backend: 'runware',
    task,
    expected: all.count,
    kind: 'prompt',
    documentText: JSON.stringify(prompt),
  };
}

/** Records a new run without driving it. */
export async function createRun(documentFolder: string, init: NewRun): Promise<Run> {
  return writeNewRun(await createRunFolder(documentFolder, init), init);
}

/** The recorded runs of a document, newest first. */
export async function listRuns(documentFolder: string): Promise<readonly Run[]> {
  const { runs } = await indexRuns(documentFolder);
  return runs.map(({ directory, record }) => ({ directory, record }));
}
