import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findDocumentFolders } from '../../../../src/run/record/document-folders';
import { cleanUp, temporaryFolder } from '../../../support/runs';

describe('findDocumentFolders', () => {
  let root: string;

  beforeEach(async () => {
    root = await temporaryFolder();
  });
  afterEach(cleanUp);

  const run = async (folder: string, record = '{}') => {
    await mkdir(path.join(root, folder), { recursive: true });
    await writeFile(path.join(root, folder, 'run.json'), record);
  };
  const found = async () =>
    (await findDocumentFolders(root))
      .map((folder) => path.relative(root, folder).replaceAll('\\', '/'))
      .sort();

  it('finds the documents that have runs, however deep, readable or not', async () => {
    await run('a.structured-prompt.json/2026-03-01T09-30-00-1b4e28ba');
    await run('posters/deep/b.image-task.json/2026-03-01T09-30-00-1b4e28ba', 'torn');
    await run('posters/deep/b.image-task.json/moved here');
    await mkdir(path.join(root, 'posters', 'withdrawn.structured-prompt.json'), { recursive: true });
    assert.deepEqual(await found(), ['a.structured-prompt.json', 'posters/deep/b.image-task.json']);
  });

  it('finds a document whose folder is among the runs of another one', async () => {
    await run('a.json/2026-03-01T09-30-00-1b4e28ba');
    await run('a.json/z.json/2026-03-01T09-30-00-1b4e28bb');
    assert.deepEqual(await found(), ['a.json', 'a.json/z.json']);
  });

  it('follows no links, which may be circular, and finds nothing when the folder is missing', async () => {
    await run('a.json/1');
    await symlink(root, path.join(root, 'circle'), 'dir');
    assert.deepEqual(await found(), ['a.json']);
    assert.deepEqual(await findDocumentFolders(path.join(root, 'none')), []);
  });
});
