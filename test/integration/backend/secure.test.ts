import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { type ConnectionSettings, createDispatcher } from '../../../src/backend/runware/dispatcher';
import { type Authority, createAuthority } from './authority';
import { type Proxy, type ProxyOptions, startProxy } from './proxy';
import { always, failureOf, listen, type Listening, NEVER, TASK_UUID, taskOf } from './server';

const HOST = 'service.example.test';
const ACCEPTED = { data: [{ taskType: 'imageInference', taskUUID: TASK_UUID }] };

describe('a secure connection', () => {
  let authority: Authority;
  let service: Listening;
  let requests = 0;
  const cleanups: (() => unknown)[] = [];

  before(async () => {
    authority = await createAuthority();
    const identity = await authority.issue(HOST);
    const answer = always(200, ACCEPTED);
    service = await listen(
      createServer({ ...identity }, (request, response) => {
        requests++;
        answer(request, response);
      }),
    );
  });
  after(() => service.close());

  beforeEach(() => {
    requests = 0;
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy']) {
      setVariable(name, undefined);
    }
  });
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  function setVariable(name: string, value: string | undefined): void {
    const before = process.env[name];
    const put = (text: string | undefined) => {
      if (text === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = text;
    };
    cleanups.push(() => put(before));
    put(value);
  }

  const loopback = () => `https://127.0.0.1:${service.port}/v1`;

  function submit(settings: Partial<ConnectionSettings>, endpoint = `https://${HOST}/v1`): Promise<void> {
    const dispatcher = createDispatcher({ strictSSL: true, ...settings });
    cleanups.push(() => dispatcher.destroy());
    const key = () => Promise.resolve('the-secret-key');
    return new RunwareBackend({ endpoint: new URL(endpoint), key, dispatcher }).submit(taskOf(), NEVER);
  }

  async function proxy(options: Partial<ProxyOptions> = {}): Promise<Proxy> {
    const started = await startProxy({ routes: { [`${HOST}:443`]: service.port }, ...options });
    cleanups.push(() => started.close());
    return started;
  }

  it('with an unknown authority is refused before anything is sent', async () => {
    const failure = await failureOf(submit({}, loopback()));
    assert.deepEqual([failure.class, failure.notSent, requests], ['connection', true, 0]);
    assert.match(failure.message, /certificate of 127\.0\.0\.1.*http\.systemCertificates/);
  });

  it('with an unknown authority is accepted if the settings allow it', async () => {
    await submit({ strictSSL: false }, loopback());
    assert.equal(requests, 1);
  });

  it('to a server with another name is refused before anything is sent', async () => {
    const { url } = await proxy({ routes: { 'other.example.test:443': service.port } });
    const variables = { SSL_CERT_FILE: await authorityFile(), HTTPS_PROXY: url };
    const [outcome] = await inProcess('https://other.example.test/v1', variables);
    assert.deepEqual([outcome, requests], ['ERR_TLS_CERT_ALTNAME_INVALID', 0]);
  });

  it('trusts the authorities of the system, unless disabled in the settings, and always the extra ones', async () => {
    const file = await authorityFile();
    const { url } = await proxy();
    const outcomes = await Promise.all([
      inProcess(loopback(), { SSL_CERT_FILE: file }),
      inProcess(`https://${HOST}/v1`, { SSL_CERT_FILE: file, https_proxy: url }),
      inProcess(loopback(), { NODE_EXTRA_CA_CERTS: file }),
    ]);
    const refused = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
    assert.deepEqual(outcomes, [
      ['accepted', refused],
      ['accepted', refused],
      ['accepted', 'accepted'],
    ]);
  });

  /** A bundle like those of operating systems, with comments in between. */
  async function authorityFile(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'sps-tls-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'authority.pem');
    await writeFile(file, `# Ours\n${authority.cert}`);
    return file;
  }

  /** The outcome of a submission in a process of its own, with and without the system's authorities. */
  async function inProcess(endpoint: string, variables: Record<string, string>): Promise<string[]> {
    const { SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, ...rest } = process.env;
    const script = path.join(import.meta.dirname, 'submit-once.ts');
    const env = { ...rest, ...variables };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, endpoint], {
      env,
    });
    return JSON.parse(stdout) as string[];
  }

  it('uses the proxy of the settings rather than that of the environment', async () => {
    const ours = await proxy();
    const other = await proxy();
    setVariable('HTTPS_PROXY', other.url);
    await submit({ proxy: ours.url, strictSSL: false });
    assert.deepEqual(ours.wishes, [{ target: `${HOST}:443`, authorization: undefined }]);
    assert.deepEqual([other.wishes.length, requests], [0, 1]);
  });

  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY']) {
    it(`uses the proxy in ${name}, with or without a scheme`, async () => {
      const { url, wishes } = await proxy();
      for (const address of [url, url.replace('http://', '')]) {
        setVariable(name, address);
        await submit({ strictSSL: false });
      }
      assert.deepEqual([wishes.length, requests], [2, 2]);
    });
  }

  it('uses a proxy with TLS, if it is trusted', async () => {
    const { url } = await proxy({ identity: await authority.issue('proxy.example.test') });
    const failure = await failureOf(submit({ proxy: url }));
    assert.deepEqual([failure.class, failure.notSent], ['connection', true]);
    assert.match(failure.message, /certificate of 127\.0\.0\.1/);
    await submit({ proxy: url, strictSSL: false });
    assert.equal(requests, 1);
  });

  it('verifies the service behind a proxy, too', async () => {
    const failure = await failureOf(submit({ proxy: (await proxy()).url }));
    assert.deepEqual([failure.class, failure.notSent, requests], ['connection', true, 0]);
    assert.match(failure.message, /certificate of service\.example\.test/);
  });

  it('sends a proxy the credentials in its address or in the settings', async () => {
    const authorization = `Basic ${Buffer.from('ada:p@ss word').toString('base64')}`;
    const { url, wishes } = await proxy({ authorization });
    await submit({ proxy: url.replace('://', '://ada:p%40ss%20word@'), strictSSL: false });
    await submit({ proxy: url, proxyAuthorization: authorization, strictSSL: false });
    assert.deepEqual([wishes.length, requests], [2, 2]);
  });

  it('reports that a proxy requires credentials, and repeats none', async () => {
    const { url } = await proxy({ authorization: 'Basic xyz' });
    for (const address of [url, url.replace('://', '://ada:hunter2@')]) {
      const failure = await failureOf(submit({ proxy: address }));
      assert.deepEqual([failure.class, failure.notSent, requests], ['connection', true, 0]);
      assert.equal(failure.errors[0].code, 'proxyAuthentication');
      assert.match(failure.message, /credentials.*http\.proxyAuthorization/);
      assert.ok(!failure.message.includes('hunter2'));
    }
  });

  it('reports that a proxy refuses the tunnel, or is not available', async () => {
    const { url, close } = await proxy({ routes: {} });
    const refused = await failureOf(submit({ proxy: url }));
    assert.equal(refused.notSent, true);
    assert.match(refused.message, /proxy 127.*service\.example\.test:443.*403/);
    await close();
    const gone = await failureOf(submit({ proxy: url }));
    assert.equal(gone.notSent, true);
    assert.match(gone.message, /proxy 127.*ECONNREFUSED.*http\.proxy/);
  });

  it('never uses a proxy for this machine', async () => {
    const { url, wishes } = await proxy();
    setVariable('HTTPS_PROXY', url);
    await submit({ proxy: url, strictSSL: false }, loopback());
    assert.deepEqual([wishes.length, requests], [0, 1]);
  });

  it('reuses its tunnels for further requests', async () => {
    const { url, wishes } = await proxy();
    const dispatcher = createDispatcher({ proxy: url, strictSSL: false });
    cleanups.push(() => dispatcher.destroy());
    const key = () => Promise.resolve('the-secret-key');
    const backend = new RunwareBackend({ endpoint: new URL(`https://${HOST}/v1`), key, dispatcher });
    for (let request = 0; request < 5; request++) await backend.submit(taskOf(), NEVER);
    assert.equal(requests, 5);
    assert.ok(wishes.length <= 2, `${wishes.length} tunnels`);
  });
});
