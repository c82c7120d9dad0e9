import assert from 'node:assert/strict';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { type ConnectionSettings, SharedDispatcher } from '../../../src/backend/runware/dispatcher';
import { startProxy } from './proxy';
import { always, failureOf, NEVER, type Scripted, startScripted, TASK_UUID, taskOf } from './server';

const ACCEPTED = { data: [{ taskUUID: TASK_UUID }] };

describe('shared connections', () => {
  let server: Scripted;
  before(async () => {
    server = await startScripted();
  });
  after(() => server.close());

  function backendOn(shared: SharedDispatcher, endpoint = `${server.origin}/v1`): RunwareBackend {
    const key = () => Promise.resolve('the-secret-key');
    return new RunwareBackend({ endpoint: new URL(endpoint), key, dispatcher: () => shared.current() });
  }

  it('stay the same as long as the settings do', async () => {
    const shared = new SharedDispatcher(() => ({ strictSSL: true, noProxy: ['a.test'] }));
    assert.equal(shared.current(), shared.current());
    await shared.destroy();
  });

  it('follow the settings at once, and finish requests in progress', async () => {
    let settings: ConnectionSettings = { strictSSL: true };
    const shared = new SharedDispatcher(() => settings);
    let release: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      server.answer = (request, response) => {
        release = () => always(200, ACCEPTED)(request, response);
        resolve();
      };
    });
    const underWay = backendOn(shared).submit(taskOf(), NEVER);
    await arrived;

    const proxy = await startProxy({ routes: {} });
    settings = { ...settings, proxy: proxy.url };
    const later = await failureOf(
      backendOn(shared, 'https://service.example.test/v1').submit(taskOf(), NEVER),
    );
    assert.match(later.message, /proxy/);
    assert.equal(proxy.wishes.length, 1);

    release();
    await underWay;
    await shared.destroy();
    await proxy.close();
  });

  it('end with their owner: requests in progress fail, and nothing more is sent', async () => {
    const shared = new SharedDispatcher(() => ({ strictSSL: true }));
    let requests = 0;
    const arrived = new Promise<void>((resolve) => {
      server.answer = () => {
        requests++;
        resolve();
      };
    });
    const underWay = failureOf(backendOn(shared).submit(taskOf(), NEVER));
    await arrived;
    await shared.destroy();
    assert.deepEqual([(await underWay).class, (await underWay).notSent], ['connection', false]);
    assert.equal((await failureOf(backendOn(shared).submit(taskOf(), NEVER))).class, 'connection');
    assert.equal(requests, 1);
  });
});
