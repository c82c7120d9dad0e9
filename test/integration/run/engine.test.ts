import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { proofBackend } from '../../../src/backend/proof/backend';
import { expectedOf, resumeRun } from '../../../src/run/drive/engine';
import { costOf } from '../../../src/run/record/record';
import { readRun, saveRun } from '../../../src/run/record/store';
import { localError, ServiceError } from '../../../src/task/errors';
import { FORBIDDEN_KEY, type ReceivedRequest } from '../../simulator/options';
import { startSimulator, type Simulator } from '../../simulator/server';
import { PROMPT } from '../../support/tasks';
import { cleanUp, listRuns, newRun, temporaryFolder } from '../../support/runs';
import { backendFor, driving, isCall, startRun } from './support';

/** Retries until the service is back, however long it takes to start. */
const PATIENT = { first: 10, factor: 1, longest: 10, attempts: Infinity };

function promptSaying(words: string) {
  return { ...PROMPT, high_level_description: words };
}

function sentTasks(simulator: Simulator): unknown[] {
  return simulator.requests
    .flatMap(({ body }: ReceivedRequest) => (Array.isArray(body) ? (body as Record<string, unknown>[]) : []))
    .filter((task) => task['taskType'] === 'imageInference');
}

describe('a run at the service', () => {
  let simulator: Simulator;
  const start = async (options: Parameters<typeof startSimulator>[0] = {}) => {
    simulator = await startSimulator({ processing: 0, ...options });
    return simulator;
  };
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  for (const format of ['JPG', 'PNG', 'WEBP'] as const) {
    it(`saves its ${format} images with seeds and costs`, async () => {
      await start();
      const folder = await temporaryFolder();
      const options = driving(backendFor(simulator));
      const init = newRun({ count: 3, format, width: 1664, height: 2496 });
      const { record, directory } = await startRun(folder, init, options);
      assert.equal(record.state, 'succeeded');
      assert.deepEqual(options.states, ['queued', 'submitting', 'waiting', 'downloading', 'succeeded']);
      assert.equal(new Set(record.results.map(({ seed }) => seed)).size, 3);
      assert.equal(costOf(record), 0.18);
      for (const { file, width, height } of record.results) {
        const image = await sharp(path.join(directory, file ?? '')).metadata();
        assert.deepEqual([image.width, image.height], [1664, 2496]);
        assert.deepEqual([width, height], [1664, 2496]);
        assert.equal(image.format, { JPG: 'jpeg', PNG: 'png', WEBP: 'webp' }[format]);
      }
    });
  }

  it('is on disk before anything is sent, and keeps the prompt as it was', async () => {
    const folder = await temporaryFolder();
    let seen: string[] | undefined;
    await start({
      faults: {
        examine: async () => {
          seen ??= await readdir(folder, { recursive: true });
          return false;
        },
      },
    });
    const init = { ...newRun(), documentText: '{ "odd" :  "spacing" }\r\n' };
    const { directory, record } = await startRun(folder, init, driving(backendFor(simulator)));
    assert.ok(seen?.some((name) => name.endsWith('run.json')));
    assert.equal(await readFile(path.join(directory, record.promptFile), 'utf8'), init.documentText);
  });

  it('sends one task without $schema, and never stores the key', async () => {
    await start();
    const folder = await temporaryFolder();
    const prompt = { $schema: 'https://example.test/schema.json', ...PROMPT };
    const { directory } = await startRun(folder, newRun({}, prompt), driving(backendFor(simulator)));
    assert.equal(sentTasks(simulator).length, 1);
    assert.ok(!JSON.stringify(sentTasks(simulator)).includes('$schema'));
    for (const name of await readdir(directory)) {
      const content = await readFile(path.join(directory, name), 'latin1');
      assert.ok(!content.includes(simulator.apiKey), `${name} holds the key`);
    }
  });

  it('records two images and one error as such', async () => {
    await start();
    const init = newRun({ count: 3 }, promptSaying('partial-trigger'));
    const { record } = await startRun(await temporaryFolder(), init, driving(backendFor(simulator)));
    assert.equal(record.state, 'partial');
    assert.equal(record.results.filter(({ state }) => state === 'saved').length, 2);
    assert.deepEqual(
      record.errors.map((error) => error.class),
      ['provider'],
    );
  });

  it('shows each image as it arrives', async () => {
    await start({ processing: (index) => (index < 2 ? 0 : Infinity) });
    const options = driving(backendFor(simulator));
    let arrived = 0;
    options.onEach.push(({ record }) => {
      arrived = record.results.filter(({ state }) => state === 'saved').length;
      if (arrived === 2) options.controller.abort();
    });
    const { record } = await startRun(await temporaryFolder(), newRun({ count: 3 }), options);
    assert.equal(arrived, 2);
    assert.equal(record.state, 'detached');
  });

  for (const [key, errorClass] of [
    ['wrong-key', 'auth'],
    [FORBIDDEN_KEY, 'auth'],
  ] as const) {
    it(`fails with the service's message for the key "${key}"`, async () => {
      await start();
      const folder = await temporaryFolder();
      const { record } = await startRun(folder, newRun(), driving(backendFor(simulator, key)));
      assert.equal(record.state, 'failed');
      assert.equal(record.errors[0]?.class, errorClass);
      assert.notEqual(record.errors[0].message, '');
      assert.equal(simulator.accepted.length, 0);
    });
  }

  it('fails when the balance is too low', async () => {
    await start({ balance: 0.01 });
    const { record } = await startRun(await temporaryFolder(), newRun(), driving(backendFor(simulator)));
    assert.equal(record.state, 'failed');
    assert.equal(record.errors[0]?.class, 'quota');
  });

  it('fails when the content is refused', async () => {
    await start();
    const init = newRun({ count: 2 }, promptSaying('blocked-trigger'));
    const { record } = await startRun(await temporaryFolder(), init, driving(backendFor(simulator)));
    assert.equal(record.state, 'failed');
    assert.equal(record.errors[0]?.class, 'safety');
  });

  it('fails, with nothing sent, when the service cannot be reached in any attempt', async () => {
    await start();
    const backend = backendFor(simulator);
    await simulator.close();
    const { record } = await startRun(await temporaryFolder(), newRun(), driving(backend));
    assert.equal(record.state, 'failed');
    assert.equal(record.errors[0]?.class, 'connection');
  });

  it('is sent once when the service can be reached again a moment later', async () => {
    const { port } = await start();
    const options = driving(backendFor(simulator));
    await simulator.close();
    let back: Promise<Simulator> | undefined;
    const log = {
      ...options.log,
      warn: (line: string) => {
        back ??= start({ port });
        options.log.warn(line);
      },
    };
    const pace = { ...options.pace, retry: { ...options.pace.retry, connection: PATIENT } };
    const { record } = await startRun(await temporaryFolder(), newRun(), { ...options, log, pace });
    assert.ok(back);
    await back;
    assert.deepEqual([record.state, simulator.submissions], ['succeeded', 1]);
    assert.match(options.lines.join('\n'), /sending failed \(.*ECONNREFUSED/);
  });

  it('asks twice before it sends again after a broken connection', async () => {
    let dropped = 0;
    await start({
      faults: {
        examine: (request, response) => {
          if (!isCall(request, 'imageInference') || dropped > 0) return false;
          dropped++;
          response.socket?.destroy();
          return true;
        },
      },
    });
    const { record } = await startRun(await temporaryFolder(), newRun(), driving(backendFor(simulator)));
    assert.equal(record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
    const kinds = simulator.requests
      .flatMap(({ body }) => (Array.isArray(body) ? (body as { taskType: string }[]) : []))
      .map(({ taskType }) => taskType);
    const asking = ['getResponse', 'getTaskDetails'];
    assert.deepEqual(kinds.slice(0, 6), ['imageInference', ...asking, ...asking, 'imageInference']);
  });

  it('does not send again when the reply was lost but the task had arrived', async () => {
    await start();
    const real = backendFor(simulator);
    const init = newRun();
    // The reply to the first submission never arrives: the client sees only a broken connection.
    let sendings = 0;
    const backend = {
      id: real.id,
      address: real.address,
      submit: async (...args: Parameters<typeof real.submit>) => {
        sendings++;
        await real.submit(...args);
        throw new ServiceError([localError('connection', 'ECONNRESET', 'The connection broke.')]);
      },
      poll: real.poll.bind(real),
      recall: real.recall.bind(real),
      download: real.download.bind(real),
    };
    const { record } = await startRun(await temporaryFolder(), init, driving(backend));
    assert.equal(record.state, 'succeeded');
    assert.equal(sendings, 1);
    assert.equal(simulator.accepted.length, 1);
  });

  it('waits until a full queue has space', async () => {
    let refusals = 2;
    await start({
      faults: {
        examine: (request, response) => {
          if (!isCall(request, 'imageInference') || refusals-- <= 0) return false;
          response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '0' });
          response.end(JSON.stringify({ errors: [{ code: 'rateLimitExceeded', message: 'Queue full' }] }));
          return true;
        },
      },
    });
    const { record } = await startRun(await temporaryFolder(), newRun(), driving(backendFor(simulator)));
    assert.equal(record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  });

  it('is detached when the wait is ended, and resumed to its end without being sent again', async () => {
    await start({ processing: 50 });
    const folder = await temporaryFolder();
    const backend = backendFor(simulator);
    const options = driving(backend);
    options.onEach.push(({ record }) => {
      if (record.state === 'waiting') options.controller.abort();
    });
    const stopped = await startRun(folder, newRun(), options);
    assert.equal(stopped.record.state, 'detached');
    assert.equal(stopped.record.errors[0]?.class, 'aborted');
    const resumed = await resumeRun(stopped, driving(backend));
    assert.equal(resumed.record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  });

  it('is resumed after its window closed during the submission', async () => {
    await start();
    const folder = await temporaryFolder();
    const backend = backendFor(simulator);
    const options = driving(backend);
    const stopped = new Promise<void>((resolve) => {
      options.onEach.push(() => resolve());
    });
    const whole = startRun(folder, newRun(), options);
    await stopped;
    await whole;
    const [known] = await listRuns(folder);
    assert.ok(known);
    const { directory } = known;
    await saveRun({
      directory,
      record: { ...known.record, state: 'submitting', accepted: false, results: [] },
    });
    const { record } = await resumeRun(known, driving(backend));
    assert.equal(record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  });

  it('keeps the other images when one cannot be downloaded, and downloads it when resumed', async () => {
    let broken = true;
    await start({
      faults: {
        examine: ({ method }, response) => {
          if (method !== 'GET' || !broken) return false;
          response.writeHead(500);
          response.end();
          return true;
        },
      },
    });
    const folder = await temporaryFolder();
    const backend = backendFor(simulator);
    const failed = await startRun(folder, newRun(), driving(backend));
    assert.equal(failed.record.state, 'detached');
    assert.equal(failed.record.errors[0]?.class, 'connection');
    assert.equal(failed.record.results[0]?.state, 'pending');
    broken = false;
    const { record } = await resumeRun(failed, driving(backend));
    assert.equal(record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  });

  it('collects the missing images of a record of the first version, which lacks `accepted`', async () => {
    await start();
    const backend = backendFor(simulator);
    const { directory, record } = await startRun(await temporaryFolder(), newRun(), driving(backend));
    const { accepted, ...early } = record;
    const [result] = record.results;
    assert.ok(accepted && result?.file);
    await rm(path.join(directory, result.file));
    const missing = { ...early, state: 'failed', results: [{ ...result, state: 'failed', file: null }] };
    await writeFile(path.join(directory, 'run.json'), JSON.stringify(missing));
    const known = await readRun(directory);
    assert.ok(known);
    assert.equal((await resumeRun(known, driving(backend))).record.state, 'succeeded');
    assert.equal(simulator.accepted.length, 1);
  });

  it('rejects a file that is not an image', async () => {
    await start({
      faults: {
        examine: ({ method }, response) => {
          if (method !== 'GET') return false;
          response.writeHead(200, { 'content-type': 'image/jpeg' });
          response.end('<html>Sign in</html>');
          return true;
        },
      },
    });
    const folder = await temporaryFolder();
    const { record, directory } = await startRun(folder, newRun(), driving(backendFor(simulator)));
    assert.deepEqual([record.state, record.errors[0]?.code], ['detached', 'notAnImage']);
    assert.equal(record.results[0]?.state, 'pending');
    assert.deepEqual((await readdir(directory)).sort(), [
      'image-1.refused-1.bin',
      'prompt.structured-prompt.json',
      'run.json',
    ]);
  });
});

describe('a proof', () => {
  afterEach(cleanUp);

  it('is drawn offline, once, and is always the same', async () => {
    const folder = await temporaryFolder();
    const init = { ...newRun({ count: 3 }), backend: 'proof' as const };
    const proof = () =>
      startRun(folder, { ...init, expected: expectedOf('proof', init.task) }, driving(proofBackend));
    const [first, second] = [await proof(), await proof()];
    assert.equal(first.record.state, 'succeeded');
    assert.equal(first.record.results.length, 1);
    const svg = await readFile(path.join(first.directory, 'image-1.svg'), 'utf8');
    assert.match(svg, /^<svg/);
    assert.equal(await readFile(path.join(second.directory, 'image-1.svg'), 'utf8'), svg);
    assert.equal((await listRuns(folder)).length, 2);
  });

  it('is refused with a reason for a sentence', async () => {
    const init = newRun();
    const task = { ...init.task, positivePrompt: 'A boat', settings: {} };
    const run = await startRun(
      await temporaryFolder(),
      { ...init, backend: 'proof', task },
      driving(proofBackend),
    );
    assert.equal(run.record.state, 'failed');
    assert.match(run.record.errors[0]?.message ?? '', /no layout to draw/);
    assert.deepEqual(await readRun(run.directory), run);
  });
});
