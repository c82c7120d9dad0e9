import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { TaskSnapshot } from '../../../src/backend/port';
import { ServiceError } from '../../../src/task/errors';
import type { ImageTask } from '../../../src/task/types';
import { always, type Scripted, startScripted, taskOf } from './server';

/** Tasks with different UUIDs, the first ending with 0. */
function tasks(count: number, members: Partial<ImageTask> = {}): ImageTask[] {
  return Array.from({ length: count }, (_, index) => ({
    ...taskOf(),
    ...members,
    taskUUID: `6f9c3f6e-0c8b-4f5e-9d0a-1c2b3a4d5e${String(index).padStart(2, '0')}`,
  }));
}

function imageOf(taskUUID: string): object {
  return { taskUUID, imageUUID: `image of ${taskUUID}`, imageURL: `https://x.test/${taskUUID}.jpg` };
}

function isSnapshot(answer: unknown): answer is TaskSnapshot {
  return typeof answer === 'object' && answer !== null && 'results' in answer;
}

/** The result of a poll: the images, or the code of the failure. */
function brief(settled: PromiseSettledResult<unknown>): string {
  if (settled.status === 'fulfilled' && isSnapshot(settled.value)) {
    const { results, errors, pending } = settled.value;
    return [...results.map(({ imageUUID }) => imageUUID), ...errors.map(({ code }) => code), pending].join();
  }
  assert.ok(settled.status === 'rejected' && settled.reason instanceof ServiceError);
  return settled.reason.errors[0].code;
}

