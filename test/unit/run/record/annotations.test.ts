import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { annotate, annotationOf, parseAnnotations } from '../../../../src/run/record/annotations';
import { readStored } from '../../../../src/run/record/run-index';
import { ServiceError } from '../../../../src/task/errors';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../../support/runs';

const FILE = 'review.json';

describe('annotations of images', () => {
  let directory: string;
  beforeEach(async () => {
    ({ directory } = await createRun(await temporaryFolder(), newRun({ count: 3 })));
  });
  afterEach(cleanUp);

  const inFolder = (name: string) => path.join(directory, name);
  const annotationAt = async (index: number) => {
    const run = await readStored(directory);
    assert.ok(run && run !== 'unreadable');
    return annotationOf(run.annotations, index);
  };
  /** What lies in the folder beside the run itself. */
  const others = async () =>
    (await readdir(directory)).filter(
      (name) => !['run.json', 'prompt.structured-prompt.json'].includes(name),
    );

  it('are kept beside the record, which does not change', async () => {
    const record = await readFile(inFolder('run.json'), 'utf8');
    await annotate(directory, 0, { favorite: true });
    await annotate(directory, 2, { note: 'Too "dark"' });
    await annotate(directory, 0, { note: 'The one' });
    assert.deepEqual(await annotationAt(0), { favorite: true, note: 'The one' });
    assert.deepEqual(await annotationAt(1), { favorite: false, note: '' });
    assert.deepEqual(await annotationAt(2), { favorite: false, note: 'Too "dark"' });
    assert.equal(await readFile(inFolder('run.json'), 'utf8'), record);
    assert.deepEqual(await others(), [FILE]);
  });

  it('are stored under the numbers of the image files, without images that have none', async () => {
    await annotate(directory, 1, { favorite: true, note: 'x' });
    await annotate(directory, 0, { favorite: true });
    await annotate(directory, 0, { favorite: false });
    assert.deepEqual(JSON.parse(await readFile(inFolder(FILE), 'utf8')), {
      version: 1,
      images: { 2: { favourite: true, note: 'x' } },
    });
  });

  it('are all kept when they are made at the same time', async () => {
    await Promise.all([0, 1, 2].map((index) => annotate(directory, index, { note: `note ${index}` })));
    for (const index of [0, 1, 2]) assert.equal((await annotationAt(index)).note, `note ${index}`);
  });

  const good = JSON.stringify({ version: 1, images: { 1: { favourite: true, note: '' } } });
  for (const [what, text] of [
    ['torn', good.slice(0, -3)],
    ['empty', ''],
    ['of a later version', good.replace('"version":1', '"version":2')],
    ['of another program', '{ "stars": 5 }'],
    ['about an image that cannot be', good.replace('"1":', '"__proto__":')],
    ['about image 0', good.replace('"1":', '"0":')],
    ['of other types', good.replace('true', '"yes"')],
    ['a list', '[]'],
  ] as const) {
    it(`are empty when the file is ${what}, which is renamed before anything is written`, async () => {
      await writeFile(inFolder(FILE), text);
      assert.equal(parseAnnotations(text), undefined);
      assert.deepEqual(await annotationAt(0), { favorite: false, note: '' });
      assert.equal(await readFile(inFolder(FILE), 'utf8'), text);
      await annotate(directory, 1, { note: 'mine' });
      assert.deepEqual(await annotationAt(1), { favorite: false, note: 'mine' });
      const [aside = '', ...more] = (await others()).filter((name) => name !== FILE);
      assert.match(aside, /^review-[0-9a-f]{8}\.json$/);
      assert.deepEqual(more, []);
      assert.equal(await readFile(inFolder(aside), 'utf8'), text);
    });
  }

  it('are not written through a link', async () => {
    const victim = path.join(await temporaryFolder(), 'victim');
    await writeFile(victim, good);
    await symlink(victim, inFolder(FILE));
    await annotate(directory, 0, { note: 'mine' });
    assert.equal(await readFile(victim, 'utf8'), good);
    assert.deepEqual(await annotationAt(0), { favorite: false, note: 'mine' });
  });

  it('are refused with an explanation when the folder is gone', async () => {
    await rm(directory, { recursive: true });
    await assert.rejects(annotate(directory, 0, { note: 'x' }), (error) => {
      assert.ok(error instanceof ServiceError);
      assert.equal(error.class, 'disk');
      assert.match(error.message, /gone/);
      return true;
    });
    assert.ok(!(await readdir(path.dirname(directory))).includes(path.basename(directory)));
  });

  it('are empty when a folder has the name of the file', async () => {
    await mkdir(inFolder(FILE));
    assert.deepEqual(await annotationAt(0), { favorite: false, note: '' });
  });
});
