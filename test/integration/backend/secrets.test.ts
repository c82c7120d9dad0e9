import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { type ConnectionSettings, createDispatcher } from '../../../src/backend/runware/dispatcher';
import { DEFAULT_LIMITS } from '../../../src/backend/runware/exchange';
import { startProxy } from './proxy';
import { always, failureOf, type Handler, NEVER, type Scripted, startScripted, taskOf } from './server';

const KEY = 'the-secret-key';
const PASSWORD = 'hunter2-hunter2';

describe('a failure', () => {
  let server: Scripted;
  const cleanups: (() => Promise<unknown>)[] = [];
  before(async () => {
    server = await startScripted({ ...DEFAULT_LIMITS, head: 100, body: 100 });
  });
  after(() => server.close());
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  /** Asserts that no part of a failure, however deep, contains a secret that could get into a log. */
  function assertClean(failure: Error): void {
    const everything = inspect(failure, { depth: 10, showHidden: true, maxStringLength: null });
    for (const secret of [KEY, PASSWORD, Buffer.from(`ada:${PASSWORD}`).toString('base64')]) {
      assert.ok(!everything.includes(secret), everything);
    }
  }

  const answers: Record<string, Handler> = {
    'a refusal': always(401, { error: { message: `The key ${KEY} is not valid.` } }),
    'a refusal without words': always(500, ''),
    'a page instead of a reply': always(200, `<p>${KEY}</p>`),
    'a redirect': always(302, '', { location: `/${KEY}` }),
    'a reply that is too large': always(200, '', { 'content-length': '999999999' }),
    'a connection that breaks': (request) => request.socket.destroy(),
    'a reply that breaks off': (_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write(`{"${KEY}`, () => response.destroy());
    },
    'a reply that is no HTTP': (request) => request.socket.end(`${KEY}\r\n\r\n`),
    'a reply that never begins': () => undefined,
    'a reply that never ends': (_request, response) => response.write(`{"${KEY}`),
  };
  for (const [kind, answer] of Object.entries(answers)) {
    it(`by ${kind} does not contain the key`, async () => {
      server.answer = answer;
      assertClean(await failureOf(server.backend.submit(taskOf(), NEVER)));
    });
  }

  /** The middle of the key in base64: the characters at its ends depend on its neighbors. */
  const partOf = (form: string) => (form.length > 20 ? form.slice(12, 20) : form.slice(2, 10));
  const spelled = [
    KEY,
    encodeURIComponent(`${KEY}/`),
    KEY.replace('-', '%2D'),
    Buffer.from(KEY).toString('base64'),
    Buffer.from(`Bearer ${KEY}`).toString('base64url'),
  ];
  for (const form of spelled) {
    it(`to download an image does not contain the key when its URL or a redirect repeats it as ${form}`, async () => {
      for (const location of [
        `http://x.test/${form}`,
        `http://x.test/${'x'.repeat(180)}${form}`,
        `https://${form.replaceAll(/[^\w-]/g, '')}.invalid/`,
        `ftp:${form}`,
      ]) {
        server.answer = always(302, '', { location });
        for (const address of [`${server.origin}/a.jpg`, location]) {
          const failure = await failureOf(server.backend.download(address, NEVER));
          assertClean(failure);
          const all = inspect(failure, { depth: 10, showHidden: true }).toLowerCase();
          assert.ok(!all.includes(partOf(form).toLowerCase()), all);
        }
      }
    });

    it(`with the service's message does not contain the key, repeated as ${form}`, async () => {
      const error = { code: form, message: `It is ${form}.`, parameter: [form] };
      server.answer = always(400, { errors: [error] });
      const { errors } = await failureOf(server.backend.submit(taskOf(), NEVER));
      assert.ok(!JSON.stringify(errors).includes(partOf(form)), JSON.stringify(errors));
    });
  }

  it('by an ended wait does not contain the key', async () => {
    const controller = new AbortController();
    server.answer = () => controller.abort();
    assertClean(await failureOf(server.backend.submit(taskOf(), controller.signal)));
  });

  async function failing(settings: Partial<ConnectionSettings>, endpoint: string, key = KEY): Promise<Error> {
    const dispatcher = createDispatcher({ strictSSL: true, ...settings });
    cleanups.push(() => dispatcher.destroy());
    const options = { endpoint: new URL(endpoint), key: () => Promise.resolve(key), dispatcher };
    return failureOf(new RunwareBackend(options).submit(taskOf(), NEVER));
  }

  it('by a key that a header cannot contain does not contain the key', async () => {
    assertClean(await failing({}, server.origin, `${KEY}\n`));
  });

  it('of a connection contains neither the key nor the credentials for the proxy', async () => {
    const proxy = await startProxy({ routes: {}, authorization: `Basic other` });
    cleanups.push(() => proxy.close());
    const login = `ada:${PASSWORD}@`;
    const gone = await startScripted();
    await gone.close();
    for (const address of [
      proxy.url.replace('://', `://${login}`),
      gone.origin.replace('://', `://${login}`),
      `socks5://${login}127.0.0.1`,
      `http://${login}`,
    ]) {
      assertClean(await failing({ proxy: address }, 'https://service.example.test/v1'));
    }
    const proxyAuthorization = `Basic ${PASSWORD}`;
    assertClean(await failing({ proxy: proxy.url, proxyAuthorization }, 'https://service.example.test/v1'));
    const odd = `${PASSWORD}\n`;
    assertClean(
      await failing({ proxy: proxy.url, proxyAuthorization: odd }, 'https://service.example.test/v1'),
    );
    assertClean(await failing({}, gone.origin));
  });
});
