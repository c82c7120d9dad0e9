import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { RUN_ACTIONS } from '../../../src/protocol/run-actions';
import type { Run } from '../../../src/run/record/store';
import { Controls } from '../../../src/vscode/documents/controls';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { RunActions } from '../../../src/vscode/run-actions/actions';
import { RunPrompts } from '../../../src/vscode/run-actions/run-prompts';
import { Resumer } from '../../../src/vscode/generate/resumer';
import { RunService } from '../../../src/vscode/runs/run-service';
import type { Command } from '../../../src/vscode/platform/command';
import { COMMANDS } from '../../../src/vscode/platform/contributions';
import { ApiKey } from '../../../src/vscode/platform/api-key';
import { Connections } from '../../../src/vscode/runs/connections';
import type { RunsNode } from '../../../src/vscode/tree/nodes';
import { runCommands } from '../../../src/vscode/tree/run-commands';
import { RunsTree } from '../../../src/vscode/tree/runs-tree';
import { LOG } from '../runs/support';
import { eventually, openText, PROMPT_TEXT, secretsWith, workspaceFolder } from '../support';
import { documentIn, finished, saved } from './support';

const POSTER = 'commands/poster.structured-prompt.json';

describe('what can be done in the tree', () => {
  let scratch: string;
  let folder: string;
  let runs: RunService;
  let tree: RunsTree;
  let commands: readonly Command[];
  let disposables: readonly { dispose(): unknown }[];
  /** What was made again: the run's folder and the speed. */
  let again: (readonly [string, string | null])[];
  let staged: (readonly [string, object])[];
  /** What was to be done with what is on the stage. */
  let onStage: string[];
  /** Whether the panel stays on another document. */
  let isLocked: boolean;

  beforeEach(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'sps-tree-'));
    const locations = new RunLocations(vscode.Uri.file(scratch));
    folder = locations.folderOf(vscode.Uri.joinPath(workspaceFolder(), POSTER));
    runs = new RunService(LOG);
    tree = new RunsTree(runs, locations);
    again = [];
    staged = [];
    onStage = [];
    isLocked = false;
    const controls = new Controls({ get: () => undefined, keys: () => [], update: () => Promise.resolve() });
    const connections = new Connections(new ApiKey(secretsWith(undefined)));
    const prompts = new RunPrompts();
    disposables = [runs, tree, controls, connections, prompts];
    const actions = new RunActions({
      runs,
      controls,
      locations,
      resumer: new Resumer(runs, connections),
      prompts,
      generator: {
        again: ({ directory }, speed) => {
          again.push([directory, speed]);
          return Promise.resolve();
        },
      },
    });
    commands = runCommands({
      tree,
      actions,
      prompts,
      onStage: (action) => {
        onStage.push(action);
        return Promise.resolve();
      },
      studio: {
        open: () => undefined,
        openImage: (document, image) => {
          if (!isLocked) staged.push([document.toString(), image]);
          return !isLocked;
        },
      },
    });
  });
  afterEach(async () => {
    for (const disposable of disposables) disposable.dispose();
    for (const place of [scratch, path.dirname(folder)]) await rm(place, { recursive: true, force: true });
  });

  const execute = async (id: string, ...args: readonly unknown[]) => {
    const command = commands.find((candidate) => candidate.id === id);
    assert.ok(command);
    await command.execute(...args);
  };
  const nodeOf = async (run: Run): Promise<RunsNode> => {
    const nodes = await tree.getChildren(await documentIn(tree, path.dirname(run.directory)));
    const node = nodes.find((found) => found.kind === 'run' && found.run.directory === run.directory);
    assert.ok(node);
    return node;
  };
  const imageOf = async (run: Run, index = 0): Promise<RunsNode> => {
    const image = (await tree.getChildren(await nodeOf(run)))[index];
    assert.ok(image);
    return image;
  };
  const activeTab = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

  it('puts an image on the stage of its document, and shows the document', async () => {
    const { uri } = await openText(POSTER, PROMPT_TEXT);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const run = await finished(folder, { results: [saved(1), saved(2)] });
    await execute(COMMANDS.openImage, await imageOf(run, 1));
    assert.deepEqual(staged, [[uri.toString(), { runId: path.basename(run.directory), index: 1 }]]);
    const shown = vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString());
    assert.ok(shown.includes(uri.toString()));
  });

  const isOnShow = (image: string) => () => {
    const input = activeTab();
    const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
    return isFile && input.uri.fsPath === image ? true : undefined;
  };

  it('opens an image by itself where the panel stays on another document', async () => {
    await openText(POSTER, PROMPT_TEXT);
    const run = await finished(folder);
    isLocked = true;
    await execute(COMMANDS.openImage, await imageOf(run));
    await eventually(isOnShow(path.join(run.directory, 'image-1.png')));
  });

  it('opens an image by itself where its document is gone', async () => {
    const run = await finished(path.join(path.dirname(folder), 'gone.structured-prompt.json'));
    await execute(COMMANDS.openImage, await imageOf(run));
    await eventually(isOnShow(path.join(run.directory, 'image-1.png')));
    assert.deepEqual(staged, []);
  });

  it('marks an image as a favorite, shows that, and takes it back', async () => {
    const run = await finished(folder);
    const starred = async () => tree.getTreeItem(await imageOf(run)).contextValue?.includes('removeFavorite');
    assert.equal(await starred(), false);
    await execute(RUN_ACTIONS.addFavorite.command, await imageOf(run));
    assert.equal(await starred(), true);
    const review = JSON.parse(await readFile(path.join(run.directory, 'review.json'), 'utf8')) as object;
    assert.deepEqual(review, { version: 1, images: { 1: { favourite: true, note: '' } } });
    await execute(RUN_ACTIONS.removeFavorite.command, await imageOf(run));
    assert.equal(await starred(), false);
  });

  it('copies the path and the seed of an image, and the request of a run', async () => {
    const run = await finished(folder);
    await execute(RUN_ACTIONS.copyFilePath.command, await imageOf(run));
    assert.equal(await vscode.env.clipboard.readText(), path.join(run.directory, 'image-1.png'));
    await execute(RUN_ACTIONS.copySeed.command, await imageOf(run));
    assert.equal(await vscode.env.clipboard.readText(), '1001');
    await execute(RUN_ACTIONS.copyRequest.command, await nodeOf(run));
    assert.deepEqual(JSON.parse(await vscode.env.clipboard.readText()), [run.record.request]);
    await execute(RUN_ACTIONS.copyCurl.command, await imageOf(run));
    assert.match(await vscode.env.clipboard.readText(), /^curl /);
  });

  it('acts on the stage where it names no node, as from the palette', async () => {
    await execute(RUN_ACTIONS.copySeed.command);
    await execute(RUN_ACTIONS.again.command, undefined);
    await execute(RUN_ACTIONS.openFolder.command);
    assert.deepEqual(onStage, ['copySeed', 'again', 'openFolder']);
    assert.deepEqual(again, []);
  });

  it('makes runs again, each once, whether they or their images are selected', async () => {
    const first = await finished(folder, { results: [saved(1), saved(2)] });
    const second = await finished(folder);
    const selected = [await imageOf(first), await imageOf(first, 1), await nodeOf(second)];
    await execute(RUN_ACTIONS.again.command, selected[0], selected);
    await execute(RUN_ACTIONS.againQuality.command, await nodeOf(second));
    assert.deepEqual(again, [
      [first.directory, null],
      [second.directory, null],
      [second.directory, 'QUALITY'],
    ]);
  });

  it('compares the prompts of two runs, from the older to the newer one', async () => {
    const older = await finished(folder, { createdAt: '2026-01-01T00:00:00.000Z' });
    const newer = await finished(folder, { createdAt: '2026-01-02T00:00:00.000Z' });
    const selected = [await nodeOf(newer), await imageOf(older)];
    await execute(COMMANDS.compareRuns, selected[0], selected);
    const input = await eventually(() => {
      const tab = activeTab();
      return tab instanceof vscode.TabInputTextDiff ? tab : undefined;
    });
    const folders = [input.original, input.modified].map(({ fsPath }) => path.dirname(fsPath));
    assert.deepEqual(folders, [older.directory, newer.directory]);
  });

  it('opens what a sentence became as a new document, where the draft itself was never opened', async () => {
    const own = path.join(path.dirname(folder), 'drafted.structured-prompt.json');
    const sent = (await finished(own)).record.request;
    const { settings, ...request } = { ...sent, positivePrompt: 'A boat', width: 1664, height: 2496 };
    assert.ok(settings);
    const prompt = JSON.parse(PROMPT_TEXT) as object;
    const response = [{ imageUUID: 'image-1', structuredPrompt: prompt }];
    const run = await finished(own, { taskUUID: sent.taskUUID, request, response });
    await execute(RUN_ACTIONS.openPrompt.command, await nodeOf(run));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.deepEqual(JSON.parse(document.getText()), prompt);
    assert.equal(
      new RunLocations(vscode.Uri.file(scratch)).folderOf(document.uri),
      own,
      'its run is its own',
    );
    assert.equal((await documentIn(tree, own)).location.isThere, true);
  });

  it('does nothing where no node is meant', async () => {
    await execute(RUN_ACTIONS.deleteRun.command);
    await execute(COMMANDS.openImage, { kind: 'document' });
    await execute(COMMANDS.compareRuns, 5, [5, 6]);
    assert.deepEqual([again, staged], [[], []]);
  });
});
