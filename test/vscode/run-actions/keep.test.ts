import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { annotationOf } from '../../../src/run/record/annotations';
import { editNote, setFavorite } from '../../../src/vscode/run-actions/annotate';
import { RunService } from '../../../src/vscode/runs/run-service';
import { LOG } from '../runs/support';
import { entering, finished, stored } from './support';

describe('annotations of images', () => {
  let folder: string;
  let runs: RunService;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sps-keep-'));
    runs = new RunService(LOG);
  });
  afterEach(async () => {
    runs.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const listed = async () => {
    const [run] = await runs.list(folder);
    assert.ok(run);
    return run;
  };

  it('save favorites and show them at once', async () => {
    const run = await finished(folder, 2);
    await listed();
    const changes: string[] = [];
    runs.onDidChange((changed) => changes.push(changed));
    await setFavorite(run, 1, true, runs);
    assert.deepEqual(changes, [folder]);
    for (const shown of [await listed(), await stored(run.directory)]) {
      assert.deepEqual(
        [0, 1].map((index) => annotationOf(shown.annotations, index).favorite),
        [false, true],
      );
    }
    await setFavorite(run, 1, false, runs);
    assert.equal(annotationOf((await listed()).annotations, 1).favorite, false);
    await setFavorite(run, 7, true, runs);
    assert.equal((await listed()).annotations.size, 0, 'an image that is not there is no favorite');
  });

  it('save the note from an input box that starts with the present note', async () => {
    const run = await finished(folder);
    await entering('showInputBox', '  Too dark ', () => editNote(run, 0, runs));
    assert.equal(annotationOf((await listed()).annotations, 0).note, 'Too dark');
    const again = await listed();
    const asked = await entering('showInputBox', undefined, () => editNote(again, 0, runs));
    assert.equal((asked as { value: string }).value, 'Too dark');
    assert.equal(annotationOf((await listed()).annotations, 0).note, 'Too dark', 'Escape keeps it');
    await entering('showInputBox', '', () => editNote(again, 0, runs));
    assert.equal(annotationOf((await listed()).annotations, 0).note, '');
  });
});
