import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { FolderWatches } from '../../../../src/vscode/runs/folder-watches';
import { cleanUp, onCleanUp, temporaryFolder } from '../../../support/runs';

/** Watches that remember what they told of, and wait for it. */
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

describe('folders that are watched one by one', () => {
  afterEach(cleanUp);

  it('tell of a folder that was not there, and of what comes into it once it is followed', async () => {
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

  it('stay watched where another folder has come into them that they were watched for, too', async () => {
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

  it('are let go of where they were watched for that folder alone', async () => {
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
