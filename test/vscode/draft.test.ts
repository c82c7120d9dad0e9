import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { isJsonObject } from '../../src/task/types';
import { SIZES } from '../../src/task/sizes';
import { ApiKey } from '../../src/vscode/platform/api-key';
import { Connections } from '../../src/vscode/runs/connections';
import { Controls } from '../../src/vscode/documents/controls';
import { RunLocations } from '../../src/vscode/documents/run-locations';
import { Drafter } from '../../src/vscode/generate/draft/drafter';
import { showRun } from '../../src/vscode/run-actions/show-run';
import { RunService } from '../../src/vscode/runs/run-service';
import { expandPrompt } from '../simulator/expand';
import { TRIGGERS } from '../simulator/runner';
import { type Simulator, startSimulator } from '../simulator/server';
import { leave, LOG } from './runs/support';
import { read, runsOf, secretsWith, workspaceFolder } from './support';

const WIDE = SIZES.find(({ ratio }) => ratio === '16:9');

async function setEndpoint(url: string | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('structuredPrompt')
    .update('endpoint', url, vscode.ConfigurationTarget.Global);
}

const locations = new RunLocations(vscode.Uri.joinPath(workspaceFolder(), 'storage'));

describe('Draft from Description', () => {
  let simulator: Simulator;
  let runs: RunService;
  let controls: Controls;
  let drafter: Drafter;
  let shown: vscode.Uri[];

  before(async () => {
    simulator = await startSimulator({ processing: 0, sameImages: true });
    await setEndpoint(simulator.url);
  });
  after(async () => {
    await setEndpoint(undefined);
    await simulator.close();
  });
  beforeEach(() => {
    const values = new Map<string, unknown>();
    controls = new Controls({
      get: (key: string) => values.get(key) as undefined,
      keys: () => [...values.keys()],
      update: (key, value) => {
        values.set(key, value);
        return Promise.resolve();
      },
    });
    runs = new RunService(LOG);
    shown = [];
    drafter = new Drafter({
      runs,
      controls,
      connections: new Connections(new ApiKey(secretsWith(simulator.apiKey))),
      locations,
      studio: { openNewest: (uri) => void shown.push(uri) },
    });
  });
  afterEach(() => {
    runs.dispose();
    controls.dispose();
  });

  const draft = (sentence: string): Promise<boolean> => {
    assert.ok(WIDE);
    return drafter.draft({ sentence, size: WIDE }, []);
  };
  const recordOf = async (document: string): Promise<Record<string, unknown>> => {
    const [run, ...others] = await runsOf(document);
    assert.ok(run);
    assert.deepEqual(others, []);
    return JSON.parse(await read(vscode.Uri.joinPath(run, 'run.json'))) as Record<string, unknown>;
  };

  it('opens the expanded prompt as a new document, with its run and its size', async () => {
    const sentence = `Harbour ${randomUUID()}`;
    assert.equal(await draft(sentence), true);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.deepEqual(JSON.parse(document.getText()), expandPrompt(sentence));
    assert.match(document.getText(), /"bbox": \[\d+, \d+, \d+, \d+\],/, 'in canonical form');
    const { width, height } = controls.of(document.uri);
    assert.deepEqual([width, height], [2560, 1440]);
    assert.deepEqual(
      shown.map(String),
      [document.uri.toString()],
      'the panel is shown once, on the new document',
    );
    const record = await recordOf(document.uri.path.slice(workspaceFolder().path.length + 1));
    assert.equal(record['state'], 'succeeded');
    const request = record['request'];
    assert.ok(isJsonObject(request) && isJsonObject(request['settings']));
    assert.equal(request['positivePrompt'], sentence);
    assert.equal(request['settings']['renderingSpeed'], 'TURBO');
    assert.equal(simulator.accepted.length, 1);
  });

  it('opens two drafts of the same words as two documents, each with its own run', async () => {
    const sentence = `Two ${randomUUID()}`;
    assert.deepEqual(await Promise.all([draft(sentence), draft(sentence)]), [true, true]);
    const names = shown.map(({ path }) => path.slice(workspaceFolder().path.length + 1));
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.equal((await recordOf(name))['state'], 'succeeded');
  });

  it('keeps the image, and opens nothing, if the service does not return the expanded prompt', async () => {
    const name = `unexpanded-trigger-${randomUUID().slice(0, 8)}`;
    assert.ok(name.startsWith(TRIGGERS.unexpanded));
    assert.equal(await draft(name), false);
    assert.deepEqual(shown, []);
    const [result] = (await recordOf(`${name}.structured-prompt.json`))['results'] as { file: string }[];
    assert.equal(result?.file, 'image-1.jpg');
  });

  it('opens nothing if the service refuses it, and records why', async () => {
    const name = `blocked-trigger-${randomUUID().slice(0, 8)}`;
    assert.equal(await draft(name), false);
    assert.deepEqual(shown, []);
    assert.equal((await recordOf(`${name}.structured-prompt.json`))['state'], 'failed');
  });

  it('can be opened later if the window closed before its image arrived', async () => {
    const name = `interrupted-${randomUUID().slice(0, 8)}.structured-prompt.json`;
    const home = vscode.Uri.joinPath(workspaceFolder(), name);
    const folder = locations.folderOf(home);
    const { settings, ...sent } = (await leave(folder)).record.request;
    assert.ok(settings);
    const run = await leave(folder, {
      taskUUID: sent.taskUUID,
      request: { ...sent, positivePrompt: 'A boat' },
      response: [{ structuredPrompt: expandPrompt('A boat') }],
      state: 'failed',
    });
    const studio = { openNewest: (uri: vscode.Uri) => void shown.push(uri) };
    await showRun(run, { studio, controls, locations });
    assert.deepEqual(shown.map(String), [home.with({ scheme: 'untitled' }).toString()]);
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual(JSON.parse(document?.getText() ?? ''), expandPrompt('A boat'));
  });

  it('leaves no trace if nothing can be sent', async () => {
    await setEndpoint('ftp://nowhere');
    const name = `nowhere-${randomUUID().slice(0, 8)}`;
    try {
      assert.equal(await draft(name), false);
    } finally {
      await setEndpoint(simulator.url);
    }
    const folder = vscode.Uri.joinPath(workspaceFolder(), '.structured-prompt', 'runs');
    const left = await vscode.workspace.fs.readDirectory(folder);
    assert.ok(!left.some(([entry]) => entry.startsWith(name)));
  });
});
