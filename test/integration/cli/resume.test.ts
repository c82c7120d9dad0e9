import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RUNS_FOLDER } from '../../../src/run/record/folder';
import { createRunFolder, findRuns, readRun, writeNewRun } from '../../../src/run/record/store';
import type { ImageTask, JsonObject } from '../../../src/task/types';
import type { BackendId } from '../../../src/task/run';
import type { ReceivedRequest } from '../../simulator/options';
import { type Simulator, startSimulator } from '../../simulator/server';
import { imageTask, PROMPT } from '../../support/tasks';
import { endOf, KEY, type Report, Workplace } from './command';

const TASK = { settings: { structuredPrompt: PROMPT } };
const FOUR = ['generate', 'four.image-task.json', '--json'];

let place: Workplace;
let simulator: Simulator;
/** Requests that are held back, by the test's choice, until it lets them go. */
let holds: (request: ReceivedRequest) => boolean;
let release: () => void;
let onHeld: () => void;

function isOf(taskType: string, { body }: ReceivedRequest): boolean {
  return JSON.stringify(body ?? null).includes(`"${taskType}"`);
}

/** Resolves when so many requests are held back. */
function held(count: number): Promise<void> {
  return new Promise((resolve) => {
    onHeld = () => {
      if (--count === 0) resolve();
    };
  });
}

const start = (...args: readonly string[]) => place.start([...args, '--endpoint', simulator.url], KEY);
const resume = (...args: readonly string[]) => place.report(simulator, 'resume', ...args);
const runsOf = (folder: string) => findRuns(place.path(folder));

/** Writes a run down that was never sent. */
async function queued(
  folder: string,
  members: JsonObject = {},
  backend: BackendId = 'runware',
): Promise<string> {
  const task = imageTask({ taskUUID: randomUUID(), ...members }) as ImageTask;
  const init = { backend, task, expected: 1, kind: 'prompt', documentText: JSON.stringify(PROMPT) } as const;
  const { directory } = await writeNewRun(await createRunFolder(place.path(folder), init), init);
  return directory;
}

/** All runs have succeeded, their images are on the disk, and each was accepted once. */
async function assertComplete(report: Report, count: number): Promise<void> {
  const runs = await runsOf('.');
  assert.deepEqual(
    runs.map(({ record }) => record.state),
    Array.from({ length: count }, () => 'succeeded'),
  );
  assert.deepEqual(
    simulator.accepted.map(({ taskUUID }) => taskUUID).sort(),
    runs.map(({ record }) => record.taskUUID).sort(),
  );
  assert.deepEqual([report.state, report.errors], ['succeeded', []]);
  assert.ok(report.images.every(({ file }) => existsSync(file)));
  assert.deepEqual(await place.filesHolding(KEY), []);
}

