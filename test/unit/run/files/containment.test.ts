import assert from 'node:assert/strict';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findDocumentFolders } from '../../../../src/run/record/document-folders';
import { documentFolder } from '../../../../src/run/record/folder';
import { escapingLink, requireContained } from '../../../../src/run/files/containment';
import { indexRuns, readStored } from '../../../../src/run/record/run-index';
import { createRunFolder, findRuns, writeNewRun } from '../../../../src/run/record/store';
import { cleanUp, newRun, temporaryFolder } from '../../../support/runs';

const NAME = 'poster.structured-prompt.json';

// Elsewhere links need permissions.
if (process.platform !== 'win32') {
  describe('a link that leads out of the folder around the runs', () => {
    let home: string;
    let folder: string;
    let elsewhere: string;
    beforeEach(async () => {
      home = await temporaryFolder();
      elsewhere = await temporaryFolder();
      folder = documentFolder(home, path.join(home, 'posters', NAME));
      const theirs = documentFolder(elsewhere, path.join(elsewhere, 'posters', NAME));
      await writeNewRun(await createRunFolder(theirs, newRun()), newRun());
    });
    afterEach(cleanUp);

    /** Replaces one of the folders by a link to the same folder elsewhere. */
    async function link(...names: readonly string[]): Promise<string> {
      const place = path.join(home, ...names);
      await mkdir(path.dirname(place), { recursive: true });
      await symlink(path.join(elsewhere, ...names), place);
      return place;
    }

    for (const names of [
      ['.structured-prompt'],
      ['.structured-prompt', 'runs'],
      ['.structured-prompt', 'runs', 'posters'],
      ['.structured-prompt', 'runs', 'posters', NAME],
    ]) {
      it(`is neither read nor written through: ${names.join('/')}`, async () => {
        const place = await link(...names);
        assert.equal(await escapingLink(folder), place);
        assert.deepEqual((await indexRuns(folder)).runs, []);
        const root = path.join(home, '.structured-prompt', 'runs');
        assert.deepEqual(await findRuns(root), []);
        assert.deepEqual(await findDocumentFolders(root), []);
        const theirs = path.join(elsewhere, '.structured-prompt', 'runs', 'posters', NAME);
        const before = await readdir(theirs);
        for (const run of before) assert.equal(await readStored(path.join(folder, run)), undefined);
        await assert.rejects(createRunFolder(folder, newRun()), /is a link that leads out/);
        assert.deepEqual(await readdir(theirs), before);
      });
    }

    it('is not followed when its target is missing, and nothing is created there', async () => {
      await symlink(path.join(elsewhere, 'nothing'), path.join(home, '.structured-prompt'));
      await assert.rejects(createRunFolder(folder, newRun()), /is a link that leads out/);
      assert.ok(!(await readdir(elsewhere)).includes('nothing'));
    });

    it("is not accepted as a run's folder or record, nor as an image", async () => {
      const { directory } = await writeNewRun(await createRunFolder(folder, newRun()), newRun());
      const theirs = path.join(elsewhere, 'theirs');
      await cp(directory, theirs, { recursive: true });
      await symlink(theirs, path.join(folder, 'linked'));
      await mkdir(path.join(folder, 'half'));
      await symlink(path.join(theirs, 'run.json'), path.join(folder, 'half', 'run.json'));
      await symlink(path.join(theirs, 'run.json'), path.join(directory, 'image-1.png'));
      const { runs, unreadable } = await indexRuns(folder);
      assert.deepEqual(
        runs.map((run) => [run.directory, run.files.has('image-1.png')]),
        [[directory, false]],
      );
      assert.deepEqual(unreadable, []);
      assert.equal(await readStored(path.join(folder, 'linked')), undefined);
      assert.equal((await findRuns(folder)).length, 1);
    });

    it('is allowed when it stays inside, or when there is no folder of ours', async () => {
      await mkdir(path.join(home, 'kept', 'runs'), { recursive: true });
      await symlink('kept', path.join(home, '.structured-prompt'));
      await requireContained(folder);
      const run = await createRunFolder(folder, newRun());
      await writeNewRun(run, newRun());
      assert.equal((await indexRuns(folder)).runs.length, 1);
      await symlink(elsewhere, path.join(home, 'images'));
      assert.equal(await escapingLink(path.join(home, 'images', 'x')), undefined);
      await writeFile(path.join(home, 'file'), '');
      assert.equal(await escapingLink(path.join(home, 'missing', '.structured-prompt', 'runs')), undefined);
    });
  });
}
