import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { resumeRun } from '../../../src/run/drive/engine';
import { RunQueue } from '../../../src/run/drive/queue';
import { type Run, saveRun } from '../../../src/run/record/store';
import { canResume } from '../../../src/run/record/resumable';
import { OTHER_KEY } from '../../../src/task/errors';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, isCall, startRun } from './support';

const OWN = 'the-key-of-the-one-who-sent';
const OTHER = 'the-key-of-a-colleague';
const LONG_AGO = new Date(Date.now() - 60 * 60_000).toISOString();

describe('a run that was sent with another key', () => {
  let simulator: Simulator;
  /** Whether the accounts share their tasks. */
  let isShared: boolean;
  let isOut: boolean;
  /** The authorization with which each task was sent. */
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
  /** A run whose submission is unconfirmed, although it arrived. */
  const unconfirmed = async (sentAt?: string): Promise<Run> => {
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

  it('is polled but never resubmitted, however old it is, and is collected with its own key', async () => {
    for (const send of [true, false]) {
      const run = await unconfirmed(LONG_AGO);
      const sent = simulator.submissions;
      const { record } = await resumeRun(run, other(), send);
      assert.deepEqual([record.state, record.errors[0]?.code], ['detached', OTHER_KEY]);
      assert.match(record.errors[0]?.message ?? '', /sent with another API key/);
      const again = await resumeRun(run, own(), send);
      assert.equal(again.record.state, 'succeeded');
      assert.equal(simulator.submissions, sent);
    }
  });

  it('does not prevent the others of its queue from being sent', async () => {
    const run = await unconfirmed();
    const queued = await createRun(await temporaryFolder(), newRun());
    const { backend, ...options } = other();
    const outcomes = await new RunQueue(1).resume([run, queued], true, { ...options, backend });
    assert.deepEqual(
      outcomes.map((outcome) => outcome.run?.record.state),
      ['detached', 'succeeded'],
    );
  });

  it('is kept when it was accepted and the service does not know it under this key', async () => {
    const options = own();
    options.onEach.push(({ record }) => {
      if (record.state === 'waiting') options.controller.abort();
    });
    const run = await startRun(await temporaryFolder(), newRun(), options);
    const left = await resumeRun(run, other());
    isKept(left);
    assert.equal((await resumeRun(left, own())).record.state, 'succeeded');
  });

  it('is collected when both keys belong to one account', async () => {
    isShared = true;
    assert.equal((await resumeRun(await unconfirmed(), other())).record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  });

  it('is sent with any key when it certainly was not sent before', async () => {
    const run = await createRun(await temporaryFolder(), newRun());
    const { record } = await resumeRun(run, other());
    assert.equal(record.state, 'succeeded');
  });

  it('does not reveal its key', async () => {
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
