import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Backend } from '../../../src/backend/port';
import { resumeRun } from '../../../src/run/drive/engine';
import { readRun, type Run, saveRun } from '../../../src/run/record/store';
import type { Faults } from '../../simulator/options';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, IMPATIENT, isCall, QUICK, startRun } from './support';

const UNKNOWN = { errors: [{ code: 'taskNotFound', message: 'No such task.' }] };

async function jpeg(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
}

describe('a run in trouble', () => {
  let simulator: Simulator;
  let backend: Backend;
  const serve = async (
    examine: Faults['examine'] = () => false,
    options: Parameters<typeof startSimulator>[0] = {},
  ) => {
    simulator = await startSimulator({ processing: 0, faults: { examine }, ...options });
    backend = backendFor(simulator);
  };
  const start = async (count = 1, pace = QUICK) =>
    startRun(await temporaryFolder(), newRun({ count }), driving(backend, pace));
  const resumed = (run: Run) => resumeRun(run, driving(backend));
  const imagesOf = async ({ directory }: Run) =>
    (await readdir(directory)).filter((name) => name.startsWith('image')).sort();
  const fetches = () => simulator.requests.filter(({ method }) => method === 'GET').length;
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  describe('with its images', () => {
    it('downloads again when the connection broke', async () => {
      await serve(({ method }, response) => {
        if (method !== 'GET' || fetches() > 1) return false;
        response.writeHead(200, { 'content-length': 100_000 });
        response.write(Buffer.alloc(1000), () => response.destroy());
        return true;
      });
      const { record } = await start();
      assert.deepEqual([record.state, record.errors, fetches()], ['succeeded', [], 2]);
    });

    it('downloads a truncated image again, and never accepts it', async () => {
      const whole = await jpeg(2048, 2048);
      let broken = true;
      await serve(({ method }, response) => {
        if (method !== 'GET' || !broken) return false;
        response.end(whole.subarray(0, whole.length >> 1));
        return true;
      });
      const failed = await start();
      assert.deepEqual([failed.record.state, fetches()], ['detached', 4]);
      assert.equal(failed.record.results[0]?.state, 'pending');
      assert.deepEqual(
        [failed.record.errors[0]?.code, failed.record.errors[0]?.class],
        ['incompleteImage', 'connection'],
      );
      assert.match(failed.record.errors[0]?.message ?? '', /kept as image-1\.refused-1\.jpg/);
      broken = false;
      assert.equal((await resumed(failed)).record.state, 'succeeded');
      assert.deepEqual(await imagesOf(failed), ['image-1.jpg', 'image-1.refused-1.jpg']);
      const kept = await readFile(path.join(failed.directory, 'image-1.refused-1.jpg'));
      assert.ok(kept.equals(whole.subarray(0, whole.length >> 1)));
      assert.equal(simulator.accepted.length, 1);
    });

    it('keeps one whose size is far into the file, and the bytes after its end', async () => {
      const plain = await jpeg(2048, 2048);
      const profile = Buffer.concat([Buffer.from('ffe2fffe', 'hex'), Buffer.alloc(65_532)]);
      const profiles = Array.from({ length: 12 }, () => profile);
      const whole = Buffer.concat([
        plain.subarray(0, 2),
        ...profiles,
        plain.subarray(2),
        Buffer.from('camera'),
      ]);
      await serve(({ method }, response) => {
        if (method !== 'GET') return false;
        response.end(whole);
        return true;
      });
      const { record, directory } = await start();
      assert.deepEqual([record.state, record.results[0]?.width, fetches()], ['succeeded', 2048, 1]);
      assert.ok(whole.equals(await readFile(path.join(directory, 'image-1.jpg'))));
    });

    it('keeps one of another size than asked for, and logs that', async () => {
      const small = await jpeg(64, 32);
      await serve(({ method }, response) => {
        if (method !== 'GET') return false;
        response.end(small);
        return true;
      });
      const options = driving(backend);
      const run = await startRun(await temporaryFolder(), newRun(), options);
      const { record } = run;
      assert.deepEqual([record.state, record.results[0]?.width], ['succeeded', 64]);
      assert.deepEqual(await imagesOf(run), ['image-1.jpg'], 'it is kept once');
      assert.ok(options.lines.some((line) => line.includes('64x32, not 2048x2048 as asked for')));
      // A temporary placeholder is not accepted.
      assert.equal(fetches(), 2);
    });

    it('keeps an image of another size if nothing else arrives', async () => {
      const small = await jpeg(64, 32);
      await serve(({ method }, response) => {
        if (method !== 'GET') return false;
        if (fetches() === 1) response.end(small);
        else response.writeHead(410).end();
        return true;
      });
      const run = await start();
      assert.equal(run.record.results[0]?.state, 'failed');
      assert.ok(small.equals(await readFile(path.join(run.directory, 'image-1.refused-1.jpg'))));
    });

    it('keeps a few of the pages that arrive instead of an image, each once, and never as the image', async () => {
      let isPage = true;
      await serve(({ method }, response) => {
        if (method !== 'GET' || !isPage) return false;
        response.end(`<h1>Maintenance ${fetches() >> 1}</h1>`);
        return true;
      });
      const failed = await start();
      for (let attempt = 0; attempt < 3; attempt++) await resumed(failed);
      const pages = [1, 2, 3, 4].map((number) => `image-1.refused-${number}.bin`);
      assert.deepEqual(await imagesOf(failed), pages);
      isPage = false;
      assert.equal((await resumed(failed)).record.state, 'succeeded');
      assert.deepEqual(await imagesOf(failed), ['image-1.jpg', ...pages]);
    });

    it('sets aside an incomplete file with the name of an image', async () => {
      let isPage = true;
      await serve(({ method }, response) => {
        if (method !== 'GET' || !isPage) return false;
        response.writeHead(503).end();
        return true;
      });
      const failed = await start();
      await writeFile(path.join(failed.directory, 'image-1.jpg'), 'all that is left');
      isPage = false;
      assert.equal((await resumed(failed)).record.state, 'succeeded');
      assert.deepEqual(await imagesOf(failed), ['image-1.jpg', 'image-1.refused-1.bin']);
      const kept = await readFile(path.join(failed.directory, 'image-1.refused-1.bin'), 'utf8');
      assert.equal(kept, 'all that is left');
    });

    it('accepts only the right image after a temporary placeholder', async () => {
      const small = await jpeg(64, 32);
      await serve(({ method }, response) => {
        if (method !== 'GET' || fetches() > 1) return false;
        response.end(small);
        return true;
      });
      const run = await start();
      const { record } = run;
      assert.deepEqual([record.state, record.results[0]?.width, fetches()], ['succeeded', 2048, 2]);
      assert.deepEqual(await imagesOf(run), ['image-1.jpg', 'image-1.refused-1.jpg']);
    });

    it('asks for a new URL when one has expired', async () => {
      await serve(({ method }, response) => {
        if (method !== 'GET' || fetches() > 1) return false;
        response.writeHead(410).end();
        return true;
      });
      const { record } = await start();
      assert.deepEqual([record.state, fetches()], ['succeeded', 2]);
    });

    it('fails when an image is gone, and can be resumed', async () => {
      let gone = true;
      await serve(({ method }, response) => {
        if (method !== 'GET' || !gone) return false;
        response.writeHead(410).end();
        return true;
      });
      const failed = await start();
      assert.deepEqual([failed.record.state, failed.record.errors[0]?.class], ['failed', 'notFound']);
      // As first reported, as reported when asked again, and as archived.
      assert.equal(fetches(), 3);
      gone = false;
      assert.equal((await resumed(failed)).record.state, 'succeeded');
    });
  });

  describe('with the replies about it', () => {
    for (const [status, code] of [
      [400, 'invalidRequest'],
      [402, 'insufficientCredits'],
      [500, 'internalError'],
    ] as const) {
      it(`is detached, never failed, when polls are answered with ${status}`, async () => {
        let broken = true;
        await serve((request, response) => {
          if (!isCall(request, 'getResponse') || !broken) return false;
          return answerWith(response, status, { errors: [{ code, message: 'No.' }] });
        });
        const detached = await start(1, IMPATIENT);
        assert.deepEqual([detached.record.state, detached.record.errors[0]?.code], ['detached', code]);
        broken = false;
        assert.equal((await resumed(detached)).record.state, 'succeeded');
        assert.equal(simulator.accepted.length, 1);
      });
    }

    it("fails when the generation failed, whatever the error's code suggests", async () => {
      await serve((request, response) => {
        if (!isCall(request, 'getResponse')) return false;
        return answerWith(response, 200, { errors: [{ code: 'timeoutProvider', status: 'error' }] });
      });
      const { record } = await start();
      assert.deepEqual([record.state, record.errors[0]?.code], ['failed', 'timeoutProvider']);
    });

    it('waits for images that are not listed until they are done', async () => {
      let asked = 0;
      await serve((request) => {
        if (isCall(request, 'getResponse')) asked++;
        return false;
      });
      const poll = backend.poll.bind(backend);
      backend.poll = async (...args) => {
        const snapshot = await poll(...args);
        return { ...snapshot, pending: 0, results: snapshot.results.slice(0, asked < 12 ? 1 : 3) };
      };
      const { record } = await start(3);
      assert.deepEqual([record.state, record.results.length], ['succeeded', 3]);
    });

    it('waits for images that are not listed after an early error, and keeps them', async () => {
      await serve(() => false, { processing: 0 });
      const error = { code: 'providerError', class: 'provider', message: '', parameters: [] } as const;
      const poll = backend.poll.bind(backend);
      let asked = 0;
      backend.poll = async (...args) => {
        const { results, ...snapshot } = await poll(...args);
        const listed = asked++ < 50 ? [] : results.slice(0, 3);
        return { ...snapshot, pending: 0, errors: [error], results: listed };
      };
      const { record } = await start(4);
      assert.equal(record.state, 'partial');
      assert.equal(record.results.filter(({ state }) => state === 'saved').length, 3);
    });

    it('can be resumed when images are not listed for longer than it waits', async () => {
      await serve();
      const error = { code: 'providerError', class: 'provider', message: '', parameters: [] } as const;
      const poll = backend.poll.bind(backend);
      backend.poll = async (...args) => ({
        ...(await poll(...args)),
        pending: 0,
        errors: [error],
        results: [],
      });
      const left = await start(4, IMPATIENT);
      assert.equal(left.record.state, 'detached');
      backend.poll = poll;
      assert.equal((await resumed(left)).record.state, 'succeeded');
    });

    it('keeps one image for each that was asked for, whatever UUIDs each reply uses', async () => {
      await serve(() => false, { processing: (index) => index * 30 });
      const poll = backend.poll.bind(backend);
      let replies = 0;
      backend.poll = async (...args) => {
        const { results, ...snapshot } = await poll(...args);
        replies++;
        const renamed = results.map((result) => ({ ...result, imageUUID: `${replies}-${result.imageUUID}` }));
        // Each of them is also listed twice.
        return { ...snapshot, results: [...renamed, ...results].slice(0, 20) };
      };
      const { record, directory } = await start(3);
      assert.deepEqual([record.state, record.results.length], ['succeeded', 3]);
      assert.equal(new Set(record.results.map(({ seed }) => seed)).size, 3);
      const images = readdirSync(directory).filter((name) => name.startsWith('image-'));
      assert.deepEqual(images, ['image-1.jpg', 'image-2.jpg', 'image-3.jpg']);
    });

    it('downloads a known image once it is listed again', async () => {
      await serve();
      const done = await start(2);
      for (const { file } of done.record.results) rmSync(path.join(done.directory, file ?? ''));
      const results = done.record.results.map((result) => ({
        ...result,
        state: 'pending' as const,
        file: null,
      }));
      const left: Run = { ...done, record: { ...done.record, state: 'waiting', results } };
      await saveRun(left);
      const poll = backend.poll.bind(backend);
      let asked = 0;
      backend.poll = async (...args) => {
        const { results: all, ...snapshot } = await poll(...args);
        return { ...snapshot, results: asked++ < 5 ? all.slice(1) : all };
      };
      const { record } = await resumed(left);
      assert.deepEqual(
        record.results.map(({ state, file }) => [state, file]),
        [
          ['saved', 'image-1.jpg'],
          ['saved', 'image-2.jpg'],
        ],
      );
    });

    it('waits for pending images even when errors are listed twice', async () => {
      await serve();
      const error = { code: 'providerError', class: 'provider', message: '', parameters: [] } as const;
      const poll = backend.poll.bind(backend);
      let asked = 0;
      backend.poll = async (...args) => {
        const whole = { ...(await poll(...args)), errors: [error, error] };
        return asked++ < 6 ? { ...whole, results: [], pending: 1 } : whole;
      };
      const { record } = await start(2);
      assert.equal(record.results.filter(({ state }) => state === 'saved').length, 2);
    });

    it('keeps its images when the service forgets the task', async () => {
      let forgotten = false;
      await serve(
        (request, response) =>
          forgotten && isCall(request, 'getResponse', 'getTaskDetails') && answerWith(response, 404, UNKNOWN),
        { processing: (index) => (index < 2 ? 0 : Infinity) },
      );
      const options = driving(backend);
      options.onEach.push(({ record }) => {
        forgotten ||= record.results.filter(({ state }) => state === 'saved').length === 2;
      });
      const { record } = await startRun(await temporaryFolder(), newRun({ count: 3 }), options);
      assert.deepEqual([record.state, record.errors[0]?.class], ['partial', 'notFound']);
      assert.equal(record.results.filter(({ state }) => state === 'saved').length, 2);
    });

    it('is not lost when the service lists accepted tasks late', async () => {
      let asked = 0;
      await serve(
        (request, response) =>
          isCall(request, 'getResponse', 'getTaskDetails') &&
          asked++ < 4 &&
          answerWith(response, 404, UNKNOWN),
      );
      assert.equal((await start()).record.state, 'succeeded');
    });
  });

  describe('with its submission', () => {
    /** A run that was sent by a window which closed before it could record that. */
    const interrupted = async () => {
      const init = newRun();
      const run = await createRun(await temporaryFolder(), init);
      await backend.submit(init.task, new AbortController().signal);
      return run;
    };
    const behind = (refusal: object | undefined) => {
      let asked = 0;
      let sent = 0;
      return serve((request, response) => {
        if (refusal && isCall(request, 'imageInference') && sent++ > 0) {
          return answerWith(response, 400, { errors: [refusal] });
        }
        const early = isCall(request, 'getResponse', 'getTaskDetails') && asked++ < 4;
        return early && answerWith(response, 404, UNKNOWN);
      });
    };

    it('continues when it turns out at the second submission that the task is there', async () => {
      await behind(undefined);
      const { record } = await resumed(await interrupted());
      assert.deepEqual([record.state, simulator.accepted.length], ['succeeded', 1]);
    });

    it('is not sent again when only a proxy says that the task is unknown', async () => {
      let isBlocked = true;
      await serve((request, response) => {
        if (!isBlocked || !isCall(request, 'getResponse', 'getTaskDetails')) return false;
        response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
        return true;
      });
      const run = await interrupted();
      const detached = await resumed(run);
      assert.deepEqual([detached.record.state, simulator.submissions], ['detached', 1]);
      isBlocked = false;
      assert.equal((await resumed(detached)).record.state, 'succeeded');
      assert.equal(simulator.submissions, 1);
    });

    it('recognizes by the field in the error that the task is there', async () => {
      await behind({ code: 'conflict', message: 'Used.', parameter: 'taskUUID' });
      assert.equal((await resumed(await interrupted())).record.state, 'succeeded');
    });

    it('does not confuse another conflict with its own task', async () => {
      await behind({ code: 'conflictPositivePrompt', message: 'No.', parameter: 'positivePrompt' });
      const { record } = await resumed(await interrupted());
      assert.deepEqual([record.state, record.errors[0]?.code], ['failed', 'conflictPositivePrompt']);
    });

    it('fails when the UUID of a task that was never sent is taken', async () => {
      await serve();
      const init = newRun();
      await backend.submit(init.task, new AbortController().signal);
      const { record } = await startRun(await temporaryFolder(), init, driving(backend));
      assert.deepEqual([record.state, record.errors[0]?.code], ['failed', 'conflictTaskUUID']);
    });

    it('says that nothing was sent when it was stopped before that', async () => {
      await serve();
      const options = driving(backend);
      options.controller.abort();
      const { record } = await startRun(await temporaryFolder(), newRun(), options);
      assert.equal(record.state, 'failed');
      assert.deepEqual([record.errors[0]?.class, record.errors[0]?.code], ['aborted', 'notSent']);
      assert.match(record.errors[0]?.message ?? '', /before anything was sent/);
      assert.equal(simulator.requests.length, 0);
    });
  });

  describe('with the disk', () => {
    it('shows that it cannot be recorded, and is resumed when the disk works again', async () => {
      await serve();
      const options = driving(backend);
      let place = '';
      options.onEach.push(({ record, directory }) => {
        if (record.state !== 'waiting' || place !== '') return;
        place = path.join(directory, 'run.json');
        renameSync(place, `${place}.away`);
        mkdirSync(place);
      });
      const shown = await startRun(await temporaryFolder(), newRun(), options);
      assert.deepEqual(
        [shown.record.state, shown.record.errors[0]?.class, shown.record.errors[0]?.code],
        ['detached', 'disk', 'EISDIR'],
      );
      assert.equal(options.states.at(-1), 'detached');
      rmdirSync(place);
      renameSync(`${place}.away`, place);
      const run = await readRun(path.dirname(place));
      assert.equal(run?.record.state, 'waiting');
      assert.equal((await resumed(run)).record.state, 'succeeded');
      assert.equal(simulator.accepted.length, 1);
    });

    it('says that its folder is gone when it was deleted, and not that another window has the run', async () => {
      await serve();
      const options = driving(backend);
      options.onEach.push(({ record, directory }) => {
        if (record.state === 'waiting') rmSync(directory, { recursive: true, force: true });
      });
      const { record } = await startRun(await temporaryFolder(), newRun(), options);
      assert.deepEqual([record.state, record.errors[0]?.class], ['detached', 'disk']);
      assert.match(record.errors[0]?.message ?? '', /folder of the run is gone/);
    });
  });

  it('logs its start, acceptance and end, with its results', async () => {
    await serve();
    const options = driving(backend);
    const { record } = await startRun(await temporaryFolder(), newRun({ count: 2 }), options);
    const words = options.lines.map((line) => line.replace(`${record.taskUUID}: `, ''));
    assert.match(words[0] ?? '', /^started: 2 image\(s\)$/);
    assert.deepEqual(words.slice(1), ['accepted', 'succeeded: 2 of 2 image(s), $0.12']);
    assert.ok(!options.lines.join().includes(simulator.apiKey));
  });
});
