import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import * as vscode from 'vscode';
import { Connections } from '../../src/vscode/runs/connections';
import { connectionSettings } from '../../src/vscode/platform/settings';
import { ApiKey } from '../../src/vscode/platform/api-key';
import { createAuthority } from '../integration/backend/authority';
import { type Proxy, startProxy } from '../integration/backend/proxy';
import {
  always,
  failureOf,
  listen,
  type Listening,
  NEVER,
  TASK_UUID,
  taskOf,
} from '../integration/backend/server';
import { secretsWith } from './support';

const HOST = 'service.example.test';

describe('the network settings of the editor', () => {
  let service: Listening;
  let proxy: Proxy;
  let connections: Connections;
  const changed = new Set<string>();

  async function set(id: string, value: unknown): Promise<void> {
    changed.add(id);
    await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
  }

  before(async () => {
    const identity = await (await createAuthority()).issue(HOST);
    service = await listen(createServer({ ...identity }, always(200, { data: [{ taskUUID: TASK_UUID }] })));
    proxy = await startProxy({
      routes: { [`${HOST}:443`]: service.port },
      authorization: 'Basic editor',
    });
  });
  after(async () => {
    await proxy.close();
    await service.close();
  });

  beforeEach(async () => {
    connections = new Connections(new ApiKey(secretsWith('the-secret-key')));
    await set('structuredPrompt.endpoint', `https://${HOST}/v1`);
    await set('http.proxySupport', 'override');
    await set('http.proxy', proxy.url);
    await set('http.proxyAuthorization', 'Basic editor');
  });
  afterEach(async () => {
    connections.dispose();
    for (const id of changed) await set(id, undefined);
    changed.clear();
  });

  it('decide how the service is reached, from the next request on', async () => {
    const backend = connections.open('runware');
    const submit = () => backend.submit(taskOf(), NEVER);
    const untrusted = await failureOf(submit());
    assert.equal(untrusted.notSent, true);
    assert.match(untrusted.message, /certificate of service\.example\.test/);

    await set('http.proxyStrictSSL', false);
    await submit();

    await set('http.proxyAuthorization', undefined);
    assert.equal((await failureOf(submit())).errors[0].code, 'proxyAuthentication');
  });

  it('are read as the editor applies them', async () => {
    await set('http.noProxy', ['.example.test']);
    await set('http.systemCertificates', false);
    assert.deepEqual(connectionSettings(), {
      direct: false,
      proxy: proxy.url,
      proxyAuthorization: 'Basic editor',
      noProxy: ['.example.test'],
      strictSSL: true,
      systemCertificates: false,
    });
    await set('http.proxySupport', 'off');
    assert.equal(connectionSettings().direct, true);
  });
});
