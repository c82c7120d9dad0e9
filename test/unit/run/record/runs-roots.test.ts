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

describe('runs that were created from a folder below', () => {
  let root: string;
  beforeEach(async () => {
    root = await temporaryFolder();
  });
  afterEach(cleanUp);

  it('belong to the same document, wherever they were created', async () => {
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
    // A program that was started below does not know the folders above.
    assert.deepEqual(documentFolders(folders[2] ?? ''), [folders[2]]);
  });

  it('are not looked for outside of a folder of ours', () => {
    const folder = path.join(root, 'runs', `${NAME}-0123456789ab`);
    assert.deepEqual(documentFolders(folder), [folder]);
    assert.equal(documentFolderFrom(root, folder), folder);
    assert.deepEqual(documentFolders(documentFolder(root, path.join(root, NAME))), [
      documentFolder(root, path.join(root, NAME)),
    ]);
  });

  it('are found at any depth, but not in folders of packages and programs or behind links', async () => {
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
