import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { changeReview, parseReview, reviewOf } from '../../../../src/run/record/annotations';
import { readStored } from '../../../../src/run/record/run-index';
import { ServiceError } from '../../../../src/task/errors';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../../support/runs';

const FILE = 'review.json';

describe('what people say of images', () => {
  let directory: string;
  beforeEach(async () => {
    ({ directory } = await createRun(await temporaryFolder(), newRun({ count: 3 })));
  });
  afterEach(cleanUp);

  const inFolder = (name: string) => path.join(directory, name);
  const said = async (index: number) => {
    const run = await readStored(directory);
    assert.ok(run && run !== 'unreadable');
    return reviewOf(run.review, index);
  };
  /** What lies in the folder beside the run itself. */
  const others = async () =>
    (await readdir(directory)).filter(
      (name) => !['run.json', 'prompt.structured-prompt.json'].includes(name),
    );

  it('is kept beside the record, which stays as it is', async () => {
    const record = await readFile(inFolder('run.json'), 'utf8');
    await changeReview(directory, 0, { favourite: true });
    await changeReview(directory, 2, { note: 'Too "dark"' });
    await changeReview(directory, 0, { note: 'The one' });
    assert.deepEqual(await said(0), { favourite: true, note: 'The one' });
    assert.deepEqual(await said(1), { favourite: false, note: '' });
    assert.deepEqual(await said(2), { favourite: false, note: 'Too "dark"' });
    assert.equal(await readFile(inFolder('run.json'), 'utf8'), record);
    assert.deepEqual(await others(), [FILE]);
  });

  it('names the images as their files are, and says nothing of those that nothing is said of', async () => {
    await changeReview(directory, 1, { favourite: true, note: 'x' });
    await changeReview(directory, 0, { favourite: true });
    await changeReview(directory, 0, { favourite: false });
    assert.deepEqual(JSON.parse(await readFile(inFolder(FILE), 'utf8')), {
      version: 1,
      images: { 2: { favourite: true, note: 'x' } },
    });
  });

  it('loses nothing when all is said at once', async () => {
    await Promise.all([0, 1, 2].map((index) => changeReview(directory, index, { note: `note ${index}` })));
    for (const index of [0, 1, 2]) assert.equal((await said(index)).note, `note ${index}`);
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
    it(`counts as none where the file is ${what}, which is put aside before something is written`, async () => {
      await writeFile(inFolder(FILE), text);
      assert.equal(parseReview(text), undefined);
      assert.deepEqual(await said(0), { favourite: false, note: '' });
      assert.equal(await readFile(inFolder(FILE), 'utf8'), text);
      await changeReview(directory, 1, { note: 'mine' });
      assert.deepEqual(await said(1), { favourite: false, note: 'mine' });
      const [aside = '', ...more] = (await others()).filter((name) => name !== FILE);
      assert.match(aside, /^review-[0-9a-f]{8}\.json$/);
      assert.deepEqual(more, []);
      assert.equal(await readFile(inFolder(aside), 'utf8'), text);
    });
  }

  it('is not written through a link', async () => {
    const victim = path.join(await temporaryFolder(), 'victim');
    await writeFile(victim, good);
    await symlink(victim, inFolder(FILE));
    await changeReview(directory, 0, { note: 'mine' });
    assert.equal(await readFile(victim, 'utf8'), good);
    assert.deepEqual(await said(0), { favourite: false, note: 'mine' });
  });

  it('cannot be kept where the folder is gone, which is told in words', async () => {
    await rm(directory, { recursive: true });
    await assert.rejects(changeReview(directory, 0, { note: 'x' }), (error) => {
      assert.ok(error instanceof ServiceError);
      assert.equal(error.class, 'disk');
      assert.match(error.message, /gone/);
      return true;
    });
    assert.ok(!(await readdir(path.dirname(directory))).includes(path.basename(directory)));
  });

  it('leaves a run a run where a folder stands in its place', async () => {
    await mkdir(inFolder(FILE));
    assert.deepEqual(await said(0), { favourite: false, note: '' });
  });
});
