import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Backend } from '../../../src/backend/port';
import { resumeRun } from '../../../src/run/drive/engine';
import { type Run, saveRun } from '../../../src/run/record/store';
import { canResume } from '../../../src/run/record/resumable';
import { localError, MAY_HAVE_ARRIVED, ServiceError } from '../../../src/task/errors';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, isCall, startRun } from './support';

const LONG_AGO = new Date(Date.now() - 16 * 60_000).toISOString();

function refusedConnection(): ServiceError {
  const words = 'connect ECONNREFUSED 127.0.0.1:1';
  return new ServiceError([localError('connection', 'ECONNREFUSED', words)], { notSent: true });
}

describe('a task whose first submission may have arrived', () => {
  let simulator: Simulator;
  let backend: Backend;
  /** The service is slow: it denies what it has accepted. */
  let isBehind: boolean;
  /** The outcome of each submission. The first one is accepted, but its reply is lost. */
  let sendings: ((response: ServerResponse) => boolean)[];
  const lost = (response: ServerResponse) => {
    response.socket?.destroy();
    return true;
  };
  const answered = (status: number, code: string) => (response: ServerResponse) =>
    answerWith(response, status, { errors: [{ code, message: 'No.' }] });
  beforeEach(async () => {
    isBehind = true;
    sendings = [];
    simulator = await startSimulator({
      processing: 0,
      sameImages: true,
      faults: {
        examine(request, response) {
          if (isCall(request, 'imageInference')) return sendings.shift()?.(response) ?? false;
          const isDenied = isBehind && isCall(request, 'getResponse', 'getTaskDetails');
          return isDenied && answered(404, 'taskNotFound')(response);
        },
      },
    });
    backend = backendFor(simulator);
  });
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  /** Submits a task whose first submission is accepted without a reply. */
  const start = async (options = driving(backend)) => {
    const submit = backend.submit.bind(backend);
    let sent = 0;
    backend.submit = async (...args) => {
      await submit(...args);
      if (sent++ === 0) throw new ServiceError([localError('connection', 'ECONNRESET', 'It broke.')]);
    };
    // The simulator accepts the first one.
    sendings.unshift(() => false);
    return startRun(await temporaryFolder(), newRun(), options);
  };
  const isKept = async (run: Run, code: string) => {
    assert.deepEqual([run.record.state, run.record.errors[0]?.code], ['detached', code]);
    assert.ok(canResume(run.record));
    isBehind = false;
    assert.equal((await resumeRun(run, driving(backend), false)).record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  };

  for (const [status, code] of [
    [402, 'insufficientCredits'],
    [401, 'invalidApiKey'],
    [400, 'invalidSettings'],
    [400, 'invalidProviderContent'],
    [404, 'modelNotFound'],
  ] as const) {
    it(`is kept when the next submission is refused (${status} ${code}), which the error says`, async () => {
      sendings = [answered(status, code)];
      const run = await start();
      assert.ok(run.record.errors.some((error) => error.code === MAY_HAVE_ARRIVED));
      await isKept(run, code);
    });
  }

  it('is kept when the next submissions meet a failing service', async () => {
    sendings = Array<(response: ServerResponse) => boolean>(3).fill(answered(500, 'providerUnavailable'));
    await isKept(await start(), 'providerUnavailable');
  });

  it('is kept when the next submissions meet a full queue', async () => {
    sendings = Array<(response: ServerResponse) => boolean>(3).fill(answered(429, 'queueFull'));
    await isKept(await start(), 'queueFull');
  });

  it('is kept when the next submissions reach no service', async () => {
    const submit = backend.submit.bind(backend);
    let sent = 0;
    backend.submit = async (...args) => {
      if (sent++ > 0) throw refusedConnection();
      await submit(...args);
      throw new ServiceError([localError('connection', 'ECONNRESET', 'It broke.')]);
    };
    const run = await startRun(await temporaryFolder(), newRun(), driving(backend));
    assert.equal(run.record.errors.at(-1)?.code, MAY_HAVE_ARRIVED);
    await isKept(run, 'ECONNREFUSED');
  });

  it('is kept when a person stops the wait for another submission', async () => {
    const options = driving(backend);
    sendings = [
      (response) => {
        options.controller.abort();
        return lost(response);
      },
    ];
    await isKept(await start(options), 'aborted');
  });

  it('is never reported as not sent when a person stops it before it is sent again', async () => {
    const options = driving(backend);
    const recall = backend.recall.bind(backend);
    let asked = 0;
    backend.recall = async (...args) => {
      if (++asked === 2) options.controller.abort();
      return recall(...args);
    };
    await isKept(await start(options), 'aborted');
  });

  /** A run that another process left in the middle of its submission. */
  const leftBehind = async (sentAt: string | undefined, sends = true) => {
    const run = await createRun(await temporaryFolder(), newRun());
    if (sends) await backend.submit(run.record.request, new AbortController().signal);
    const time = sentAt === undefined ? {} : { sentAt };
    const left: Run = { ...run, record: { ...run.record, state: 'submitting', ...time } };
    await saveRun(left);
    return left;
  };

  it('is kept, and not reported as unsent, when another process left it and the service does not know it yet', async () => {
    for (const sentAt of [undefined, new Date().toISOString()]) {
      isBehind = true;
      const run = await resumeRun(await leftBehind(sentAt), driving(backend), false);
      assert.deepEqual([run.record.state, run.record.errors[0]?.code], ['detached', 'notKnownYet']);
      // Polls do not change how old the submission is.
      const again = await resumeRun(run, driving(backend), false);
      assert.equal(again.record.sentAt, run.record.sentAt);
      isBehind = false;
      assert.equal((await resumeRun(again, driving(backend), false)).record.state, 'succeeded');
    }
  });

  it('counts as not sent when the service still denies it a long time later', async () => {
    const run = await resumeRun(await leftBehind(LONG_AGO, false), driving(backend), false);
    assert.deepEqual([run.record.state, run.record.errors], ['queued', []]);
    sendings = [answered(402, 'insufficientCredits')];
    const refused = await resumeRun(run, driving(backend));
    assert.deepEqual([refused.record.state, refused.record.errors.length], ['failed', 1]);
    assert.ok(!canResume(refused.record));
  });

  it('keeps its age when the next submission certainly did not arrive', async () => {
    sendings = [answered(402, 'insufficientCredits')];
    const run = await start();
    sendings = [answered(402, 'insufficientCredits')];
    const again = await resumeRun(run, driving(backend));
    assert.equal(again.record.sentAt, run.record.sentAt);
  });
});