describe('structured-prompt resume', () => {
  beforeEach(async () => {
    place = await Workplace.open();
    holds = () => false;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const examine = async (request: ReceivedRequest) => {
      if (!holds(request)) return false;
      onHeld();
      await gate;
      return false;
    };
    simulator = await startSimulator({
      processing: 0,
      apiKeys: [KEY],
      sameImages: true,
      faults: { examine },
    });
  });
  afterEach(async () => {
    release();
    await Promise.all([place.close(), simulator.close()]);
  });

  it('collects what Ctrl+C left behind', async () => {
    await place.write('four.image-task.json', [TASK, TASK, TASK, TASK]);
    holds = (request) => isOf('getResponse', request);
    const waiting = held(2);
    const child = start(...FOUR, '--concurrency', '2', '--out', 'my images');
    const end = endOf(child);
    await waiting;
    child.kill('SIGINT');
    const stopped = await end;
    assert.equal(stopped.code, 1);
    assert.deepEqual(
      (JSON.parse(stopped.stdout) as Report).runs?.map(({ state, errors }) => [state, errors[0]?.code]),
      [
        ['detached', 'aborted'],
        ['detached', 'aborted'],
        ['failed', 'notSent'],
        ['failed', 'notSent'],
      ],
    );
    assert.match(
      stopped.stderr,
      /^2 run\(s\) are unfinished; .+: structured-prompt resume 'my images' --endpoint/m,
    );
    holds = () => false;
    const { code, report, stderr } = await resume('my images');
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /^2 unfinished run\(s\):\n {2}2 accepted by the service: .+ no further cost\n\[1\/2\] my images/,
    );
    assert.deepEqual([report.images.length, report.cost], [2, 0.12]);
    await assertComplete(report, 2);
  });

  it('collects everything after the process was killed, and pays for nothing twice', async () => {
    await place.write('four.image-task.json', [TASK, TASK, TASK, TASK]);
    let submissions = 0;
    // The first is accepted and waited for, the second still on its way, the others queued.
    holds = (request) =>
      isOf('getResponse', request) || (isOf('imageInference', request) && ++submissions > 1);
    const busy = held(2);
    const child = start(...FOUR, '--concurrency', '2');
    const end = endOf(child);
    await busy;
    child.kill('SIGKILL');
    await end;
    assert.equal((await runsOf('.')).length, 4);
    const known = simulator.accepted.length;
    holds = () => false;
    const { code, report, stderr } = await resume();
    assert.equal(known, 1);
    assert.equal(code, 0, stderr);
    assert.ok(stderr.startsWith('4 unfinished run(s):\n  1 accepted by the service'), stderr);
    assert.match(
      stderr,
      /^ {2}1 that may have arrived: sent only if the service does not know it, about \$0\.06$/m,
    );
    assert.match(stderr, /^ {2}2 never sent: sent now, about \$0\.12$/m);
    assert.equal(report.images.length, 4);
    await assertComplete(report, 4);
  });

  it('leaves a run to whoever works on it', async () => {
    const directory = await queued('runs/a.json');
    holds = (request) => isOf('getTaskDetails', request);
    const working = held(1);
    const first = endOf(start('resume', 'runs', '--json'));
    await working;
    const second = await place.run(['resume', 'runs', '--endpoint', simulator.url], KEY);
    assert.equal(second.code, 0, second.stderr);
    assert.match(second.stderr, /^Another window or program is working on this run: .+ \[busy, task/m);
    assert.doesNotMatch(second.stderr, /unfinished;/);
    release();
    const { code, stdout } = await first;
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual([code, report.runs?.map(({ runDirectory }) => runDirectory)], [0, [directory]]);
    await assertComplete(report, 1);
  });

  it('finishes layout proofs without key and network', async () => {
    await queued(RUNS_FOLDER, {}, 'proof');
    const { code, stdout, stderr } = await place.run(['resume']);
    assert.deepEqual(
      [code, stderr],
      [0, '1 unfinished run(s):\n  1 layout proof(s): drawn here, free and offline\n'],
    );
    assert.match(stdout, /^succeeded: 1 image\(s\) in .+\n {2}.+\.svg\n$/);
  });

  it('never sends what the service would refuse, whatever a record says', async () => {
    const bad = await queued('runs', { width: 2048 });
    const good = await queued('runs');
    const { code, report, stderr } = await resume('runs');
    assert.equal(code, 1);
    assert.match(stderr, /^runs\S+: cannot be resumed: .+\n1 unfinished run/);
    assert.deepEqual(
      report.runs?.map(({ runDirectory, state, errors }) => [runDirectory, state, errors[0]?.code]),
      [
        [bad, 'queued', 'size-pair'],
        [good, 'succeeded', undefined],
      ],
    );
    assert.equal(simulator.submissions, 1);
    assert.equal((await readRun(bad))?.record.state, 'queued');
  });

  it('skips a record that is nested too deeply, and resumes the others', async () => {
    const deep = path.join(await queued('runs'), 'run.json');
    const text = await readFile(deep, 'utf8');
    const levels = '['.repeat(20_000) + ']'.repeat(20_000);
    await writeFile(deep, text.replace('"response": []', `"response": [{"a":${levels}}]`));
    const good = await queued('runs');
    const { code, report } = await resume('runs');
    assert.deepEqual([code, report.runs?.map(({ runDirectory }) => runDirectory)], [0, [good]]);
  });

  it('has nothing to do if all has succeeded', async () => {
    const directory = await queued('runs');
    await resume(directory);
    const before = simulator.requests.length;
    const again = await resume('runs', directory);
    assert.equal(again.code, 0);
    assert.deepEqual([again.report.state, again.report.runs], ['succeeded', []]);
    assert.match(again.stderr, /^Nothing to resume in runs, .+: no run is unfinished\.\n$/);
    assert.equal((await place.run(['resume'])).code, 0);
    assert.equal(simulator.requests.length, before);
  });

  it('ends with 2 for unusable arguments', async () => {
    await queued('runs');
    for (const [args, words, key] of [
      [['nowhere'], /^nowhere: is no folder/, KEY],
      [['runs'], /RUNWARE_API_KEY/, undefined],
      [['runs', '--endpoint', 'x'], /is not a URL/, KEY],
      [['runs', '--concurrency', '0'], /from 1 to 20/, KEY],
      [['runs', '--out', 'x'], /--out/, KEY],
    ] as const) {
      const { code, stdout, stderr } = await place.run(['resume', ...args], key);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, words);
    }
    assert.equal(simulator.requests.length, 0);
  });
});
