import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { costOf } from '../../src/run/record/record';
import { canResume } from '../../src/run/record/resumable';
import { roundMoney } from '../../src/task/prices';
import { inspect, type Folder } from '../reliability/disk';
import type { Simulator } from '../simulator/server';
import type { Ended } from './process';

/** The result of a soak. */
export interface Count {
  readonly runs: number;
  readonly images: number;
  /**
   * Locks of processes that were killed just after their run had ended: no client resumes such a run, which would
   * remove them.
   */
  readonly locks: number;
  /** Folders of runs whose client was killed before they were recorded, and so before anything was sent. */
  readonly unborn: number;
}

/** The files that may be in a folder that never became a run. */
const UNBORN = /^(?:prompt\.structured-prompt\.json|.*\.tmp|.*\.lock)$/;

async function foldersOf(root: string): Promise<string[]> {
  const groups = await readdir(root);
  const runs = await Promise.all(
    groups.map(async (group) => {
      const names = await readdir(path.join(root, group));
      return names.map((name) => path.join(root, group, name));
    }),
  );
  return runs.flat();
}

/** How many images the service made for each task, by its UUID. */
function madeBy({ accepted }: Simulator): Map<string, number> {
  return new Map(
    accepted.map((task) => {
      const fails = JSON.stringify(task).includes('partial-trigger');
      return [String(task['taskUUID']), Number(task['numberResults']) - (fails ? 1 : 0)];
    }),
  );
}

function checkRun(
  directory: string,
  { run, images, damaged, temporary }: Folder,
  made: number | undefined,
): void {
  assert.ok(run, `${directory} has no valid record`);
  const { record } = run;
  assert.deepEqual(damaged, [], directory);
  assert.equal(images, made, `${directory} has all its images`);
  assert.ok(!canResume(record), `${directory} is ${record.state}, and could still be resumed`);
  const left = temporary.filter((name) => !name.endsWith('.lock'));
  assert.deepEqual(left, [], `${directory} has no temporary files`);
}

async function isUnborn(directory: string): Promise<boolean> {
  const names = await readdir(directory);
  return names.every((name) => UNBORN.test(name));
}

/** Asserts that everything that was paid for is on the disk, complete, once, and recorded. */
export async function checkRuns(root: string, simulator: Simulator, spent: number): Promise<Count> {
  const made = madeBy(simulator);
  const found = new Set<string>();
  let [images, locks, unborn, cost] = [0, 0, 0, 0];
  for (const directory of await foldersOf(root)) {
    if (await isUnborn(directory)) {
      unborn++;
      continue;
    }
    const folder = await inspect(directory);
    const { record } = folder.run ?? {};
    const taskUUID = record?.taskUUID ?? '';
    assert.ok(!found.has(taskUUID), `${directory} is the only folder of its task`);
    found.add(taskUUID);
    checkRun(directory, folder, made.get(taskUUID));
    images += folder.images;
    locks += folder.temporary.length;
    cost = roundMoney(cost + (record ? (costOf(record) ?? 0) : 0));
  }
  assert.equal(simulator.accepted.length, made.size, 'no task was accepted twice');
  assert.deepEqual(found, new Set(made.keys()), 'the accepted tasks are those on the disk');
  assert.equal(cost, spent, 'the runs cost what the service charged');
  return { runs: found.size, images, locks, unborn };
}

/** Asserts that a secret is in no file below a folder, and in no output of a process. */
export async function checkSecret(secret: string, root: string, ended: readonly Ended[]): Promise<void> {
  for (const name of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const file = path.join(name.parentPath, name.name);
    assert.ok(!(await readFile(file)).includes(secret), `${file} contains the key`);
  }
  for (const { output } of ended) assert.ok(!output.includes(secret), 'no client printed the key');
}
