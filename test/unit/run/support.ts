import type { ServerResponse } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { createDispatcher } from '../../../src/backend/runware/dispatcher';
import type { Backend } from '../../../src/backend/port';
import type { DriveOptions } from '../../../src/run/driver';
import { driveNewRun, enqueueRun } from '../../../src/run/engine';
import type { Pace } from '../../../src/run/retry';
import { indexRuns } from '../../../src/run/run-index';
import { createRunFolder, type NewRun, type Run, writeNewRun } from '../../../src/run/store';
import { buildTasks } from '../../../src/task/build';
import { DEFAULT_OPTIONS, type GenerationOptions, type JsonObject } from '../../../src/task/types';
import { PROMPT } from '../simulator/client';
import type { ReceivedRequest } from '../../simulator/options';
import type { Simulator } from '../../simulator/server';
import { briefly } from '../../soak/pace';

/** The waits of a run, short: their order is tested, not their length. */
export const QUICK: Pace = {
  firstPoll: 1,
  poll: { first: 1, factor: 1.1, longest: 10, attempts: Infinity },
  retry: briefly({ first: 1, factor: 2, longest: 10, attempts: 4 }),
  longestAsked: 1000,
  // Longer than any image takes to be made here, however busy the machine is.
  patience: 60_000,
};

/** Those of a run whose service has nothing more to bring: it waits for so long in all, not by the clock. */
export const IMPATIENT: Pace = { ...QUICK, patience: 200 };

/** An image that is on the disk. */
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

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sps-run-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The real backend, talking to a simulator. */
export function backendFor(simulator: Simulator, key = simulator.apiKey): Backend {
  const dispatcher = createDispatcher({ strictSSL: true });
  cleanups.push(() => dispatcher.destroy());
  return new RunwareBackend({
    endpoint: new URL(simulator.url),
    key: () => Promise.resolve(key),
    dispatcher,
  });
}

/** A run of a small prompt; `members` go into the task. */
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

/** Writes a new run down, for nobody to drive it. */
export async function createRun(documentFolder: string, init: NewRun): Promise<Run> {
  return writeNewRun(await createRunFolder(documentFolder, init), init);
}

/** The runs of a document as their records say, newest first. */
export async function listRuns(documentFolder: string): Promise<readonly Run[]> {
  const { runs } = await indexRuns(documentFolder);
  return runs.map(({ directory, record }) => ({ directory, record }));
}

/** Drives quickly, remembers every state that reached the disk, and can be ended. */
export function driving(
  backend: Backend,
  pace: Pace = QUICK,
): DriveOptions & {
  readonly states: string[];
  readonly controller: AbortController;
  readonly onEach: ((run: Run) => void)[];
  /** Everything that was logged. */
  readonly lines: string[];
} {
  const controller = new AbortController();
  const states: string[] = [];
  const onEach: ((run: Run) => void)[] = [];
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  return {
    backend,
    pace,
    log: { info: log, warn: log },
    signal: controller.signal,
    controller,
    states,
    onEach,
    lines,
    onChange: (run) => {
      if (states.at(-1) !== run.record.state) states.push(run.record.state);
      for (const listener of onEach) listener(run);
    },
  };
}

/** Whether a request holds a task of one of these types. */
export function isCall({ body }: ReceivedRequest, ...types: readonly string[]): boolean {
  return types.some((type) => JSON.stringify(body ?? null).includes(`"taskType":"${type}"`));
}

/** Answers a request with JSON. */
export function answerWith(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
  return true;
}

/** Starts a run: it is on disk before anything is sent. Resolves when it has ended or nobody waits any more. */
export async function startRun(documentFolder: string, init: NewRun, options: DriveOptions): Promise<Run> {
  const held = await enqueueRun(documentFolder, init);
  options.onChange(held.run);
  return driveNewRun(held, options);
}
