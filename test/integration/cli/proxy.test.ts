import assert from 'node:assert/strict';
import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { type Simulator, startSimulator } from '../../simulator/server';
import { createAuthority } from '../backend/authority';
import { startProxy } from '../backend/proxy';
import { listen } from '../backend/server';
import { PROMPT } from '../../support/tasks';
import { KEY, type Report, Workplace } from './command';

const HOST = 'service.example.test';
const ORIGIN = `https://${HOST}`;

/** Passes a request on to a simulator, whose addresses in the answer become those of this server. */
function front({ url }: Simulator): (request: IncomingMessage, response: ServerResponse) => void {
  const { origin } = new URL(url);
  return (request, response) => {
    const headers = { ...request.headers, host: new URL(url).host };
    const onward = httpRequest(
      `${origin}${request.url ?? ''}`,
      { method: request.method, headers },
      (answer) => {
        void buffer(answer).then((body) => {
          const isJson = answer.headers['content-type']?.includes('json') ?? false;
          response.writeHead(answer.statusCode ?? 500);
          response.end(isJson ? body.toString().replaceAll(origin, ORIGIN) : body);
        });
      },
    );
    request.pipe(onward);
  };
}

describe('structured-prompt behind a proxy, at a service with a certificate of its own authority', () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  let place: Workplace;
  let simulator: Simulator;
  let authority: string;
  let port: number;
  before(async () => {
    place = await Workplace.open();
    simulator = await startSimulator({ processing: 0, apiKeys: [KEY], sameImages: true });
    const issuer = await createAuthority();
    authority = place.path(await place.write('authority.pem', issuer.cert));
    const service = await listen(createServer({ ...(await issuer.issue(HOST)) }, front(simulator)));
    port = service.port;
    await place.write('a.structured-prompt.json', PROMPT);
    cleanups.push(
      () => service.close(),
      () => simulator.close(),
      () => place.close(),
    );
  });
  after(async () => {
    for (const clean of cleanups.splice(0)) await clean();
  });

  const generate = (variables: Readonly<Record<string, string>>) =>
    place.run(
      ['generate', 'a.structured-prompt.json', '--endpoint', `${ORIGIN}/v1`, '--json'],
      KEY,
      variables,
    );

  it('brings a whole run through it: task, questions and image', async () => {
    const credentials = `Basic ${Buffer.from('ada:hunter2-hunter2').toString('base64')}`;
    const proxy = await startProxy({ routes: { [`${HOST}:443`]: port }, authorization: credentials });
    const address = proxy.url.replace('://', '://ada:hunter2-hunter2@');
    const { code, stdout, stderr } = await generate({ HTTPS_PROXY: address, NODE_EXTRA_CA_CERTS: authority });
    await proxy.close();
    assert.equal(code, 0, stderr);
    const { state, images } = JSON.parse(stdout) as Report;
    assert.deepEqual([state, images.length, simulator.submissions], ['succeeded', 1, 1]);
    assert.ok(proxy.wishes.length > 0 && proxy.wishes.every(({ target }) => target === `${HOST}:443`));
    assert.ok(simulator.requests.some(({ method }) => method === 'GET'));
    assert.deepEqual(await place.filesHolding('hunter2'), []);
  });

  it('sends nothing to a service that it does not trust, or through a proxy that is not there', async () => {
    const proxy = await startProxy({ routes: { [`${HOST}:443`]: port } });
    const untrusted = await generate({ HTTPS_PROXY: proxy.url });
    await proxy.close();
    const absent = await generate({ HTTPS_PROXY: 'http://127.0.0.1:9', NODE_EXTRA_CA_CERTS: authority });
    const odd = await generate({ HTTPS_PROXY: 'socks5://127.0.0.1:9' });
    assert.deepEqual([untrusted.code, absent.code, odd.code], [1, 1, 1]);
    assert.match(untrusted.stderr, /certificate of service\.example\.test is not trusted/);
    assert.match(absent.stderr, /proxy 127\.0\.0\.1:9 cannot be used/);
    assert.match(odd.stderr, /proxy is not http or https\. .+ HTTPS_PROXY/);
    assert.equal(simulator.submissions, 1);
  });
});
