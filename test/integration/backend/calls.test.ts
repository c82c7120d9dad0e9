import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { createDispatcher } from '../../../src/backend/runware/dispatcher';
import type { ImageTask } from '../../../src/task/types';
import { always, failureOf, NEVER, startScripted, type Scripted, TASK_UUID, taskOf } from './server';

const ACCEPTED = { data: [{ taskType: 'imageInference', taskUUID: TASK_UUID }] };

describe('a call to the service', () => {
  let server: Scripted;
  before(async () => {
    server = await startScripted();
  });
  after(() => server.close());

  const submit = () => server.backend.submit(taskOf(), NEVER);
  const poll = () => server.backend.poll(taskOf(), NEVER);
  const recall = () => server.backend.recall(taskOf(), NEVER);

  it('is an array of one task, with the key only in the header', async () => {
    let seen: IncomingMessage | undefined;
    let body = '';
    server.answer = (request, response) => {
      seen = request;
      void text(request).then((sent) => {
        body = sent;
        always(200, ACCEPTED)(request, response);
      });
    };
    await submit();
    assert.equal(`${seen?.method ?? ''} ${seen?.url ?? ''}`, 'POST /v1');
    assert.equal(seen?.headers.authorization, 'Bearer the-secret-key');
    assert.equal(seen.headers['content-type'], 'application/json');
    assert.deepEqual(JSON.parse(body), [taskOf()]);
    assert.ok(!body.includes('the-secret-key'));
  });

  it('removes the key when a reply repeats it', async () => {
    const message = 'The key the-secret-key is not valid.';
    server.answer = always(401, { errors: [{ code: 'invalidAPIKey', message }] });
    assert.equal((await failureOf(submit())).message, 'The key [API key] is not valid.');
    const data = [{ taskUUID: TASK_UUID, status: 'error', error: { message } }];
    server.answer = always(200, { data });
    assert.ok(!JSON.stringify(await poll()).includes('the-secret-key'));
    const spelled = '\\u0074he-secret-key';
    server.answer = always(200, `{"data":[{"taskUUID":"${TASK_UUID}","${spelled}":{"x":"${spelled}"}}]}`);
    assert.ok(!JSON.stringify(await poll()).includes('the-secret-key'));
  });

  for (const [status, expected] of [
    [400, 'validation'],
    [401, 'auth'],
    [402, 'quota'],
    [403, 'auth'],
    [429, 'rateLimit'],
    [500, 'serverError'],
    [503, 'serverError'],
    [504, 'timeout'],
  ] as const) {
    it(`that is answered with ${status} fails as ${expected}, with or without a body`, async () => {
      for (const body of [
        { errors: [{ code: 'new1', message: 'No.' }] },
        { error: { message: 'No.' } },
        '',
        '<p>',
      ]) {
        server.answer = always(status, body);
        assert.equal((await failureOf(submit())).class, expected);
      }
    });
  }

  it('fails with all errors of the reply', async () => {
    const errors = [
      { code: 'invalidOutputQuality', message: 'Too high.', parameter: 'outputQuality' },
      { code: 'unsupportedDimensions', message: 'No such size.', parameter: ['width', 'height'] },
    ];
    server.answer = always(400, { errors });
    const failure = await failureOf(submit());
    assert.equal(failure.message, 'Too high.');
    assert.deepEqual(
      failure.errors.map(({ parameters }) => parameters),
      [['outputQuality'], ['width', 'height']],
    );
  });

  it('fails when the reply to a submission is not an acknowledgement', async () => {
    for (const body of ['', 'null', '[]', '{}', '{"data":[', '<html>', { data: [] }, { data: 'x' }]) {
      server.answer = always(200, body);
      assert.equal((await failureOf(submit())).errors[0].code, 'malformedReply');
    }
  });

  for (const [header, low, high] of [
    ['3', 3000, 3000],
    ['0', 0, 0],
    ['-5', 0, 0],
    ['1.5', 1500, 1500],
    ['1e300', 3_600_000, 3_600_000],
    ['Infinity', 3_600_000, 3_600_000],
    [new Date(Date.now() + 1e12).toUTCString(), 3_600_000, 3_600_000],
    [new Date(Date.now() + 1_800_000).toUTCString(), 900_000, 1_800_000],
    [new Date(0).toUTCString(), 0, 0],
  ] as const) {
    it(`passes on the wait of "Retry-After: ${header}"`, async () => {
      server.answer = always(429, { errors: [{ code: 'queueFull' }] }, { 'retry-after': header });
      const { retryAfter = -1 } = await failureOf(submit());
      assert.ok(retryAfter >= low && retryAfter <= high, String(retryAfter));
    });
  }

  it('passes on no wait when the header is invalid', async () => {
    for (const header of ['soon', '']) {
      server.answer = always(429, {}, { 'retry-after': header });
      assert.equal((await failureOf(submit())).retryAfter, undefined);
    }
  });

  it('reads JSON with any content type', async () => {
    for (const type of ['text/html', 'application/octet-stream', '']) {
      server.answer = always(200, ACCEPTED, { 'content-type': type });
      await submit();
    }
  });

  it('rejects a reply that is nested too deeply', async () => {
    const depth = 100_000;
    const deep = `${'{"a":['.repeat(depth)}${']}'.repeat(depth)}`;
    server.answer = always(200, `{"data":[{"taskUUID":"${TASK_UUID}","x":${deep}}]}`);
    assert.equal((await failureOf(submit())).errors[0].code, 'malformedReply');
  });

  it('follows no redirect, so that the key goes nowhere else', async () => {
    const asked: string[] = [];
    for (const status of [301, 302, 307, 308]) {
      server.answer = (request, response) => {
        asked.push(request.url ?? '');
        response.writeHead(status, { location: `${server.origin}/elsewhere` }).end();
      };
      assert.equal((await failureOf(submit())).errors[0].code, 'malformedReply');
    }
    assert.deepEqual(asked, Array(4).fill('/v1'));
  });

  it('rejects a reply with a declared length that is too large, before reading it', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    server.answer = (request, response) => {
      closed = once(request.socket, 'close');
      response.writeHead(200, { 'content-length': 80 * 2 ** 20 }).flushHeaders();
    };
    const failure = await failureOf(submit());
    assert.deepEqual([failure.class, failure.errors[0].code], ['connection', 'replyTooLarge']);
    assert.equal(failure.notSent, false);
    await closed;
  });

  it('stops reading a reply that becomes too large', async () => {
    let sent = 0;
    let closed: Promise<unknown> = Promise.resolve();
    server.answer = (_request, response) => {
      closed = once(response, 'close');
      const chunk = Buffer.alloc(2 ** 16, ' ');
      const pour = () => {
        if (response.destroyed) return;
        sent += chunk.length;
        response.write(chunk, pour);
      };
      pour();
    };
    assert.equal((await failureOf(poll())).errors[0].code, 'replyTooLarge');
    await closed;
    assert.ok(sent < 32 * 2 ** 20, `${sent} bytes were sent`);
  });

  it('recognizes a refusal by its status, however large its body is', async () => {
    server.answer = always(429, ' '.repeat(5 * 2 ** 20), { 'retry-after': '3' });
    const failure = await failureOf(submit());
    assert.deepEqual([failure.class, failure.retryAfter], ['rateLimit', 3000]);
  });

  it('truncates messages that are too long, and reads the rest of the reply', async () => {
    const image = {
      ...ACCEPTED.data[0],
      imageUUID: 'a',
      imageURL: 'https://x.test/a.jpg',
      note: 'n'.repeat(2 ** 20),
    };
    const error = { taskUUID: TASK_UUID, code: 'providerError', message: 'm'.repeat(5 * 2 ** 20) };
    server.answer = always(200, { errors: [error], data: [image, { ...image, imageUUID: 'b' }] });
    const { results, errors, items } = await poll();
    assert.deepEqual([results.length, items.length, errors[0]?.message.length], [2, 2, 2000]);
  });

  it('keeps every digit of a seed', async () => {
    const item = (name: string, seed: string) =>
      `{"taskUUID":"${TASK_UUID}","imageUUID":"${name}","imageURL":"https://x.test/${name}","seed":${seed}}`;
    const seeds = ['9007199254740993', '9223372036854775807', '"9223372036854775806"', '"7"', '8'];
    const data = seeds.map((seed, index) => item(`${index}`, seed)).join();
    server.answer = always(200, `{"data":[${data}]}`);
    assert.deepEqual(
      (await poll()).results.map(({ seed }) => seed),
      ['9007199254740993', '9223372036854775807', '9223372036854775806', 7, 8],
    );
  });

  it('has space for the images that a task brings within its reply', async () => {
    const image = { ...ACCEPTED.data[0], imageUUID: 'a', imageBase64Data: 'A'.repeat(5 * 2 ** 20) };
    server.answer = always(200, { data: [image] });
    const inline: ImageTask = { ...taskOf(), outputType: 'base64Data' };
    assert.equal((await server.backend.poll(inline, NEVER)).results.length, 1);
    assert.equal((await failureOf(poll())).errors[0].code, 'replyTooLarge');
    const message = 'm'.repeat(30 * 2 ** 20);
    server.answer = always(200, { data: [image], errors: [{ code: 'providerError', message }] });
    assert.equal((await server.backend.poll(inline, NEVER)).results.length, 1);
  });

  it('recognizes an unknown task by status and by code', async () => {
    for (const call of [poll, recall]) {
      server.answer = always(400, { errors: [{ code: 'taskNotFound', taskUUID: TASK_UUID }] });
      assert.equal((await failureOf(call())).class, 'notFound');
      server.answer = always(404, { errors: [{ code: 'x1' }] });
      assert.equal((await failureOf(call())).class, 'notFound');
    }
  });

  it("does not count a 404 without a message as the service's answer", async () => {
    for (const call of [poll, recall]) {
      for (const body of ['', '<html>Not found</html>', '{}', '{"data":[]}']) {
        server.answer = always(404, body);
        const failure = await failureOf(call());
        assert.deepEqual([failure.class, failure.errors[0].code], ['unknown', 'http404']);
      }
    }
  });

  it('reads the state of a task from the archived reply', async () => {
    const image = { ...ACCEPTED.data[0], imageUUID: 'a', imageURL: 'https://x.test/a.jpg' };
    const foreign = { code: 'providerError', message: 'Not mine.', taskUUID: 'other' };
    const response = { data: [image], errors: [foreign] };
    const details = { taskType: 'getTaskDetails', taskUUID: TASK_UUID, request: [taskOf()], response };
    server.answer = always(200, { data: [details] });
    const snapshot = await recall();
    assert.deepEqual([snapshot.results.length, snapshot.errors.length], [1, 0]);
  });

  it('distinguishes a failed status request from a failed image', async () => {
    for (const status of [400, 401, 402, 403, 429, 500, 503, 504]) {
      server.answer = always(status, { errors: [{ code: 'new1', message: 'No.' }] });
      await failureOf(poll());
      server.answer = always(status, { errors: [{ code: 'providerError', message: 'No.' }] });
      await failureOf(poll());
    }
    for (const code of ['invalidAPIKey', 'rateLimitExceeded']) {
      server.answer = always(200, { errors: [{ code }] });
      await failureOf(poll());
    }
    for (const code of ['providerError', 'timeoutProvider', 'internalServerError', 'invalidPrompt']) {
      server.answer = always(200, { errors: [{ code, message: 'No image.', taskUUID: TASK_UUID }] });
      assert.equal((await poll()).errors.length, 1);
      server.answer = always(200, { errors: [{ code, message: 'No image.', status: 'error' }] });
      assert.equal((await poll()).errors.length, 1);
    }
  });

  it('treats a passing error that names no task as a failed request, never as a failed image', async () => {
    const image = { taskUUID: TASK_UUID, imageUUID: 'a', imageURL: 'https://x.test/a.jpg' };
    const ofQuestion = { taskType: 'getResponse', taskUUID: TASK_UUID };
    for (const code of [
      'internalServerError',
      'serviceUnavailable',
      'timeout',
      'unknownError',
      'providerError',
    ]) {
      for (const error of [{ code }, { code, ...ofQuestion }]) {
        for (const call of [poll, recall]) {
          server.answer = always(200, { errors: [error] });
          assert.equal((await failureOf(call())).errors[0].code, code);
        }
        // Beside something about the task, it does not count against the task's images either.
        server.answer = always(200, { data: [image], errors: [error] });
        const { results, errors } = await poll();
        assert.deepEqual([results.length, errors], [1, []]);
      }
    }
  });

  it('does not count an internal failure of the service as an unknown task', async () => {
    for (const status of [401, 408, 429, 500, 502, 503, 504]) {
      server.answer = always(status, { errors: [{ code: 'taskNotFound', message: 'Down.' }] });
      for (const call of [poll, recall]) assert.notEqual((await failureOf(call())).class, 'notFound');
    }
  });

  it('returns the balance of the account, and nothing else of it', async () => {
    let asked: unknown;
    server.answer = (request, response) => {
      void json(request).then((tasks) => {
        asked = tasks;
        const team = [{ name: 'Ada', email: 'ada@example.test' }];
        always(200, { data: [{ taskType: 'accountManagement', balance: 12.5, team }] })(request, response);
      });
    };
    assert.equal(await server.backend.balance(NEVER), 12.5);
    const [task] = asked as [Record<string, unknown>];
    assert.deepEqual([task['taskType'], task['operation']], ['accountManagement', 'getDetails']);
    assert.match(String(task['taskUUID']), /^[0-9a-f-]{36}$/);
  });

  it('fails when the reply has no balance', async () => {
    const person = 'ada@example.test';
    for (const balance of [undefined, null, '12.5', {}]) {
      server.answer = always(200, { data: [{ balance, team: [person] }] });
      const failure = await failureOf(server.backend.balance(NEVER));
      assert.equal(failure.errors[0].code, 'noBalance');
      assert.ok(!inspect(failure, { depth: 10, showHidden: true }).includes(person));
    }
    server.answer = always(401, { errors: [{ code: 'invalidAPIKey', message: 'No.' }] });
    assert.equal((await failureOf(server.backend.balance(NEVER))).class, 'auth');
    server.answer = always(200, { errors: [{ code: 'forbidden', message: 'No.' }] });
    assert.equal((await failureOf(server.backend.balance(NEVER))).class, 'auth');
  });

  it('is not retried by the connection layer when the connection breaks', async () => {
    let requests = 0;
    server.answer = (request) => {
      requests++;
      request.socket.destroy();
    };
    const failure = await failureOf(submit());
    assert.deepEqual([failure.class, failure.notSent, requests], ['connection', false, 1]);
  });

  it('rejects as aborted when its signal aborts', async () => {
    const controller = new AbortController();
    server.answer = () => controller.abort();
    assert.equal((await failureOf(server.backend.submit(taskOf(), controller.signal))).class, 'aborted');
  });

  it('was certainly not sent when nobody listens', async () => {
    const gone = await startScripted();
    await gone.close();
    const dispatcher = createDispatcher({ strictSSL: true });
    const key = () => Promise.resolve('the-key');
    const backend = new RunwareBackend({ endpoint: new URL(gone.origin), key, dispatcher });
    const failure = await failureOf(backend.submit(taskOf(), NEVER));
    await dispatcher.destroy();
    assert.deepEqual([failure.class, failure.notSent], ['connection', true]);
  });

  it('was certainly not sent with a key that a header cannot contain, and does not repeat the key', async () => {
    const dispatcher = createDispatcher({ strictSSL: true });
    const key = () => Promise.resolve('broken\nkey');
    const backend = new RunwareBackend({ endpoint: new URL(server.origin), key, dispatcher });
    const failure = await failureOf(backend.submit(taskOf(), NEVER));
    await dispatcher.destroy();
    assert.equal(failure.notSent, true);
    assert.ok(!failure.message.includes('broken'));
  });
});

