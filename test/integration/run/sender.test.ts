import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { resumeRun } from '../../../src/run/drive/engine';
import { RunQueue } from '../../../src/run/drive/queue';
import { type Run, saveRun } from '../../../src/run/record/store';
import { canResume } from '../../../src/run/record/unfinished';
import { OTHER_KEY } from '../../../src/task/errors';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, isCall, startRun } from './support';

const OWN = 'the-key-of-the-one-who-sent';
const OTHER = 'the-key-of-a-colleague';
const LONG_AGO = new Date(Date.now() - 60 * 60_000).toISOString();

describe('a run that was sent with another key', () => {
  let simulator: Simulator;
  /** Whether accounts share their tasks. */
  let isShared: boolean;
  let isOut: boolean;
  /** The authorization that each task came with. */
  let senders: Map<string, string | undefined>;
  beforeEach(async () => {
    isShared = false;
    isOut = false;
    senders = new Map();
    simulator = await startSimulator({
      processing: 0,
      sameImages: true,
      apiKeys: 'any',
      faults: {
        examine(request, response) {
          if (isOut && request.method === 'POST') return answerWith(response, 503, {});
          const { authorization } = request.headers;
          const [{ taskUUID } = { taskUUID: '' }] = (request.body ?? []) as { taskUUID: string }[];
          if (isCall(request, 'imageInference')) senders.set(taskUUID, authorization);
          const isForeign = senders.get(taskUUID) !== authorization && !isShared;
          const isDenied = isForeign && isCall(request, 'getResponse', 'getTaskDetails');
          return (
            isDenied && answerWith(response, 404, { errors: [{ code: 'taskNotFound', message: 'No.' }] })
          );
        },
      },
    });
  });
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  const own = () => driving(backendFor(simulator, OWN));
  const other = () => driving(backendFor(simulator, OTHER));
  /** A run of which nobody knows whether it arrived: it did. */
  const unclear = async (sentAt?: string): Promise<Run> => {
    const options = own();
    isOut = true;
    const run = await startRun(await temporaryFolder(), newRun(), options);
    isOut = false;
    assert.equal(run.record.state, 'detached');
    await options.backend.submit(run.record.request, options.signal);
    if (sentAt !== undefined) await saveRun({ ...run, record: { ...run.record, sentAt } });
    return run;
  };
  const isKept = (run: Run) => {
    assert.deepEqual([run.record.state, run.record.errors[0]?.code], ['detached', OTHER_KEY]);
    assert.ok(canResume(run.record));
    assert.equal(simulator.accepted.length, 1);
  };

  it('is asked for and never sent, however long ago that was, and is collected with its own key', async () => {
    for (const send of [true, false]) {
      const run = await unclear(LONG_AGO);
      const sent = simulator.submissions;
      const { record } = await resumeRun(run, other(), send);
      assert.deepEqual([record.state, record.errors[0]?.code], ['detached', OTHER_KEY]);
      assert.match(record.errors[0]?.message ?? '', /sent with another API key/);
      const again = await resumeRun(run, own(), send);
      assert.equal(again.record.state, 'succeeded');
      assert.equal(simulator.submissions, sent);
    }
  });

  it('does not keep the others of its queue from being sent', async () => {
    const run = await unclear();
    const queued = await createRun(await temporaryFolder(), newRun());
    const { backend, ...options } = other();
    const outcomes = await new RunQueue(1).resume([run, queued], true, { ...options, backend });
    assert.deepEqual(
      outcomes.map((outcome) => outcome.run?.record.state),
      ['detached', 'succeeded'],
    );
  });

  it('is kept where it was accepted and the service does not know it under this key', async () => {
    const options = own();
    options.onEach.push(({ record }) => {
      if (record.state === 'waiting') options.controller.abort();
    });
    const run = await startRun(await temporaryFolder(), newRun(), options);
    const left = await resumeRun(run, other());
    isKept(left);
    assert.equal((await resumeRun(left, own())).record.state, 'succeeded');
  });

  it('is collected where both keys are of one account', async () => {
    isShared = true;
    assert.equal((await resumeRun(await unclear(), other())).record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  });

  it('is sent with any key where it certainly was not before', async () => {
    const run = await createRun(await temporaryFolder(), newRun());
    const { record } = await resumeRun(run, other());
    assert.equal(record.state, 'succeeded');
  });

  it('tells nothing of its key', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => startRun(await temporaryFolder(), newRun(), own())),
    );
    const [first, second] = runs.map(({ record }) => record.sender);
    assert.ok(first && second);
    assert.notEqual(first.salt, second.salt);
    assert.notEqual(first.fingerprint, second.fingerprint);
    for (const { directory } of runs) {
      assert.ok(!(await readFile(path.join(directory, 'run.json'), 'utf8')).includes(OWN));
    }
  });
});
