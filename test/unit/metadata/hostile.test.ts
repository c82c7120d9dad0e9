import assert from 'node:assert/strict';
import fc from 'fast-check';
import { embedOrigin, extractOrigin } from '../../../src/metadata/embed';
import { PROMPT } from '../../support/tasks';
import { originOf, PLAIN } from './pictures';

/** Large enough for an extension in JPEG. */
const LARGE = originOf({ ...PROMPT, high_level_description: 'é'.repeat(12_000) });

function flipped(bytes: Uint8Array, at: number, bits: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ bits;
  return copy;
}

describe('an image that is torn', () => {
  for (const { format, bytes } of PLAIN) {
    it(`gives its origin or none, and is left alone: ${format}`, async () => {
      for (const origin of [originOf(), LARGE]) {
        const whole = embedOrigin(await bytes(), origin);
        assert.ok(whole);
        const lengths = fc.integer({ min: 0, max: whole.length - 1 });
        const check = (length: number) => {
          const torn = whole.subarray(0, length);
          const found = extractOrigin(torn);
          if (found) assert.deepEqual(found, origin);
          assert.equal(embedOrigin(torn, origin), undefined);
        };
        for (let length = 0; length < 64; length++) check(length);
        fc.assert(fc.property(lengths, check));
      }
    });
  }
});

describe('an image with a wrong bit', () => {
  for (const { format, bytes } of PLAIN) {
    it(`is no failure: ${format}`, async () => {
      for (const origin of [originOf(), LARGE]) {
        const whole = embedOrigin(await bytes(), origin);
        assert.ok(whole);
        const places = fc.oneof(fc.nat({ max: 99 }), fc.nat({ max: whole.length - 1 }));
        fc.assert(
          fc.property(places, fc.integer({ min: 1, max: 255 }), (at, bits) => {
            const damaged = flipped(whole, at, bits);
            extractOrigin(damaged);
            const again = embedOrigin(damaged, origin);
            if (!again) return;
            assert.deepEqual(extractOrigin(again), origin);
            assert.deepEqual(embedOrigin(again, origin), again);
          }),
        );
      }
    });
  }

  it('is noticed in a PNG: it gives its origin as it was, or none, and is left alone', async () => {
    const png = PLAIN.find(({ format }) => format === 'png');
    const whole = png && embedOrigin(await png.bytes(), originOf());
    assert.ok(whole);
    for (let at = 0; at < whole.length; at += 3) {
      const damaged = flipped(whole, at, 1 << (at % 8));
      const found = extractOrigin(damaged);
      if (found) assert.deepEqual(found, originOf());
      assert.equal(embedOrigin(damaged, originOf()), undefined, `byte ${at}`);
    }
  });
});

describe('a file that only begins as an image', () => {
  for (const { format, bytes } of PLAIN) {
    it(`is no failure: ${format}`, async () => {
      const start = (await bytes()).subarray(0, 20);
      fc.assert(
        fc.property(fc.nat({ max: 20 }), fc.uint8Array({ maxLength: 300 }), (kept, noise) => {
          const file = Buffer.concat([start.subarray(0, kept), noise]);
          assert.equal(extractOrigin(file), undefined);
          embedOrigin(file, originOf());
        }),
      );
    });
  }

  it('does not make us reserve what an extension of a JPEG says that it takes', async () => {
    const jpeg = PLAIN.find(({ format }) => format === 'jpeg');
    const whole = jpeg && embedOrigin(await jpeg.bytes(), LARGE);
    assert.ok(whole);
    const head = Buffer.from(whole).indexOf('http://ns.adobe.com/xmp/extension/\0');
    assert.ok(head > 0);
    for (const at of [head + 35 + 32, head + 35 + 36]) {
      const lying = whole.slice();
      lying.fill(0xff, at, at + 4);
      assert.equal(extractOrigin(lying), undefined);
    }
  });
});