describe('several tasks that are polled at the same moment', () => {
  let server: Scripted;
  /** The UUIDs in each request, in order. */
  let asked: string[][] = [];
  let answer: (uuids: readonly string[], response: ServerResponse) => void;
  before(async () => {
    server = await startScripted();
  });
  after(() => server.close());
  beforeEach(() => {
    asked = [];
    server.answer = (request, response) => {
      void json(request).then((body) => {
        const uuids = (body as { taskType: string; taskUUID: string }[]).map(({ taskType, taskUUID }) => {
          assert.equal(taskType, 'getResponse');
          return taskUUID;
        });
        asked.push(uuids);
        answer(uuids, response);
      });
    };
  });

  const reply = (response: ServerResponse, status: number, body: unknown) =>
    always(status, body)(undefined as never, response);
  const whole = (uuids: readonly string[], response: ServerResponse) =>
    reply(response, 200, { data: uuids.map(imageOf) });
  const poll = async (of: readonly ImageTask[]) =>
    (await Promise.allSettled(of.map((task) => server.backend.poll(task, new AbortController().signal)))).map(
      brief,
    );
  const good = ({ taskUUID }: ImageTask) => `image of ${taskUUID},0`;

  it('are polled in one request, and each gets its own reply', async () => {
    answer = (uuids, response) => {
      const [first = '', second = '', third = '', fourth = ''] = uuids;
      reply(response, 200, {
        data: [imageOf(third), { taskUUID: second, status: 'processing' }, imageOf(first.toUpperCase())],
        errors: [
          { taskUUID: fourth, code: 'taskNotFound' },
          { taskUUID: third, code: 'providerError', status: 'error' },
        ],
      });
    };
    const [a, b, c, d] = tasks(4) as [ImageTask, ImageTask, ImageTask, ImageTask];
    assert.deepEqual(await poll([a, b, c, d]), [
      `image of ${a.taskUUID.toUpperCase()},0`,
      '1',
      `image of ${c.taskUUID},providerError,0`,
      'taskNotFound',
    ]);
    assert.equal(asked.length, 1);
  });

  it('are polled once each, for any number of callers', async () => {
    answer = whole;
    const [a, b] = tasks(2) as [ImageTask, ImageTask];
    assert.deepEqual(await poll([a, b, a]), [good(a), good(b), good(a)]);
    assert.deepEqual(asked, [[a.taskUUID, b.taskUUID]]);
  });

  it('are at most twenty per request, and fewer when their images are within the reply', async () => {
    answer = whole;
    await poll(tasks(45));
    assert.deepEqual(
      asked.map(({ length }) => length),
      [20, 20, 5],
    );
    asked = [];
    await poll(tasks(5, { outputType: 'base64Data', numberResults: 10 }));
    assert.deepEqual(
      asked.map(({ length }) => length),
      [2, 2, 1],
    );
  });

  for (const [words, status, body] of [
    ['is answered for the first alone', 200, undefined],
    ['is refused without a name', 400, { errors: [{ code: 'invalidRequest', message: 'No.' }] }],
    ['is answered with a page', 200, '<p>'],
    ['is not found, without a word', 404, ''],
    ['is answered without a word', 200, {}],
    ['brings an image of nobody knows whom', 200, { data: [{ imageURL: 'https://x.test/a.jpg' }] }],
    ['brings a failure of nobody knows whom', 200, { errors: [{ code: 'invalidProviderContent' }] }],
    ['is too large', 200, { data: [[]], padding: Array(2 ** 21).fill(1) }],
  ] as const) {
    it(`are polled alone when a request for several ${words}`, async () => {
      answer = (uuids, response) => {
        if (uuids.length === 1) whole(uuids, response);
        else reply(response, status, body ?? { data: uuids.slice(0, 1).map(imageOf) });
      };
      const all = tasks(3);
      assert.deepEqual(await poll(all), all.map(good));
      assert.equal(asked.length, body === undefined ? 3 : 4);
    });
  }

  for (const [words, status, body, code] of [
    ['a full queue', 429, '', 'http429'],
    ['a wrong key', 401, { errors: [{ code: 'invalidApiKey' }] }, 'invalidApiKey'],
    ['a service that is down', 503, '<p>', 'http503'],
    [
      'a passing failure without a name',
      200,
      { errors: [{ code: 'serviceUnavailable' }] },
      'serviceUnavailable',
    ],
  ] as const) {
    it(`all report ${words}, once`, async () => {
      answer = (_uuids, response) => reply(response, status, body);
      assert.deepEqual(await poll(tasks(3)), [code, code, code]);
      assert.equal(asked.length, 1);
    });
  }

  it('all report a broken connection, and are not polled again', async () => {
    answer = (_uuids, response) => response.destroy();
    assert.equal(new Set(await poll(tasks(3))).size, 1);
    assert.equal(asked.length, 1);
  });

  it('are not affected by one that makes requests fail: it is polled alone until that succeeds', async () => {
    const all = tasks(4);
    const [poison, ...others] = all as [ImageTask, ...ImageTask[]];
    let isPoisonous = true;
    answer = (uuids, response) => {
      const fails = isPoisonous && uuids.includes(poison.taskUUID);
      if (fails) reply(response, 400, { errors: [{ code: 'invalidTask' }] });
      else whole(uuids, response);
    };
    const sick = ['invalidTask', ...others.map(good)];
    assert.deepEqual(await poll(all), sick);
    asked = [];
    assert.deepEqual(await poll(all), sick);
    assert.deepEqual(asked.map(({ length }) => length).sort(), [1, 3]);
    isPoisonous = false;
    assert.deepEqual(await poll(all), all.map(good));
    asked = [];
    assert.deepEqual(await poll(all), all.map(good));
    assert.equal(asked.length, 1);
  });

  it('continue when the wait for one of them ends, which is at once', async () => {
    const [a, b] = tasks(2) as [ImageTask, ImageTask];
    const controller = new AbortController();
    let aborted: Promise<unknown> = Promise.resolve();
    answer = (uuids, response) => {
      controller.abort();
      void aborted.then(() => whole(uuids, response));
    };
    aborted = server.backend.poll(a, controller.signal).catch(String);
    const [other] = await poll([b]);
    assert.match(String(await aborted), /The wait was ended/);
    assert.equal(other, good(b));
  });

  it('are not polled when all waits for them have ended', async () => {
    const controller = new AbortController();
    const asking = tasks(2).map((task) => server.backend.poll(task, controller.signal).catch(String));
    controller.abort();
    for (const words of await Promise.all(asking)) assert.ok(words === 'ServiceError: The wait was ended.');
    answer = whole;
    await poll(tasks(1));
    assert.equal(asked.length, 1);
  });
});
