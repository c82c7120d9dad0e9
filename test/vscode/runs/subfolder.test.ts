import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { documentFolder } from '../../../src/run/record/folder';
import { findInterrupted } from '../../../src/vscode/generate/collect-interrupted';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { RunService } from '../../../src/vscode/runs/run-service';
import { RunWatcher } from '../../../src/vscode/runs/run-watcher';
import { RunsTree } from '../../../src/vscode/tree/runs-tree';
import { answering, finished } from '../run-actions/support';
import { workspaceFolder } from '../support';
import { documentIn, shown } from '../tree/support';
import { leave, LOG, within } from './support';

const NAME = 'poster.structured-prompt.json';

describe('runs that were made in a folder below the workspace’s', () => {
  let base: string;
  let storage: vscode.Uri;
  let runs: RunService;
  let tree: RunsTree;
  let watcher: RunWatcher | undefined;
  /** The folder that stands for the document in this window. */
  let folder: string;
  /** The folder for the runs of a program that was started in the folder below. */
  let below: string;
  beforeEach(async () => {
    const root = workspaceFolder().fsPath;
    base = await mkdtemp(path.join(root, 'below-'));
    const document = path.join(base, 'deep', NAME);
    await mkdir(path.dirname(document), { recursive: true });
    folder = documentFolder(root, document);
    below = documentFolder(base, document);
    storage = vscode.Uri.file(await mkdtemp(path.join(tmpdir(), 'sps-below-')));
    runs = new RunService(LOG);
    tree = new RunsTree(runs, new RunLocations(storage));
  });
  afterEach(async () => {
    watcher?.dispose();
    watcher = undefined;
    tree.dispose();
    runs.dispose();
    for (const made of [base, storage.fsPath, folder]) await rm(made, { recursive: true, force: true });
  });

  const directories = async () => (await runs.list(folder)).map(({ directory }) => directory).sort();

  it('are shown with the other runs of their document, in the panel and in the tree, and stay where they are', async () => {
    const one = await finished(folder);
    const two = await finished(below);
    assert.deepEqual(await directories(), [one.directory, two.directory].sort());
    const node = await documentIn(tree, folder);
    assert.equal((await shown(tree, node)).length, 2);
    assert.equal(tree.getTreeItem(node).description, '$0.12 · 2 runs · missing');
    const known = (await tree.getChildren()).filter(
      (other) => other.kind === 'document' && other.folder === below,
    );
    assert.deepEqual(known, [], 'the document is there once');
  });

  it('are collected where they are', async () => {
    const left = await leave(below, { state: 'waiting', accepted: true });
    const found = await findInterrupted(await runs.roots.all(), runs);
    assert.deepEqual(
      found.map(({ directory }) => directory).filter((directory) => directory.startsWith(base)),
      [left.directory],
    );
  });

  it('update when they appear, change and disappear', async () => {
    watcher = new RunWatcher(runs, new RunLocations(storage));
    watcher.onDidTouch((paths) => tree.touch(paths));
    assert.deepEqual(await directories(), []);
    const run = await finished(below);
    await within(async () => (await directories()).length === 1);
    assert.ok(runs.roots.known.some((root) => root.startsWith(base)));
    await documentIn(tree, folder);
    const second = await finished(below);
    await within(async () => (await directories()).includes(second.directory));
    await rm(run.directory, { recursive: true });
    await within(async () => (await directories()).length === 1);
  });

  if (process.platform === 'win32') return;

  it('are not shown behind a link that leads out of the folder, with one warning', async () => {
    const elsewhere = await mkdtemp(path.join(tmpdir(), 'sps-elsewhere-'));
    try {
      const theirs = documentFolder(elsewhere, path.join(elsewhere, 'deep', NAME));
      await finished(theirs);
      await symlink(path.join(elsewhere, '.structured-prompt'), path.join(base, '.structured-prompt'));
      const told = await answering([], async () => {
        assert.deepEqual(await directories(), []);
        await runs.reload(folder);
      });
      assert.deepEqual(
        told.map(({ words }) => words),
        [
          `${path.join(base, '.structured-prompt')} is a link that leads out of its folder. Runs behind it are not shown.`,
        ],
      );
      assert.ok(!(await runs.roots.all()).some((root) => root.startsWith(base)));
      assert.equal((await readdir(theirs)).length, 1);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });
});
