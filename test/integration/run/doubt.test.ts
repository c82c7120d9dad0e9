import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Backend } from '../../../src/backend/port';
import { resumeRun } from '../../../src/run/drive/engine';
import { type Run, saveRun } from '../../../src/run/record/store';
import { canResume } from '../../../src/run/record/unfinished';
import { localError, MAY_HAVE_ARRIVED, ServiceError } from '../../../src/task/errors';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, isCall, startRun } from './support';

const LONG_AGO = new Date(Date.now() - 16 * 60_000).toISOString();

function refusedConnection(): ServiceError {
  const words = 'connect ECONNREFUSED 127.0.0.1:1';
  return new ServiceError([localError('connection', 'ECONNREFUSED', words)], { notSent: true });
}

describe('a task whose first sending may have arrived', () => {
  let simulator: Simulator;
  let backend: Backend;
  /** The service is behind: it denies what it has taken. */
  let isBehind: boolean;
  /** What becomes of each sending. The first one is taken, and its reply is lost. */
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

  /** Hands a task over whose first sending is taken, without an answer. */
  const start = async (options = driving(backend)) => {
    const submit = backend.submit.bind(backend);
    let sent = 0;
    backend.submit = async (...args) => {
      await submit(...args);
      if (sent++ === 0) throw new ServiceError([localError('connection', 'ECONNRESET', 'It broke.')]);
    };
    // The simulator takes the first one.
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
    it(`is kept when the next one is refused (${status} ${code}), which says so`, async () => {
      sendings = [answered(status, code)];
      const run = await start();
      assert.ok(run.record.errors.some((error) => error.code === MAY_HAVE_ARRIVED));
      await isKept(run, code);
    });
  }

  it('is kept when the next ones meet a service that breaks down', async () => {
    sendings = Array<(response: ServerResponse) => boolean>(3).fill(answered(500, 'providerUnavailable'));
    await isKept(await start(), 'providerUnavailable');
  });

  it('is kept when the next ones meet a full queue', async () => {
    sendings = Array<(response: ServerResponse) => boolean>(3).fill(answered(429, 'queueFull'));
    await isKept(await start(), 'queueFull');
  });

  it('is kept when nobody is there any more for the next ones', async () => {
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

  it('is kept when a person stops the waiting for another one', async () => {
    const options = driving(backend);
    sendings = [
      (response) => {
        options.controller.abort();
        return lost(response);
      },
    ];
    await isKept(await start(options), 'aborted');
  });

  it('is never said not to have been sent when a person stops it before it is sent again', async () => {
    const options = driving(backend);
    const recall = backend.recall.bind(backend);
    let asked = 0;
    backend.recall = async (...args) => {
      if (++asked === 2) options.controller.abort();
      return recall(...args);
    };
    await isKept(await start(options), 'aborted');
  });

  /** A run that another process has left in the middle of its sending. */
  const leftBehind = async (sentAt: string | undefined, sends = true) => {
    const run = await createRun(await temporaryFolder(), newRun());
    if (sends) await backend.submit(run.record.request, new AbortController().signal);
    const time = sentAt === undefined ? {} : { sentAt };
    const left: Run = { ...run, record: { ...run.record, state: 'submitting', ...time } };
    await saveRun(left);
    return left;
  };

  it('is kept, and not called unsent, when another process left it and the service does not know it yet', async () => {
    for (const sentAt of [undefined, new Date().toISOString()]) {
      isBehind = true;
      const run = await resumeRun(await leftBehind(sentAt), driving(backend), false);
      assert.deepEqual([run.record.state, run.record.errors[0]?.code], ['detached', 'notKnownYet']);
      // However often it is asked, the doubt gets older.
      const again = await resumeRun(run, driving(backend), false);
      assert.equal(again.record.sentAt, run.record.sentAt);
      isBehind = false;
      assert.equal((await resumeRun(again, driving(backend), false)).record.state, 'succeeded');
    }
  });

  it('was not sent where the service still denies it a long time after', async () => {
    const run = await resumeRun(await leftBehind(LONG_AGO, false), driving(backend), false);
    assert.deepEqual([run.record.state, run.record.errors], ['queued', []]);
    sendings = [answered(402, 'insufficientCredits')];
    const refused = await resumeRun(run, driving(backend));
    assert.deepEqual([refused.record.state, refused.record.errors.length], ['failed', 1]);
    assert.ok(!canResume(refused.record));
  });

  it('is as old as before where the next sending certainly did not arrive', async () => {
    sendings = [answered(402, 'insufficientCredits')];
    const run = await start();
    sendings = [answered(402, 'insufficientCredits')];
    const again = await resumeRun(run, driving(backend));
    assert.equal(again.record.sentAt, run.record.sentAt);
  });
});
