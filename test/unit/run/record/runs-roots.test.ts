import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import {
  documentFolder,
  documentFolderFrom,
  documentFolders,
  RUNS_FOLDER,
} from '../../../../src/run/record/folder';
import { indexRuns } from '../../../../src/run/record/run-index';
import { findRunsRoots } from '../../../../src/run/record/runs-roots';
import { createRunFolder, writeNewRun } from '../../../../src/run/record/store';
import { cleanUp, newRun, temporaryFolder } from '../../../support/runs';

const NAME = 'poster.structured-prompt.json';

describe('runs that were made in folders below', () => {
  let root: string;
  beforeEach(async () => {
    root = await temporaryFolder();
  });
  afterEach(cleanUp);

  it('belong to the same document, wherever they were made', async () => {
    const document = path.join(root, 'sets', 'sea', NAME);
    const owners = [root, path.join(root, 'sets'), path.join(root, 'sets', 'sea')];
    const known = documentFolder(root, document);
    const folders = owners.map((owner) => documentFolder(owner, document));
    assert.deepEqual(documentFolders(known), folders);
    for (const folder of folders) assert.equal(documentFolderFrom(root, folder), known);
    const made: string[] = [];
    for (const folder of folders) {
      const { directory } = await writeNewRun(await createRunFolder(folder, newRun()), newRun());
      made.push(directory);
    }
    const { runs } = await indexRuns(known);
    assert.deepEqual(runs.map(({ directory }) => directory).sort(), [...made].sort());
    // Who was started below knows nothing of what is above.
    assert.deepEqual(documentFolders(folders[2] ?? ''), [folders[2]]);
  });

  it('are none where a folder is no folder of ours', () => {
    const folder = path.join(root, 'runs', `${NAME}-0123456789ab`);
    assert.deepEqual(documentFolders(folder), [folder]);
    assert.equal(documentFolderFrom(root, folder), folder);
    assert.deepEqual(documentFolders(documentFolder(root, path.join(root, NAME))), [
      documentFolder(root, path.join(root, NAME)),
    ]);
  });

  it('are found at any depth, but not among what programs keep or behind links', async () => {
    const at = (...names: readonly string[]) => path.join(root, ...names, RUNS_FOLDER);
    for (const folder of [
      at(),
      at('a'),
      at('a', 'b', 'c'),
      at('node_modules', 'x'),
      at('.cache'),
      at('.git'),
    ]) {
      await mkdir(folder, { recursive: true });
    }
    await symlink(path.join(root, 'a'), path.join(root, 'link'), 'dir');
    assert.deepEqual(await findRunsRoots(root), [at('a'), at('a', 'b', 'c')]);
    assert.deepEqual(await findRunsRoots(path.join(root, 'missing')), []);
  });
});
