import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { ApiKey } from '../../../src/vscode/platform/api-key';
import { Connections } from '../../../src/vscode/runs/connections';
import { InterruptedRuns } from '../../../src/vscode/generate/interrupted-runs';
import { Resumer } from '../../../src/vscode/generate/resumer';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { RunService } from '../../../src/vscode/runs/run-service';
import { listen, type Listening } from '../../integration/backend/server';
import { secretsWith } from '../support';
import { leave, LOG, within } from './support';

const ENDPOINT = 'structuredPrompt.endpoint';

describe('InterruptedRuns', () => {
  let storage: string;
  let service: Listening;
  let asked = 0;
  const opened: { dispose(): void }[] = [];
  const open = <T extends { dispose(): void }>(thing: T): T => {
    opened.unshift(thing);
    return thing;
  };

  before(async () => {
    const working: RequestListener = (_, response) => {
      asked++;
      response.setHeader('content-type', 'application/json');
      response.end('{ "data": [{ "taskType": "imageInference", "status": "processing" }] }');
    };
    service = await listen(createServer(working));
    storage = await mkdtemp(path.join(tmpdir(), 'sps-interrupted-'));
    await vscode.workspace
      .getConfiguration()
      .update(ENDPOINT, `http://127.0.0.1:${service.port}/v1`, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    for (const thing of opened) thing.dispose();
    await vscode.workspace.getConfiguration().update(ENDPOINT, undefined, vscode.ConfigurationTarget.Global);
    await service.close();
    await rm(storage, { recursive: true, force: true });
  });

  it('waits for an API key, and starts to collect as soon as there is one', async () => {
    const run = await leave(path.join(storage, 'runs', 'a'), { state: 'waiting', accepted: true });
    const apiKey = open(new ApiKey(secretsWith(undefined)));
    const connections = open(new Connections(apiKey));
    const runs = open(new RunService(LOG));
    const log = open(vscode.window.createOutputChannel('interrupted runs', { log: true }));
    const resumer = new Resumer(runs, connections);
    const show = () => Promise.resolve();
    open(
      new InterruptedRuns({
        runs,
        connections,
        apiKey,
        resumer,
        locations: new RunLocations(vscode.Uri.file(storage)),
        log,
        show,
      }),
    );
    assert.ok(!runs.isActive(run));
    await apiKey.store('the-secret-key');
    await within(() => asked > 0);
    assert.ok(runs.isActive(run));
  });
});