describe('the download of an image', () => {
  let server: Scripted;
  beforeEach(async () => {
    server = await startScripted();
  });
  afterEach(() => server.close());

  const fetched = async (place: string) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await server.backend.download(place, NEVER)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  it('never sends the key', async () => {
    let authorization: string | undefined = 'unset';
    server.answer = (request, response) => {
      authorization = request.headers.authorization;
      response.end('image');
    };
    assert.equal(await fetched(`${server.origin}/a.jpg`), 'image');
    assert.equal(authorization, undefined);
  });

  it('follows at most three redirects, including relative ones', async () => {
    server.answer = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('image');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    };
    assert.equal(await fetched(`${server.origin}/3`), 'image');
    assert.equal((await failureOf(fetched(`${server.origin}/4`))).errors[0].code, 'redirects');
  });

  it('uses plain http only on this machine, and only if the service is there, too', async () => {
    const elsewhere = failureOf(fetched('http://x.test/a.jpg'));
    assert.equal((await elsewhere).errors[0].code, 'badURL');
    const dispatcher = createDispatcher({ strictSSL: true });
    const endpoint = new URL('https://x.test/v1');
    const backend = new RunwareBackend({ endpoint, key: () => Promise.resolve('the-key'), dispatcher });
    const local = await failureOf(backend.download(server.origin, NEVER));
    await dispatcher.destroy();
    assert.equal(local.errors[0].code, 'badURL');
  });

  it('uses only http and https', async () => {
    const hostile = [
      'file:///etc/passwd',
      'data:text/plain,x',
      'ftp://x.test/a',
      'javascript:1',
      '/a.jpg',
      '',
    ];
    for (const url of hostile) {
      assert.equal((await failureOf(fetched(url))).errors[0].code, 'badURL');
      if (url === '/a.jpg' || url === '') continue;
      server.answer = always(302, '', { location: url });
      assert.equal((await failureOf(fetched(server.origin))).errors[0].code, 'badURL');
    }
  });

  it('reports that an image is gone, and whether another attempt may help', async () => {
    for (const status of [403, 404, 410]) {
      server.answer = always(status, 'gone');
      assert.equal((await failureOf(fetched(server.origin))).class, 'notFound');
    }
    for (const status of [204, 304, 500, 503]) {
      server.answer = always(status, '');
      assert.equal((await failureOf(fetched(server.origin))).class, 'connection');
    }
  });

  it('passes on the wait that the server asks for', async () => {
    server.answer = always(503, '', { 'retry-after': '3' });
    assert.equal((await failureOf(fetched(server.origin))).retryAfter, 3000);
  });

  it('fails when the connection breaks within the image', async () => {
    for (const headers of [{ 'content-length': 100 }, {}]) {
      server.answer = (_request, response) => {
        response.writeHead(200, headers);
        response.write('half', () => response.destroy());
      };
      const failure = await failureOf(fetched(server.origin));
      assert.equal(failure.class, 'connection');
    }
  });

  it('reads no more of the image than was declared', async () => {
    server.answer = (request) => {
      request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nimage and more');
    };
    assert.equal(await fetched(server.origin), 'image');
  });

  it('ends within an image when its signal aborts', async () => {
    const controller = new AbortController();
    server.answer = (_request, response) => response.write('half');
    const body = await server.backend.download(server.origin, controller.signal);
    const reading = (async () => {
      for await (const chunk of body) if (chunk.length > 0) controller.abort();
    })();
    assert.equal((await failureOf(reading)).class, 'aborted');
  });

  it('closes its connection when the reading is abandoned', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    server.answer = (request, response) => {
      closed = once(request.socket, 'close');
      response.write('half');
    };
    for await (const chunk of await server.backend.download(server.origin, NEVER)) {
      if (chunk.length > 0) break;
    }
    await closed;
  });

  it('ends while it waits when its signal aborts', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    server.answer = (request) => {
      closed = once(request.socket, 'close');
      controller.abort();
    };
    const failure = await failureOf(server.backend.download(server.origin, controller.signal));
    assert.equal(failure.class, 'aborted');
    await closed;
  });
});
