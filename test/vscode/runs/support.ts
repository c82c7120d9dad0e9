import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Backend, TaskSnapshot } from '../../../src/backend/port';
import { enqueueRun } from '../../../src/run/drive/engine';
import type { Job } from '../../../src/run/drive/queue';
import type { RunRecord } from '../../../src/run/record/record';
import { type Run, saveRun } from '../../../src/run/record/store';
import { buildTasks } from '../../../src/task/build';
import { localError, ServiceError } from '../../../src/task/errors';
import { DEFAULT_OPTIONS, type ImageTask } from '../../../src/task/types';
import type { BackendId } from '../../../src/task/run';
import { eventually, PROMPT_TEXT } from '../support';

export const LOG = { info: () => undefined, warn: () => undefined };

/** Waits until a condition holds. If it never does, mocha's time limit ends the wait. */
export async function within(holds: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(async () => ((await holds()) ? true : undefined));
}

/** The job for a run in a document's folder. */
export function jobIn(folder: string, backend: BackendId): Job {
  const [task] = buildTasks('prompt', JSON.parse(PROMPT_TEXT), DEFAULT_OPTIONS, randomUUID);
  assert.ok(task);
  return { folder, init: { backend, task, expected: 1, kind: 'prompt', documentText: PROMPT_TEXT } };
}

/** A run as a killed program leaves it. */
export async function leave(folder: string, change: Partial<RunRecord> = {}): Promise<Run> {
  const { run, lease } = await enqueueRun(folder, jobIn(folder, 'runware').init);
  const left = { ...run, record: { ...run.record, ...change } };
  await saveRun(left);
  await lease.release();
  return left;
}

function unknown(): ServiceError {
  return new ServiceError([localError('notFound', 'taskNotFound', 'The service does not know this task.')]);
}

/** A single black pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  'base64',
);

/** A service in this process: it makes images for $0.06 each, and can be held. */
export class Service implements Backend {
  readonly id = 'runware';
  readonly address = 'https://service.test/v1';
  /** What it was sent. */
  readonly tasks = new Set<string>();
  /** How many tasks it was asked for. */
  private readonly askedFor = new Set<string>();
  private held = false;

  hold(): void {
    this.held = true;
  }

  get asked(): number {
    return this.askedFor.size;
  }

  submit(task: ImageTask): Promise<void> {
    this.tasks.add(task.taskUUID);
    return Promise.resolve();
  }

  poll({ taskUUID }: ImageTask): Promise<TaskSnapshot> {
    this.askedFor.add(taskUUID);
    if (!this.tasks.has(taskUUID)) return Promise.reject(unknown());
    const content = { kind: 'bytes', bytes: PNG } as const;
    const result = { imageUUID: taskUUID, content, position: 0, seed: 1, cost: 0.06, flagged: false };
    return Promise.resolve({
      pending: this.held ? 1 : 0,
      results: this.held ? [] : [result],
      errors: [],
      items: [],
    });
  }

  recall(task: ImageTask): Promise<TaskSnapshot> {
    return this.poll(task);
  }

  download(): Promise<AsyncIterable<Uint8Array>> {
    return Promise.reject(new Error('Nothing is to be fetched.'));
  }
}
