import assert from 'node:assert/strict';
import sharp from 'sharp';
import { resumeRun } from '../../../src/run/drive/engine';
import { NOT_SENT } from '../../../src/task/errors';
import type { Faults, SimulatorOptions } from '../../simulator/options';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, IMPATIENT, isCall, QUICK, startRun } from './support';

const HOUR = 3_600_000;

describe('the patience of a run with a service', () => {
  let simulator: Simulator;
  const clock = Date.now;
  const serve = async (examine: Faults['examine'], options: SimulatorOptions = {}) => {
    simulator = await startSimulator({ processing: 0, sameImages: true, faults: { examine }, ...options });
    return driving(backendFor(simulator));
  };
  const start = async (options: ReturnType<typeof driving>, count = 1) =>
    startRun(await temporaryFolder(), newRun({ count }), options);
  /** The calls about tasks, in order. */
  const calls = () =>
    simulator.requests.flatMap(({ body }) =>
      Array.isArray(body) ? (body as { taskType: string }[]).map(({ taskType }) => taskType) : [],
    );
  const refuse = (status: number, code: string, headers: Record<string, string> = {}): Faults['examine'] => {
    return (request, response) => {
      if (!isCall(request, 'imageInference')) return false;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      return answerWith(response, status, { errors: [{ code, message: 'No.' }] });
    };
  };
  afterEach(async () => {
    Date.now = clock;
    await cleanUp();
    await simulator.close();
  });

  it('survives a machine that sleeps for hours between two polls, and connections that break meanwhile', async () => {
    let slept = 0;
    const processing = new Set([0, 1, 2, 3]);
    const options = await serve(async (request, response) => {
      if (!isCall(request, 'getResponse') || processing.size === 0) return false;
      processing.delete(slept++);
      Date.now = () => clock() + slept * 8 * HOUR;
      if (slept % 2 === 0) response.socket?.destroy();
      else await Promise.resolve(answerWith(response, 200, { data: [{ status: 'processing' }] }));
      return true;
    });
    const { record } = await start(options);
    assert.deepEqual([record.state, record.errors, slept], ['succeeded', [], 4]);
    assert.equal(simulator.accepted.length, 1);
  });

  it('ends when nothing new arrives, says so, and the run can be resumed', async () => {
    const { backend } = await serve(() => false, { processing: Infinity });
    const { record, directory } = await start(driving(backend, IMPATIENT));
    assert.deepEqual([record.state, record.errors[0]?.code], ['detached', 'patience']);
    assert.ok(calls().length > 10 && calls().length < 200);
    // The same task, which is still not done.
    const again = await resumeRun({ directory, record }, driving(backend, IMPATIENT));
    assert.equal(again.record.state, 'detached');
    assert.equal(simulator.accepted.length, 1);
  });

  it('outlasts a service that is down for longer than the retries of one poll', async () => {
    let left = 3 * 4;
    const options = await serve((request, response) => {
      if (!isCall(request, 'getResponse') || left-- <= 0) return false;
      return answerWith(response, 503, { errors: [{ code: 'x', message: 'Down.' }] });
    });
    const { record } = await start(options);
    assert.equal(record.state, 'succeeded');
    const told = options.lines.filter((line) => line.includes('asking failed'));
    assert.equal(told.length, 9);
    assert.match(told[0] ?? '', /^[0-9a-f-]{36}: asking failed \(Down\.\), again in \d+ ms$/);
  });

  for (const [status, code] of [
    [400, 'invalidOutputFormat'],
    [401, 'invalidApiKey'],
    [402, 'insufficientCredits'],
    [403, 'forbidden'],
    [400, 'invalidProviderContent'],
  ] as const) {
    it(`does not apply to a permanent refusal (${status} ${code}): one submission, no polls`, async () => {
      const options = await serve(refuse(status, code));
      const { record } = await start(options);
      assert.deepEqual([record.state, record.errors[0]?.code], ['failed', code]);
      assert.deepEqual(calls(), ['imageInference']);
    });
  }

  it('resubmits after a full queue, without asking first, a limited number of times', async () => {
    const options = await serve(refuse(429, 'rateLimitExceeded'));
    const { record } = await start(options);
    assert.deepEqual([record.state, record.errors[0]?.class], ['failed', 'rateLimit']);
    assert.deepEqual(calls(), Array(4).fill('imageInference'));
    assert.equal(
      options.lines.filter((line) => /sending failed \(No\.\), going on in \d+ ms/.test(line)).length,
      3,
    );
  });

  for (const status of [408, 500, 503, 504]) {
    it(`asks before it sends again after ${status}`, async () => {
      let sent = 0;
      const options = await serve((request, response) => {
        if (!isCall(request, 'imageInference') || sent++ > 0) return false;
        return answerWith(response, status, { errors: [{ code: 'x', message: 'No.' }] });
      });
      assert.equal((await start(options)).record.state, 'succeeded');
      const asking = ['getResponse', 'getTaskDetails'];
      assert.deepEqual(calls().slice(0, 6), ['imageInference', ...asking, ...asking, 'imageInference']);
    });
  }

  it('waits as long as the service asks, and ends at once when a person stops it', async () => {
    const options = await serve(refuse(429, 'rateLimitExceeded', { 'retry-after': '60' }));
    const warn = (line: string) => {
      options.lines.push(line);
      options.controller.abort();
    };
    const patient = { ...options, pace: { ...QUICK, maxRetryAfter: HOUR }, log: { ...options.log, warn } };
    const { record } = await start(patient);
    assert.match(
      options.lines.find((line) => line.includes('sending failed')) ?? '',
      /going on in 60000 ms$/,
    );
    assert.deepEqual([record.state, record.errors[0]?.code], ['failed', NOT_SENT]);
  });

  it('does not wait as long as the service asks if that is too long', async () => {
    const options = await serve(refuse(429, 'rateLimitExceeded', { 'retry-after': '86400' }));
    const { record } = await start(options);
    assert.deepEqual([record.state, record.errors[0]?.class], ['failed', 'rateLimit']);
    assert.deepEqual(calls(), ['imageInference']);
  });

  it('finds an image whose URL has expired under the one in the archive', async () => {
    const image = await sharp({ create: { width: 2048, height: 2048, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();
    const options = await serve(({ method, path, body }, response) => {
      if (path === '/archived.jpg') {
        response.end(image);
        return true;
      }
      if (method === 'GET') {
        response.writeHead(410).end();
        return true;
      }
      if (!JSON.stringify(body).includes('getTaskDetails')) return false;
      const [{ taskUUID } = { taskUUID: '' }] = body as { taskUUID: string }[];
      const imageURL = new URL('/archived.jpg', simulator.url).href;
      const data = [{ taskType: 'imageInference', taskUUID, imageUUID, imageURL, status: 'success' }];
      return answerWith(response, 200, {
        data: [{ taskType: 'getTaskDetails', taskUUID, response: { data } }],
      });
    });
    let imageUUID = '';
    options.onEach.push(({ record }) => (imageUUID = record.results[0]?.imageUUID ?? ''));
    const { record } = await start(options);
    assert.deepEqual([record.state, record.errors], ['succeeded', []]);
    assert.equal(calls().filter((name) => name === 'getTaskDetails').length, 1);
  });

  it('finds a task in the archive when the service no longer follows it', async () => {
    const options = await serve(
      (request, response) =>
        isCall(request, 'getResponse') &&
        answerWith(response, 404, { errors: [{ code: 'taskNotFound', message: 'Gone.' }] }),
    );
    const { record } = await start(options, 2);
    assert.deepEqual([record.state, record.results.length], ['succeeded', 2]);
    assert.equal(simulator.accepted.length, 1);
  });

  it('ends when the service forgets an accepted task, which can be resumed if the service remembers it', async () => {
    let forgotten = true;
    const options = await serve(
      (request, response) =>
        forgotten &&
        isCall(request, 'getResponse', 'getTaskDetails') &&
        answerWith(response, 404, { errors: [{ code: 'taskNotFound', message: 'Unknown.' }] }),
    );
    const run = await start(options);
    assert.deepEqual([run.record.state, run.record.errors[0]?.class], ['failed', 'notFound']);
    forgotten = false;
    assert.equal((await resumeRun(run, driving(options.backend))).record.state, 'succeeded');
    assert.equal(calls().filter((name) => name === 'imageInference').length, 1);
  });
});
