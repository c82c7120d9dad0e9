import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { type ConnectionSettings, createDispatcher } from '../../../src/backend/runware/dispatcher';
import { failureOf, NEVER, taskOf } from './server';

const ENDPOINT = 'https://service.example.test/v1';

describe('a connection', () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    await Promise.all(cleanups.splice(0).map((clean) => clean()));
  });

  async function listen(server: Server | HttpServer): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanups.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  /** A proxy that treats every wish for a tunnel the same way. */
  async function proxyThat(treats: (socket: Socket) => void): Promise<{ url: string; asked: () => number }> {
    let asked = 0;
    const server = createHttpServer();
    server.on('connect', (_request, socket: Socket) => {
      asked++;
      treats(socket);
    });
    return { url: `http://127.0.0.1:${await listen(server)}`, asked: () => asked };
  }

  function backendOn(
    settings: Partial<ConnectionSettings>,
    endpoint = ENDPOINT,
    limits?: { head: number; body: number },
  ): RunwareBackend {
    const dispatcher = createDispatcher({ strictSSL: true, ...settings });
    cleanups.push(() => dispatcher.destroy());
    const key = () => Promise.resolve('the-secret-key');
    return new RunwareBackend({
      endpoint: new URL(endpoint),
      key,
      dispatcher,
      ...(limits ? { limits } : {}),
    });
  }

  it('that a proxy refuses certainly sent nothing', async () => {
    const proxy = await proxyThat((socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
    );
    const failure = await failureOf(backendOn({ proxy: proxy.url }).submit(taskOf(), NEVER));
    assert.deepEqual([failure.class, failure.notSent], ['connection', true]);
    assert.match(failure.message, /407/);
  });

  it('that a proxy hangs up on fails at once, instead of being asked for endlessly', async () => {
    for (const treats of [(socket: Socket) => socket.destroy(), (socket: Socket) => socket.end()]) {
      const proxy = await proxyThat(treats);
      const failure = await failureOf(backendOn({ proxy: proxy.url }).submit(taskOf(), NEVER));
      assert.deepEqual([failure.class, failure.notSent, proxy.asked()], ['connection', true, 1]);
      assert.match(failure.message, /proxy/i);
    }
  });

  it('goes past every proxy where it is to be direct', async () => {
    const proxy = await proxyThat((socket) => socket.destroy());
    const before = process.env['HTTPS_PROXY'];
    process.env['HTTPS_PROXY'] = proxy.url;
    cleanups.push(() => {
      if (before === undefined) delete process.env['HTTPS_PROXY'];
      else process.env['HTTPS_PROXY'] = before;
    });
    await failureOf(backendOn({}).submit(taskOf(), NEVER));
    assert.equal(proxy.asked(), 1);
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const direct = backendOn({ direct: true }, `https://127.0.0.1:${port}/v1`);
    assert.equal((await failureOf(direct.submit(taskOf(), NEVER))).errors[0].code, 'ECONNREFUSED');
    assert.equal(proxy.asked(), 1);
  });

  it('that is still being made is given up at once when its signal ends', async () => {
    const controller = new AbortController();
    // A server that takes the connection and then says nothing: the handshake of TLS never ends.
    const port = await listen(createServer(() => controller.abort()));
    const backend = backendOn({}, `https://127.0.0.1:${port}/v1`);
    assert.equal((await failureOf(backend.submit(taskOf(), controller.signal))).class, 'aborted');
    assert.equal(
      (await failureOf(backend.download(`https://127.0.0.1:${port}/`, AbortSignal.abort()))).class,
      'aborted',
    );
  });

  it('has a limit of time until the reply begins', async () => {
    const port = await listen(createServer());
    const backend = backendOn({}, `https://127.0.0.1:${port}/v1`, { head: 20, body: 60_000 });
    const failure = await failureOf(backend.submit(taskOf(), NEVER));
    assert.deepEqual([failure.class, failure.notSent], ['timeout', false]);
  });

  it('has a limit of time until the reply ends, however steadily it comes', async () => {
    const server = createHttpServer((_request, response) => {
      const drip = () => {
        if (!response.destroyed) response.write(' ', () => setImmediate(drip));
      };
      drip();
    });
    const origin = `http://127.0.0.1:${await listen(server)}`;
    const backend = backendOn({}, `${origin}/v1`, { head: 60_000, body: 20 });
    assert.equal((await failureOf(backend.submit(taskOf(), NEVER))).class, 'timeout');
  });
});
