import assert from 'node:assert/strict';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { type ConnectionSettings, createDispatcher } from '../../../src/backend/runware/dispatcher';
import { DEFAULT_LIMITS, type TimeLimits } from '../../../src/backend/runware/exchange';
import { failureOf, listen, NEVER, taskOf } from './server';

const ENDPOINT = 'https://service.example.test/v1';

describe('a connection', () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    await Promise.all(cleanups.splice(0).map((clean) => clean()));
  });

  async function portOf(server: Server): Promise<number> {
    const { port, close } = await listen(server);
    cleanups.push(close);
    return port;
  }

  /** A proxy that treats every request for a tunnel the same way. */
  async function proxyThat(treats: (socket: Socket) => void): Promise<{ url: string; asked: () => number }> {
    let asked = 0;
    const server = createHttpServer();
    server.on('connect', (_request, socket: Socket) => {
      asked++;
      treats(socket);
    });
    return { url: `http://127.0.0.1:${await portOf(server)}`, asked: () => asked };
  }

  function backendOn(
    settings: Partial<ConnectionSettings>,
    endpoint = ENDPOINT,
    limits: Partial<TimeLimits> = {},
    stepLimit?: number,
  ): RunwareBackend {
    const dispatcher = createDispatcher({ strictSSL: true, ...settings }, stepLimit);
    cleanups.push(() => dispatcher.destroy());
    return new RunwareBackend({
      endpoint: new URL(endpoint),
      key: () => Promise.resolve('the-secret-key'),
      dispatcher,
      limits: { ...DEFAULT_LIMITS, ...limits },
    });
  }

  it('that a proxy refuses has certainly sent nothing', async () => {
    const proxy = await proxyThat((socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
    );
    const failure = await failureOf(backendOn({ proxy: proxy.url }).submit(taskOf(), NEVER));
    assert.deepEqual([failure.class, failure.notSent], ['connection', true]);
    assert.match(failure.message, /407/);
  });

  it('that a proxy closes fails at once, instead of being retried endlessly', async () => {
    for (const treats of [(socket: Socket) => socket.destroy(), (socket: Socket) => socket.end()]) {
      const proxy = await proxyThat(treats);
      const failure = await failureOf(backendOn({ proxy: proxy.url }).submit(taskOf(), NEVER));
      assert.deepEqual([failure.class, failure.notSent, proxy.asked()], ['connection', true, 1]);
      assert.match(failure.message, /proxy/i);
    }
  });

  it('bypasses every proxy when direct connections are set', async () => {
    const proxy = await proxyThat((socket) => socket.destroy());
    const before = process.env['HTTPS_PROXY'];
    process.env['HTTPS_PROXY'] = proxy.url;
    cleanups.push(() => {
      if (before === undefined) delete process.env['HTTPS_PROXY'];
      else process.env['HTTPS_PROXY'] = before;
    });
    await failureOf(backendOn({}).submit(taskOf(), NEVER));
    assert.equal(proxy.asked(), 1);
    const { port, close } = await listen(createServer());
    await close();
    const direct = backendOn({ direct: true }, `https://127.0.0.1:${port}/v1`);
    assert.equal((await failureOf(direct.submit(taskOf(), NEVER))).errors[0].code, 'ECONNREFUSED');
    assert.equal(proxy.asked(), 1);
  });

  it('that is still being made is abandoned at once when its signal aborts', async () => {
    const controller = new AbortController();
    // A server that accepts the connection and then sends nothing: the TLS handshake never ends.
    const port = await portOf(createServer(() => controller.abort()));
    const backend = backendOn({}, `https://127.0.0.1:${port}/v1`);
    assert.equal((await failureOf(backend.submit(taskOf(), controller.signal))).class, 'aborted');
    assert.equal(
      (await failureOf(backend.download(`https://127.0.0.1:${port}/`, AbortSignal.abort()))).class,
      'aborted',
    );
  });

  it('has a time limit for each step of connecting', async () => {
    const silent = await portOf(createServer());
    const proxy = await proxyThat(() => undefined);
    const backends = [
      backendOn({}, `https://127.0.0.1:${silent}/v1`, {}, 20),
      backendOn({ proxy: `http://127.0.0.1:${silent}` }, ENDPOINT, {}, 20),
      backendOn({ proxy: `https://127.0.0.1:${silent}` }, ENDPOINT, {}, 20),
      backendOn({ proxy: proxy.url }, ENDPOINT, {}, 20),
    ];
    for (const failing of backends.map((backend) => failureOf(backend.submit(taskOf(), NEVER)))) {
      const failure = await failing;
      assert.deepEqual([failure.class, failure.notSent], ['connection', true]);
    }
    assert.equal(proxy.asked(), 1);
  });

  it('has a time limit until the reply begins', async () => {
    const port = await portOf(createServer());
    const backend = backendOn({}, `http://127.0.0.1:${port}/v1`, { head: 20 });
    const failure = await failureOf(backend.submit(taskOf(), NEVER));
    assert.deepEqual([failure.class, failure.notSent], ['timeout', false]);
  });

  /** The classes with which a submission and a download fail for this reply. */
  async function classesOf(answer: RequestListener, limits: Partial<TimeLimits>): Promise<string[]> {
    const origin = `http://127.0.0.1:${await portOf(createHttpServer(answer))}`;
    const backend = backendOn({}, `${origin}/v1`, limits);
    const downloading = async () => {
      await text(await backend.download(`${origin}/a.jpg`, NEVER));
    };
    const failures = await Promise.all([
      failureOf(backend.submit(taskOf(), NEVER)),
      failureOf(downloading()),
    ]);
    return failures.map((failure) => failure.class);
  }

  it('has a time limit for a pause within the reply', async () => {
    const classes = await classesOf((_request, response) => response.write('{'), { silence: 20 });
    assert.deepEqual(classes, ['timeout', 'timeout']);
  });

  it('has a time limit until the reply ends, however steadily it comes', async () => {
    const trickle: RequestListener = (_request, response) => {
      const drip = () => {
        if (!response.destroyed) response.write(' ', () => setImmediate(drip));
      };
      drip();
    };
    assert.deepEqual(await classesOf(trickle, { body: 20 }), ['timeout', 'timeout']);
  });
});
