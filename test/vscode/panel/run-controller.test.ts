import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ImageActionId, RunActionId } from '../../../src/protocol/run-actions';
import { Controls } from '../../../src/vscode/documents/controls';
import { Restorer } from '../../../src/vscode/documents/restore';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { Resumer } from '../../../src/vscode/generate/resumer';
import { RunController } from '../../../src/vscode/panel/run-controller';
import { Selection } from '../../../src/vscode/panel/selection';
import { ApiKey } from '../../../src/vscode/platform/api-key';
import { RunActions } from '../../../src/vscode/run-actions/actions';
import { RunPrompts } from '../../../src/vscode/run-actions/run-prompts';
import { Connections } from '../../../src/vscode/runs/connections';
import { RunService } from '../../../src/vscode/runs/run-service';
import { LOG } from '../runs/support';
import { secretsWith, workspaceFolder } from '../support';
import { finished, saved } from '../tree/support';

const MEMENTO = { get: () => undefined, keys: () => [], update: () => Promise.resolve() };

describe('a command for what is on the stage', () => {
  const document = vscode.Uri.joinPath(workspaceFolder(), 'stage/poster.structured-prompt.json');
  let scratch: string;
  let folder: string;
  let selection: Selection;
  let controller: RunController;
  /** The speeds of the runs that were made again. */
  let again: (string | null)[];
  let disposables: readonly { dispose(): unknown }[];

  beforeEach(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'sps-stage-'));
    const locations = new RunLocations(vscode.Uri.file(scratch));
    folder = locations.folderOf(document);
    again = [];
    selection = new Selection(MEMENTO);
    const runs = new RunService(LOG);
    const controls = new Controls(MEMENTO);
    const connections = new Connections(new ApiKey(secretsWith(undefined)));
    const prompts = new RunPrompts();
    disposables = [runs, controls, connections, prompts];
    const actions = new RunActions({
      runs,
      controls,
      locations,
      prompts,
      resumer: new Resumer(runs, connections),
      generator: {
        again: (_, speed) => {
          again.push(speed);
          return Promise.resolve();
        },
      },
    });
    const restorer = new Restorer(controls);
    controller = new RunController({ runs, actions, selection, prompts, restorer, log: LOG });
  });
  afterEach(async () => {
    for (const disposable of disposables) disposable.dispose();
    for (const directory of [scratch, path.dirname(folder)]) {
      await rm(directory, { recursive: true, force: true });
    }
  });

  const perform = (action: RunActionId | ImageActionId) =>
    controller.performOnStage(action, {
      document,
      folder,
      task: 0,
      post: () => Promise.resolve(),
      onSelect: () => undefined,
    });
  const copied = () => vscode.env.clipboard.readText();

  it('acts on the selected image, and on the newest run while none is selected', async () => {
    const older = await finished(folder, {
      createdAt: '2026-01-01T00:00:00.000Z',
      results: [saved(1), saved(2)],
    });
    await finished(folder, { createdAt: '2026-01-02T00:00:00.000Z', results: [saved(3)] });
    await perform('copySeed');
    assert.equal(await copied(), '1003');
    selection.choose(folder, { runId: path.basename(older.directory), index: 1 });
    await perform('copySeed');
    assert.equal(await copied(), '1002');
    await perform('copyFilePath');
    assert.equal(await copied(), path.join(older.directory, 'image-2.png'));
  });

  it('acts on the run of the image, too, and lets the new run take the stage', async () => {
    const run = await finished(folder);
    selection.choose(folder, { runId: path.basename(run.directory), index: 0 });
    await perform('againQuality');
    assert.deepEqual(again, ['QUALITY']);
  });

  it('does nothing where it is not possible, or where nothing is on the stage', async () => {
    await vscode.env.clipboard.writeText('before');
    await perform('copySeed');
    await finished(folder, { results: [{ ...saved(1), seed: null }] });
    await perform('copySeed');
    assert.equal(await copied(), 'before');
  });
});
