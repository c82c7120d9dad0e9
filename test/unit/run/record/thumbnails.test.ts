import assert from 'node:assert/strict';
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Run } from '../../../../src/run/record/store';
import { saveThumbnail, thumbnailAmong } from '../../../../src/run/record/thumbnails';
import { cleanUp, createRun, newRun, RESULT, temporaryFolder } from '../../../support/runs';

const SIDE = 256;

function picture(format: 'webp' | 'jpeg' | 'png', width: number, height: number): Promise<Buffer> {
  const create = { width, height, channels: 3, background: 'teal' } as const;
  return sharp({ create }).toFormat(format).toBuffer();
}

describe('thumbnails', () => {
  let run: Run;
  beforeEach(async () => {
    const made = await createRun(await temporaryFolder(), newRun({ count: 3 }));
    const gone = { ...RESULT, imageUUID: 'b', file: 'image-2.jpg' };
    const pending = { ...RESULT, imageUUID: 'c', state: 'pending', file: null } as const;
    run = { ...made, record: { ...made.record, results: [RESULT, gone, pending] } };
    await writeFile(path.join(run.directory, 'image-1.jpg'), await picture('jpeg', 600, 900));
  });
  afterEach(cleanUp);

  const save = (index: number, bytes: Uint8Array) => saveThumbnail(run, index, bytes, SIDE);
  const names = async () =>
    (await readdir(run.directory)).filter((name) => !['run.json', 'image-1.jpg'].includes(name));
  const PROMPT = 'prompt.structured-prompt.json';

  for (const [format, name] of [
    ['webp', 'thumbnail-1.webp'],
    ['jpeg', 'thumbnail-1.jpg'],
  ] as const) {
    it(`are saved beside their images under our own names: ${name}`, async () => {
      const bytes = await picture(format, 171, 256);
      await save(0, bytes);
      assert.deepEqual(await readFile(path.join(run.directory, name)), bytes);
      assert.deepEqual(await names(), [PROMPT, name]);
      assert.equal(thumbnailAmong(new Set(await readdir(run.directory)), 0), name);
      assert.equal(thumbnailAmong(new Set(await readdir(run.directory)), 1), undefined);
    });
  }

  it('are saved once', async () => {
    const first = await picture('webp', 100, 150);
    await save(0, first);
    await save(0, await picture('webp', 10, 15));
    await save(0, await picture('jpeg', 10, 15));
    assert.deepEqual(await names(), [PROMPT, 'thumbnail-1.webp']);
    assert.deepEqual(await readFile(path.join(run.directory, 'thumbnail-1.webp')), first);
  });

  it('are refused for missing images', async () => {
    const bytes = await picture('webp', 100, 150);
    for (const index of [1, 2, 3]) await assert.rejects(save(index, bytes), RangeError);
    await rm(path.join(run.directory, 'image-1.jpg'));
    await symlink(path.join(run.directory, 'run.json'), path.join(run.directory, 'image-1.jpg'));
    await assert.rejects(save(0, bytes), RangeError);
    assert.deepEqual(await names(), [PROMPT]);
  });

  it('are refused unless they are small WEBP or JPEG images', async () => {
    const script = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>';
    for (const bytes of [
      await picture('webp', SIDE + 1, 10),
      await picture('jpeg', 10, SIDE + 1),
      await picture('png', 10, 10),
      Buffer.from(script),
      Buffer.from('RIFF\0\0\0\0WEBP'),
      Buffer.from([0xff, 0xd8, 0xff]),
      Buffer.alloc(0),
    ]) {
      await assert.rejects(save(0, bytes), RangeError);
    }
    assert.deepEqual(await names(), [PROMPT]);
  });
});
