import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { type ImageKind, isComplete } from '../../../src/run/complete';
import { cleanUp, temporaryFolder } from '../../support/runs';

const picture = sharp({ create: { width: 33, height: 21, channels: 3, background: 'teal' } });

async function bytesOf(kind: ImageKind): Promise<Buffer> {
  if (kind === 'svg') return Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>');
  return picture.toFormat(kind === 'jpg' ? 'jpeg' : kind).toBuffer();
}

describe('isComplete', () => {
  let file: string;
  beforeEach(async () => {
    file = path.join(await temporaryFolder(), 'image');
  });
  afterEach(cleanUp);
  const check = async (bytes: Uint8Array, kind: ImageKind) => {
    await writeFile(file, bytes);
    return isComplete(file, kind);
  };

  for (const kind of ['png', 'jpg', 'webp', 'svg'] as const) {
    it(`takes a whole ${kind}, and nothing that lacks its end`, async () => {
      const whole = await bytesOf(kind);
      assert.equal(await check(whole, kind), true);
      for (const length of [0, 3, 12, whole.length >> 1, whole.length - 2, whole.length - 1]) {
        assert.equal(await check(whole.subarray(0, length), kind), false, `${length} bytes`);
      }
    });
  }

  for (const kind of ['png', 'jpg'] as const) {
    it(`takes a ${kind} with padding behind it, but not one cut within padding of its own`, async () => {
      const whole = await bytesOf(kind);
      assert.equal(await check(Buffer.concat([whole, Buffer.from('\0\0 \r\n')]), kind), true);
      assert.equal(await check(Buffer.concat([whole.subarray(0, -2), Buffer.alloc(2)]), kind), false);
    });
  }

  it('allows a WEBP its byte of padding, and no more', async () => {
    const whole = await bytesOf('webp');
    assert.equal(await check(Buffer.concat([whole, Buffer.alloc(1)]), 'webp'), true);
    assert.equal(await check(Buffer.concat([whole, Buffer.alloc(2)]), 'webp'), false);
  });

  it('takes a page that holds a drawing for no drawing', async () => {
    assert.equal(await check(Buffer.from('<html><svg width="1" height="1"></svg></html>'), 'svg'), false);
  });
});
