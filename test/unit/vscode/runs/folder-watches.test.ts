import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { FolderWatches } from '../../../../src/vscode/runs/folder-watches';
import { cleanUp, onCleanUp, temporaryFolder } from '../../../support/runs';

/** Watches that record what they reported, and can wait for it. */
function watching() {
  const told = new Set<string>();
  let heard = (): void => undefined;
  const watches = new FolderWatches((file) => {
    told.add(file);
    heard();
  });
  onCleanUp(() => {
    watches.dispose();
    return Promise.resolve();
  });
  const tells = async (file: string) => {
    while (!told.has(file)) await new Promise<void>((resolve) => (heard = resolve));
  };
  return { watches, told, tells };
}

describe('FolderWatches', () => {
  afterEach(cleanUp);

  it('reports a folder that did not exist, and what comes into it once it is watched', async () => {
    const runs = await temporaryFolder();
    const { watches, tells } = watching();
    const poster = path.join(runs, 'posters', 'poster');
    watches.follow(poster, []);
    await mkdir(poster, { recursive: true });
    await tells(path.join(runs, 'posters'));
    watches.follow(poster, []);
    await mkdir(path.join(poster, 'run'));
    await tells(path.join(poster, 'run'));
  });

  it('keeps watching a folder after the subfolder that it also waited for has appeared', async () => {
    const runs = await temporaryFolder();
    const { watches, tells } = watching();
    assert.ok(watches.add(runs));
    const poster = path.join(runs, 'poster');
    watches.follow(poster, []);
    await mkdir(poster);
    await tells(poster);
    watches.follow(poster, []);
    await mkdir(path.join(runs, 'other'));
    await tells(path.join(runs, 'other'));
  });

  it('stops watching a folder that it watched only to wait for the subfolder', async () => {
    const runs = await temporaryFolder();
    const { watches, told, tells } = watching();
    const poster = path.join(runs, 'poster');
    watches.follow(poster, []);
    await mkdir(poster);
    await tells(poster);
    watches.follow(poster, []);
    await mkdir(path.join(runs, 'other'));
    await mkdir(path.join(poster, 'run'));
    await tells(path.join(poster, 'run'));
    assert.ok(!told.has(path.join(runs, 'other')));
  });
});
