import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { annotate } from '../../../src/run/record/annotations';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { RunService } from '../../../src/vscode/runs/run-service';
import { RunWatcher } from '../../../src/vscode/runs/run-watcher';
import type { RunsNode } from '../../../src/vscode/tree/nodes';
import { RunsTree } from '../../../src/vscode/tree/runs-tree';
import { leave, LOG, Service, jobIn } from '../runs/support';
import { eventually, openText, PROMPT_TEXT, workspaceFolder } from '../support';
import { documentIn, finished, saved, shown, tooltip } from './support';

const TORN = '2026-03-01T09-30-00-00000000';

const YEAR = new Date().getFullYear();

/** A day of this year, in the language of the tests. */
const WRITTEN = [
  vscode.env.language,
  { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
] as const;

/** The actions of runs and images that were generated, in the order of the table. */
const AGAIN = 'openPrompt again againQuality';
const MADE_FROM = `${AGAIN} copyRequest copyCurl`;
const REST = 'copyRequest copyCurl saveAllImages showDetails openFolder';

describe('the tree of all runs', () => {
  let scratch: string;
  let locations: RunLocations;
  let runs: RunService;
  let tree: RunsTree;
  let made: string[];

  beforeEach(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'sps-tree-'));
    locations = new RunLocations(vscode.Uri.file(path.join(scratch, 'storage')));
    runs = new RunService(LOG);
    tree = new RunsTree(runs, locations);
    made = [];
  });
  afterEach(async () => {
    tree.dispose();
    runs.dispose();
    for (const folder of [scratch, ...made]) await rm(folder, { recursive: true, force: true });
  });

  /** The folder of the runs of a document in the workspace. The document need not exist. */
  function folderOf(name: string): string {
    const folder = locations.folderOf(vscode.Uri.joinPath(workspaceFolder(), name));
    made.push(folder);
    return folder;
  }

  it('shows documents with their costs, and whether they exist', async () => {
    await openText('tree/there.structured-prompt.json', PROMPT_TEXT);
    const there = folderOf('tree/there.structured-prompt.json');
    await finished(there, { results: [saved(1), saved(2, 0.1)] });
    await finished(there, { backend: 'proof', results: [saved(1, null)] });
    const gone = folderOf('tree/gone.structured-prompt.json');
    await leave(gone, { state: 'failed' });
    const item = tree.getTreeItem(await documentIn(tree, there));
    assert.equal(item.label, 'there');
    assert.equal(item.description, '$0.16 · 2 runs');
    assert.equal(item.contextValue, 'document there openFolder');
    const missing = tree.getTreeItem(await documentIn(tree, gone));
    assert.equal(missing.description, '$0.00 · 1 run · missing');
    assert.equal(missing.contextValue, 'document openFolder');
    assert.ok(tree.totals.cost >= 0.16);
  });

  it('identifies an unsaved document by the address that it is going to have', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'tree-unsaved.structured-prompt.json');
    const folder = folderOf('tree-unsaved.structured-prompt.json');
    await finished(folder);
    assert.equal((await documentIn(tree, folder)).location.isThere, false);
    const document = await vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
    const { location } = await documentIn(tree, folder);
    assert.equal(location.uri?.toString(), document.uri.toString());
    assert.equal(location.isThere, true);
  });

  it('finds documents outside the workspace by the address that is recorded beside their runs', async () => {
    const file = vscode.Uri.file(path.join(scratch, 'outside.structured-prompt.json'));
    await writeFile(file.fsPath, PROMPT_TEXT);
    const folder = locations.folderOf(file);
    await finished(folder);
    assert.equal((await documentIn(tree, folder)).location.uri, undefined);
    assert.equal(tree.getTreeItem(await documentIn(tree, folder)).label, 'outside');
    await locations.noteAddress(file);
    const { location } = await documentIn(tree, folder);
    assert.deepEqual([location.uri?.toString(), location.isThere], [file.toString(), true]);
    await rm(file.fsPath);
    assert.equal((await documentIn(tree, folder)).location.isThere, false);
  });

  it('shows runs newest first with their status, and marks folders that cannot be read', async () => {
    const folder = folderOf('tree/runs.structured-prompt.json');
    const at = (hour: number) => ({ createdAt: `${YEAR}-01-01T0${hour}:00:00.000Z` });
    await finished(folder, { ...at(1), results: [saved(1), saved(2)] });
    await finished(folder, { ...at(2), backend: 'proof', results: [saved(1, null)] });
    await finished(folder, { ...at(3), state: 'partial', expected: 3 });
    await leave(folder, { ...at(4), state: 'waiting', accepted: true });
    await leave(folder, at(5));
    await mkdir(path.join(folder, TORN));
    await writeFile(path.join(folder, TORN, 'run.json'), '{ "version": 2 }');
    const items = await shown(tree, await documentIn(tree, folder));
    assert.deepEqual(
      items.map(({ description, iconPath }) => [description, (iconPath as vscode.ThemeIcon).id]),
      [
        ['Not sent · DEFAULT · 2048x2048', 'circle-slash'],
        ['Interrupted · DEFAULT · 2048x2048', 'debug-disconnect'],
        ['1 of 3 images · $0.06 · DEFAULT · 2048x2048', 'warning'],
        ['Layout proof · 2048x2048', 'pass'],
        ['2 images · $0.12 · DEFAULT · 2048x2048', 'pass'],
        [TORN, 'warning'],
      ],
    );
    assert.equal(items[0]?.label, new Date(at(5).createdAt).toLocaleString(...WRITTEN));
    const spoken = items[2]?.accessibilityInformation?.label;
    assert.match(spoken ?? '', / · Some images are missing · 1 of 3 images/, 'no icon tells there');
    assert.deepEqual(
      items.map(({ contextValue }) => contextValue),
      [
        `run prompt resume ${MADE_FROM} showDetails openFolder deleteRun`,
        `run prompt resume ${MADE_FROM} showDetails openFolder deleteRun`,
        `run prompt resume ${MADE_FROM} saveAllImages showDetails openFolder deleteRun`,
        'run prompt openPrompt saveAllImages showDetails openFolder deleteRun',
        `run prompt ${MADE_FROM} saveAllImages showDetails openFolder deleteRun`,
        'unreadable openFolder',
      ],
    );
    assert.equal(await readFile(path.join(folder, TORN, 'run.json'), 'utf8'), '{ "version": 2 }');
  });

  it('shows images with their seeds, stars and notes, and marks those that are gone', async () => {
    const folder = folderOf('tree/images.structured-prompt.json');
    const { directory } = await finished(folder, { results: [saved(1), saved(2), saved(3)] });
    await annotate(directory, 1, { favorite: true, note: 'the one' });
    await rm(path.join(directory, 'image-3.png'));
    const [run] = await tree.getChildren(await documentIn(tree, folder));
    const images = await shown(tree, run);
    assert.deepEqual(
      images.map(({ label, description, contextValue }) => [label, description, contextValue]),
      [
        [
          'Image 1',
          'seed 1001',
          `image prompt ready addFavorite editNote ${AGAIN} saveImage copyFilePath copySeed ${REST}`,
        ],
        [
          'Image 2',
          'seed 1002 · the one',
          `image prompt ready removeFavorite editNote ${AGAIN} saveImage copyFilePath copySeed ${REST}`,
        ],
        [
          'Image 3',
          'The file is gone · seed 1003',
          `image prompt addFavorite editNote ${AGAIN} copySeed ${REST}`,
        ],
      ],
    );
    assert.deepEqual(
      images.map(({ iconPath }) => (iconPath as vscode.ThemeIcon).id),
      ['file-media', 'star-full', 'question'],
    );
    assert.deepEqual(
      images.map(({ command }) => command?.command),
      ['structuredPrompt.runs.openImage', 'structuredPrompt.runs.openImage', undefined],
    );
  });

  it('shows the picture in a tooltip, and shows text of files neither as links nor as markup', async () => {
    const folder = folderOf('tree/hostile.structured-prompt.json');
    const hostile =
      '[here](command:workbench.action.quit) <img src="https://x.test/a.png"> ![](https://x.test/b.png)';
    const { taskUUID, request: sent } = (await leave(folder, { state: 'failed' })).record;
    const request = {
      ...sent,
      settings: { structuredPrompt: { high_level_description: hostile, compositional_deconstruction: {} } },
    };
    const error = { code: 'x', class: 'provider', message: hostile, parameters: [] } as const;
    const { directory } = await finished(folder, { taskUUID, request, errors: [error] });
    await annotate(directory, 0, { note: hostile });
    const found = await tree.getChildren(await documentIn(tree, folder));
    const run = found.find((node) => node.kind === 'run' && node.run.directory === directory);
    assert.ok(run);
    const [image] = await tree.getChildren(run);
    assert.ok(image);
    for (const node of [run, image]) {
      const markdown = tooltip(tree, node);
      assert.ok(!markdown.isTrusted && !markdown.supportHtml);
      assert.match(markdown.value, /\\\[here/, 'its signs are escaped');
      const pictures = [...markdown.value.matchAll(/(?<!\\)!\[\]\(([^)|]+)/g)].map((match) => match[1]);
      assert.deepEqual(pictures, [vscode.Uri.file(path.join(directory, 'image-1.png')).toString()]);
    }
  });

  it('updates when runs of this window or the folders change', async () => {
    const watcher = new RunWatcher(runs, locations);
    watcher.onDidTouch((paths) => tree.touch(paths));
    const folder = folderOf('tree/followed.structured-prompt.json');
    const told: (RunsNode | undefined)[] = [];
    tree.onDidChangeTreeData((node) => told.push(node));
    let known = await tree.getChildren();
    /** Waits until the tree shows this. Asks for its documents only when it has reported that they changed. */
    const says = (description: string) =>
      eventually(async () => {
        if (told.splice(0).includes(undefined)) known = await tree.getChildren();
        const node = known.find((found) => found.kind === 'document' && found.folder === folder);
        return (node ? tree.getTreeItem(node).description : 'none') === description ? true : undefined;
      });
    try {
      const { directory } = await finished(folder);
      await says('$0.06 · 1 run · missing');
      const signal = new AbortController().signal;
      await runs.run([jobIn(folder, 'runware')], { backend: new Service(), signal });
      await says('$0.12 · 2 runs · missing');
      await finished(folder);
      await says('$0.18 · 3 runs · missing');
      await rm(directory, { recursive: true });
      await says('$0.12 · 2 runs · missing');
      await rm(folder, { recursive: true });
      await says('none');
    } finally {
      watcher.dispose();
    }
  });

  it('shows a document whose first run takes another program long to write', async () => {
    const watcher = new RunWatcher(runs, locations);
    try {
      const touched: string[] = [];
      watcher.onDidTouch((paths) => touched.push(...paths));
      watcher.onDidTouch((paths) => tree.touch(paths));
      const folder = folderOf('tree/slow/slow.structured-prompt.json');
      const { directory, record } = await finished(path.join(scratch, 'elsewhere'));
      const place = path.join(folder, path.basename(directory));
      await mkdir(place, { recursive: true });
      await eventually(() => (touched.some((file) => folder.startsWith(file)) ? true : undefined));
      // The reads that follow a new folder are over.
      await eventually(() =>
        touched.filter((file) => folder.startsWith(file)).length > 1 ? true : undefined,
      );
      touched.length = 0;
      await writeFile(path.join(place, 'run.json'), JSON.stringify(record));
      await eventually(() => (touched.some((file) => file.startsWith(place)) ? true : undefined));
      await eventually(async () => ((await documentIn(tree, folder)).totals?.runs === 1 ? true : undefined));
    } finally {
      watcher.dispose();
    }
  });

  it('does not draw its rows again if nothing in them changes, as when a thumbnail is made', async () => {
    const folder = folderOf('tree/calm.structured-prompt.json');
    const { directory } = await finished(folder);
    const document = await documentIn(tree, folder);
    await tree.getChildren(document);
    const counted = () =>
      new Promise<void>((resolve) => {
        const subscription = tree.onDidCount(() => {
          subscription.dispose();
          resolve();
        });
      });
    // As the view does: it asks again for what it has to draw again.
    tree.onDidChangeTreeData((node) => {
      if (node === undefined) void tree.getChildren();
    });
    const told: unknown[] = [];
    tree.onDidChangeTreeData((node) => told.push(node));
    // The documents may still be counted, and drawn again once all of them are.
    do {
      told.length = 0;
      const done = counted();
      tree.touch([directory]);
      await done;
    } while (told.length > 0);
    const change = async (name: string, content: string) => {
      await writeFile(path.join(directory, name), content);
      await runs.refresh([path.join(directory, name)]);
      const done = counted();
      tree.touch([path.join(directory, name)]);
      await done;
    };
    await change('thumbnail-1.webp', 'small');
    assert.deepEqual(told, []);
    await change('review.json', '{ "version": 1, "images": { "1": { "favourite": true, "note": "" } } }');
    assert.ok(told.length > 0 && told.every((node) => node === document));
  });
});
