import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { annotate } from '../../../src/run/record/annotations';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { RunService } from '../../../src/vscode/runs/run-service';
import { RunWatcher } from '../../../src/vscode/runs/run-watcher';
import { finished } from '../run-actions/support';
import { workspaceFolder } from '../support';
import { LOG, within } from './support';

for (const [where, inWorkspace] of [
  ['in a workspace folder', true],
  ['in the storage of the extension', false],
] as const) {
  describe(`RunWatcher, for runs ${where}`, () => {
    let storage: string;
    let root: string;
    let folder: string;
    let runs: RunService;
    let watcher: RunWatcher;
    beforeEach(async () => {
      storage = await mkdtemp(path.join(tmpdir(), 'sps-watch-'));
      const runsFolder = path.join(workspaceFolder().fsPath, '.structured-prompt', 'runs');
      root = inWorkspace ? path.join(runsFolder, 'watched') : path.join(storage, 'runs', 'watched');
      folder = path.join(root, 'poster.structured-prompt.json');
      await mkdir(folder, { recursive: true });
      runs = new RunService(LOG);
      watcher = new RunWatcher(runs, new RunLocations(vscode.Uri.file(storage)));
    });
    afterEach(async () => {
      watcher.dispose();
      runs.dispose();
      await rm(root, { recursive: true, force: true });
      await rm(storage, { recursive: true, force: true });
    });

    const names = async () => (await runs.list(folder)).map(({ directory }) => path.basename(directory));

    it('follows runs that are new, annotated, moved, deleted or unreadable', async () => {
      assert.deepEqual(await names(), []);
      const first = await finished(folder, 1, { createdAt: '2026-01-01T00:00:00.000Z' });
      await within(async () => (await runs.list(folder))[0]?.files.has('image-1.png') === true);
      const [before] = await runs.list(folder);
      const second = await finished(folder);
      await within(async () => (await names()).length === 2);
      await annotate(second.directory, 0, { favorite: true });
      await within(async () => (await runs.list(folder))[0]?.annotations.get(0)?.favorite === true);
      assert.equal((await runs.list(folder))[1], before, 'what did not change was left alone');
      await rename(second.directory, path.join(folder, 'moved'));
      await within(async () => (await names())[0] === 'moved');
      await writeFile(path.join(folder, 'moved', 'run.json'), '{ "torn');
      const torn = [path.join(folder, 'moved')];
      await within(async () => (await runs.index(folder)).unreadable[0] === torn[0]);
      assert.deepEqual(await names(), [path.basename(first.directory)]);
      await rm(root, { recursive: true });
      await within(async () => (await names()).length === 0);
      assert.deepEqual((await runs.index(folder)).unreadable, []);
    });

    it('finds runs in a folder that did not exist when it was asked for, and again after it was deleted', async () => {
      const later = path.join(root, 'posters', 'later.structured-prompt.json');
      const found = async () => (await runs.list(later)).length;
      assert.equal(await found(), 0);
      for (let round = 0; round < 2; round++) {
        await finished(later);
        await within(async () => (await found()) === 1);
        await rm(path.join(root, 'posters'), { recursive: true });
        await within(async () => (await found()) === 0);
      }
    });

    it('reports runs in new folders, however slowly these are made', async () => {
      const told = new Set<string>();
      watcher.onDidTouch((paths) => paths.forEach((file) => told.add(file)));
      // The editor takes a while to start to watch a folder outside the workspace.
      let begun = 0;
      await within(async () => {
        await writeFile(path.join(root, `begun-${++begun}`), '');
        return told.size > 0;
      });
      for (let turns = 0; turns < 12; turns++) {
        let place = root;
        for (const name of [`slow-${turns}`, 'posters', 'poster.structured-prompt.json', 'run']) {
          place = path.join(place, name);
          await mkdir(place);
          for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        }
        const record = path.join(place, 'run.json');
        await writeFile(record, '{}');
        // It is reported itself, or found when a folder above it that was reported later is read.
        const inner = path.join(root, `slow-${turns}`);
        await within(() => Promise.resolve([...told].some((file) => file.startsWith(inner))));
        told.clear();
        await writeFile(path.join(place, 'later.json'), '{}');
        await within(() => Promise.resolve(told.has(path.join(place, 'later.json'))));
      }
    });

    it('reports nothing else that comes into the folders around those of the runs', async () => {
      const other = path.join(inWorkspace ? workspaceFolder().fsPath : storage, 'other');
      const told = new Set<string>();
      watcher.onDidTouch((paths) => paths.forEach((file) => told.add(file)));
      try {
        await mkdir(path.join(other, 'within'), { recursive: true });
        await writeFile(path.join(other, 'within', 'run.json'), '{}');
        let begun = 0;
        await within(async () => {
          await writeFile(path.join(root, `begun-${++begun}`), '');
          return told.size > 0;
        });
        assert.ok([...told].every((file) => !file.startsWith(other)));
      } finally {
        await rm(other, { recursive: true, force: true });
      }
    });

    it('reads the runs once for changes at the same time', async () => {
      const run = await finished(folder);
      await runs.list(folder);
      let changes = 0;
      runs.onDidChange(() => changes++);
      for (let index = 1; index <= 20; index++) {
        await writeFile(path.join(run.directory, `notes-${index}.txt`), 'mine');
      }
      await within(async () => (await runs.list(folder))[0]?.files.has('notes-20.txt') === true);
      assert.ok(changes < 10, `${changes} steps`);
    });

    it('does not read runs once it is disposed of', async () => {
      const run = await finished(folder);
      const other = new RunService(LOG);
      const watching = new RunWatcher(other, new RunLocations(vscode.Uri.file(storage)));
      try {
        const before = await runs.list(folder);
        await other.list(folder);
        watcher.dispose();
        let made = 0;
        await within(async () => {
          await writeFile(path.join(run.directory, `notes-${++made}.txt`), 'mine');
          return (await other.list(folder))[0]?.files.has('notes-1.txt') === true;
        });
        assert.equal(await runs.list(folder), before);
      } finally {
        watching.dispose();
        other.dispose();
      }
    });
  });
}
