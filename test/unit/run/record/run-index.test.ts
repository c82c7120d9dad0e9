import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { annotate } from '../../../../src/run/record/annotations';
import { indexRuns, type RunIndex, type StoredRun } from '../../../../src/run/record/run-index';
import { saveRun } from '../../../../src/run/record/store';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../../support/runs';
import { PROMPT } from '../../../support/tasks';

function known({ runs }: RunIndex): ReadonlyMap<string, StoredRun> {
  return new Map(runs.map((run) => [run.directory, run]));
}

describe('the index of the runs of a document', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(cleanUp);

  it('lists the files of each folder, without those that exist only while it is driven', async () => {
    const { directory } = await createRun(folder, newRun());
    for (const name of [
      'image-1.jpg',
      'thumbnail-1.webp',
      'notes.txt',
      'image-2.part',
      'run.json.0a1b2c3d.tmp',
      'driver-0a1b2c3d-0000-4000-8000-000000000000.lock',
    ]) {
      await writeFile(path.join(directory, name), '');
    }
    await mkdir(path.join(directory, 'image-3.jpg'));
    const [run] = (await indexRuns(folder)).runs;
    assert.deepEqual([...(run?.files ?? [])].sort(), [
      'image-1.jpg',
      'notes.txt',
      'prompt.structured-prompt.json',
      'run.json',
      'thumbnail-1.webp',
    ]);
  });

  it('lists the folders whose record cannot be read, and does not change them', async () => {
    const run = await createRun(folder, newRun());
    const odd: Readonly<Record<string, string>> = {
      torn: JSON.stringify(run.record).slice(0, -20),
      later: JSON.stringify({ ...run.record, version: 2 }),
      foreign: '{ "name": "something else" }',
      empty: '',
    };
    for (const [name, text] of Object.entries(odd)) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, 'run.json'), text);
    }
    await mkdir(path.join(folder, 'no run'));
    await writeFile(path.join(folder, 'file'), 'mine');
    const { runs, unreadable } = await indexRuns(folder);
    assert.deepEqual(
      runs.map(({ directory }) => directory),
      [run.directory],
    );
    assert.deepEqual(
      unreadable,
      ['empty', 'foreign', 'later', 'torn'].map((name) => path.join(folder, name)),
    );
    for (const [name, text] of Object.entries(odd)) {
      assert.equal(await readFile(path.join(folder, name, 'run.json'), 'utf8'), text);
    }
  });

  it('reads more folders than fit into one batch', async () => {
    const { record } = await createRun(folder, newRun());
    const names = Array.from({ length: 150 }, (_, place) => `copy-${String(place).padStart(3, '0')}`);
    for (const [place, name] of names.entries()) {
      await mkdir(path.join(folder, name));
      const other = { ...record, address: name, response: [{ note: 'x'.repeat(place * 10) }] };
      await writeFile(path.join(folder, name, 'run.json'), place % 50 === 7 ? '{' : JSON.stringify(other));
    }
    const { runs, unreadable } = await indexRuns(folder);
    assert.deepEqual(
      unreadable,
      [7, 57, 107].map((place) => path.join(folder, names[place] ?? '')),
    );
    const copies = runs.filter(({ directory }) => path.basename(directory).startsWith('copy-'));
    assert.equal(copies.length, 147);
    for (const { directory, record: read } of copies) {
      const name = path.basename(directory);
      assert.equal(read.address, name);
      assert.deepEqual(read.response, [{ note: 'x'.repeat(names.indexOf(name) * 10) }]);
    }
  });

  it('reads a record that is larger than the buffer', async () => {
    const run = await createRun(folder, newRun());
    const response = Array.from({ length: 400 }, (_, index) => ({ note: `äöü ${index} `.repeat(50) }));
    const large = { ...run, record: { ...run.record, response } };
    await saveRun(large);
    assert.deepEqual((await indexRuns(folder)).runs[0]?.record, large.record);
  });

  it('returns the known objects when nothing has changed, and reads the others again', async () => {
    const runs = [];
    for (let count = 0; count < 5; count++) runs.push(await createRun(folder, newRun({ count: 2 })));
    const before = await indexRuns(folder);
    const [same, judged, changed, drawn, moved] = runs;
    assert.ok(same && judged && changed && drawn && moved);
    await annotate(judged.directory, 0, { favorite: true });
    await saveRun({ ...changed, record: { ...changed.record, state: 'failed' } });
    await writeFile(path.join(drawn.directory, 'thumbnail-1.webp'), 'x');
    await rename(moved.directory, path.join(folder, 'by hand'));
    const after = await indexRuns(folder, known(before));
    const find = ({ runs: list }: RunIndex, directory: string) =>
      list.find((run) => run.directory === directory);
    assert.equal(find(after, same.directory), find(before, same.directory));
    assert.equal(find(after, judged.directory)?.annotations.get(0)?.favorite, true);
    assert.equal(find(after, changed.directory)?.record.state, 'failed');
    assert.ok(find(after, drawn.directory)?.files.has('thumbnail-1.webp'));
    assert.equal(find(after, moved.directory), undefined);
    assert.deepEqual(find(after, path.join(folder, 'by hand'))?.record, moved.record);
  });

  it('reads a record behind a link, since people keep large files elsewhere', async () => {
    const elsewhere = await createRun(await temporaryFolder(), newRun());
    const directory = path.join(folder, 'linked');
    await mkdir(directory);
    await symlink(path.join(elsewhere.directory, 'run.json'), path.join(directory, 'run.json'));
    assert.deepEqual((await indexRuns(folder)).runs[0]?.record, elsewhere.record);
    await rm(elsewhere.directory, { recursive: true });
    assert.deepEqual((await indexRuns(folder)).unreadable, [directory]);
  });

  it('reads large records one by one, and none that is larger than any that we write', async () => {
    const large = { ...PROMPT, high_level_description: 'x'.repeat(200_000) };
    const runs = await Promise.all([1, 2, 3].map(() => createRun(folder, newRun({}, large))));
    const huge = await createRun(folder, newRun());
    await truncate(path.join(huge.directory, 'run.json'), 17 * 2 ** 20);
    const before = await indexRuns(folder);
    assert.deepEqual(
      before.runs.map(({ directory }) => directory).sort(),
      runs.map(({ directory }) => directory).sort(),
    );
    assert.deepEqual(before.unreadable, [huge.directory]);
    const after = await indexRuns(folder, known(before));
    assert.ok(after.runs.every((run, index) => run === before.runs[index]));
  });
});
