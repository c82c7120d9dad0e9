import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { proofBackend } from '../../../../src/backend/proof/backend';
import { inspectFile } from '../../../../src/run/files/inspect';
import { cleanUp, newRun, temporaryFolder } from '../../../support/runs';

const picture = sharp({ create: { width: 33, height: 21, channels: 3, background: 'teal' } });

async function proof(): Promise<Uint8Array> {
  const { results } = await proofBackend.poll(newRun().task, new AbortController().signal);
  const content = results[0]?.content;
  assert.ok(content?.kind === 'bytes');
  return content.bytes;
}

describe('inspectFile', () => {
  let file: string;
  beforeEach(async () => {
    file = path.join(await temporaryFolder(), 'image');
  });
  afterEach(cleanUp);
  const check = async (bytes: Uint8Array) => {
    await writeFile(file, bytes);
    return inspectFile(file);
  };

  for (const [kind, format] of [
    ['png', 'png'],
    ['jpg', 'jpeg'],
    ['webp', 'webp'],
  ] as const) {
    it(`detects a ${kind} image, whatever its name`, async () => {
      const whole = await picture.toFormat(format).toBuffer();
      assert.deepEqual(await check(whole), { kind, width: 33, height: 21, isComplete: true });
      const torn = await check(whole.subarray(0, whole.length >> 1));
      assert.equal(torn?.isComplete, false);
    });
  }

  it('finds a size more than a megabyte into the file, and accepts bytes after the end', async () => {
    const whole = await picture.jpeg().toBuffer();
    const comments = Array.from({ length: 20 }, () =>
      Buffer.concat([Buffer.from('fffeffff', 'hex'), Buffer.alloc(0xfffd)]),
    );
    const large = [whole.subarray(0, 2), ...comments, whole.subarray(2), Buffer.from('x')];
    const facts = { kind: 'jpg', width: 33, height: 21, isComplete: true };
    assert.deepEqual(await check(Buffer.concat(large)), facts);
  });

  it('detects a drawing, and one without its end as incomplete', async () => {
    const whole = await proof();
    assert.deepEqual(await check(whole), { kind: 'svg', width: 2048, height: 2048, isComplete: true });
    for (const length of [whole.length >> 1, whole.length - 3]) {
      assert.equal((await check(whole.subarray(0, length)))?.isComplete, false);
    }
  });

  it('detects no image in anything else', async () => {
    for (const text of ['', 'x', '<html><svg width="1" height="1"></svg></html>', 'GIF89a', '\xff\xd8\xff']) {
      assert.equal(await check(Buffer.from(text, 'latin1')), undefined, text);
    }
  });
});
