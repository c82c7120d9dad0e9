import assert from 'node:assert/strict';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { embedOrigin, extractOrigin } from '../../../src/metadata/embed';
import { PROMPT } from '../../support/tasks';
import { pngChunk, riff, riffChunk, segment, withInserted } from '../image/files';
import { type Format, originOf, PLAIN } from './pictures';

const ROUNDS = { seed: 13, numRuns: 40 };

/** Large enough for an extension in JPEG. */
const LARGE = originOf({ ...PROMPT, high_level_description: 'é'.repeat(12_000) });

function flipped(bytes: Uint8Array, at: number, bits: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ bits;
  return copy;
}

describe('an incomplete image', () => {
  for (const { format, bytes } of PLAIN) {
    it(`returns its origin or none, and is not changed: ${format}`, async () => {
      for (const origin of [originOf(), LARGE]) {
        const whole = await embedOrigin(await bytes(), origin);
        assert.ok(whole);
        const lengths = fc.integer({ min: 0, max: whole.length - 1 });
        const check = async (length: number) => {
          const torn = whole.subarray(0, length);
          const found = await extractOrigin(torn);
          if (found) assert.deepEqual(found, origin);
          assert.equal(await embedOrigin(torn, origin), undefined);
        };
        for (let length = 0; length < 64; length++) await check(length);
        await fc.assert(fc.asyncProperty(lengths, check), ROUNDS);
      }
    });
  }
});

describe('an image with a flipped bit', () => {
  for (const { format, bytes } of PLAIN) {
    it(`causes no failure: ${format}`, async () => {
      for (const origin of [originOf(), LARGE]) {
        const whole = await embedOrigin(await bytes(), origin);
        assert.ok(whole);
        const places = fc.oneof(fc.nat({ max: 99 }), fc.nat({ max: whole.length - 1 }));
        await fc.assert(
          fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (at, bits) => {
            const damaged = flipped(whole, at, bits);
            await extractOrigin(damaged);
            const again = await embedOrigin(damaged, origin);
            if (!again) return;
            assert.deepEqual(await extractOrigin(again), origin);
            assert.deepEqual(await embedOrigin(again, origin), again);
          }),
          ROUNDS,
        );
      }
    });
  }

  it('is detected in a PNG: it returns the correct origin or none, and is not changed', async () => {
    const png = PLAIN.find(({ format }) => format === 'png');
    const whole = png && (await embedOrigin(await png.bytes(), originOf()));
    assert.ok(whole);
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = flipped(whole, at, 1 << (at % 8));
      const found = await extractOrigin(damaged);
      if (found) assert.deepEqual(found, originOf());
      assert.equal(await embedOrigin(damaged, originOf()), undefined, `byte ${at}`);
    }
  });
});

describe('a file that only begins like an image', () => {
  for (const { format, bytes } of PLAIN) {
    it(`causes no failure: ${format}`, async () => {
      const start = (await bytes()).subarray(0, 20);
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: 20 }), fc.uint8Array({ maxLength: 300 }), async (kept, noise) => {
          const file = Buffer.concat([start.subarray(0, kept), noise]);
          assert.equal(await extractOrigin(file), undefined);
          await embedOrigin(file, originOf());
        }),
        ROUNDS,
      );
    });
  }

  it('does not make us allocate the size that a JPEG extension claims', async () => {
    const jpeg = PLAIN.find(({ format }) => format === 'jpeg');
    const whole = jpeg && (await embedOrigin(await jpeg.bytes(), LARGE));
    assert.ok(whole);
    const head = Buffer.from(whole).indexOf('http://ns.adobe.com/xmp/extension/\0');
    assert.ok(head > 0);
    for (const at of [head + 35 + 32, head + 35 + 36]) {
      const lying = whole.slice();
      lying.fill(0xff, at, at + 4);
      assert.equal(await extractOrigin(lying), undefined);
    }
  });
});

/** Metadata that is expensive to read, for each format. */
const COSTLY: Readonly<Record<string, (images: Readonly<Record<Format, Buffer>>) => Buffer>> = {
  'a PNG whose text is 800,000 empty blocks': ({ png }) => {
    // Four blocks of ten bits each, all of them empty.
    const blocks = Buffer.alloc(1_000_000, Buffer.from('0208208000', 'hex'));
    const text = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\x78\x9c', 'latin1'), blocks]);
    return withInserted(png, 33, pngChunk('zTXt', text));
  },
  'a PNG of texts that each become far larger': ({ png }) => {
    const bomb = deflateSync(Buffer.alloc(40_000_000), { level: 1 });
    const text = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0'), bomb]);
    return withInserted(png, 33, ...Array.from({ length: 200 }, () => pngChunk('zTXt', text)));
  },
  'a JPEG of millions of segments': ({ jpeg }) =>
    withInserted(jpeg, 2, Buffer.alloc(96_000_000, segment(0xe0))),
  'a JPEG of many packets that name one extension in many parts': ({ jpeg }) => {
    const note = `<x:d xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="${'A'.repeat(32)}"/>`;
    const packet = segment(
      0xe1,
      `http://ns.adobe.com/xap/1.0/\0${RDF}${note.replace('x:d', 'rdf:d')}</rdf:RDF>`,
    );
    const part = segment(0xe1, `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}\0\0\0\x09\0\0\0\0x`);
    return withInserted(jpeg, 2, Buffer.alloc(2_000_000, packet), Buffer.alloc(4_000_000, part));
  },
  'a WEBP of hundreds of thousands of packets': ({ webp }) =>
    riff([webp.subarray(12), Buffer.alloc(16_000_000, riffChunk('XMP ', `${RDF}</rdf:RDF>`))]),
  'a WEBP with millions of tags': ({ webp }) =>
    riff([webp.subarray(12), riffChunk('XMP ', `${RDF}${'<a/>'.repeat(2_500_000)}</rdf:RDF>`)]),
  'a WEBP with more descriptions than a call takes arguments': ({ webp }) =>
    riff([webp.subarray(12), riffChunk('XMP ', `${RDF}${'<rdf:Description/>'.repeat(200_000)}</rdf:RDF>`)]),
  'a WEBP with millions of stray signs': ({ webp }) =>
    riff([webp.subarray(12), riffChunk('XMP ', `${RDF}${'< &'.repeat(5_000_000)}</rdf:RDF>`)]),
};

const RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">';

describe('metadata that is expensive to read', () => {
  for (const [name, make] of Object.entries(COSTLY)) {
    it(`has a bounded cost, and gives other work a turn: ${name}`, async () => {
      const [png, jpeg, webp] = await Promise.all(PLAIN.map(({ bytes }) => bytes()));
      assert.ok(png && jpeg && webp);
      const file = make({ png, jpeg, webp });
      const before = process.memoryUsage().rss;
      let [turns, isDone] = [0, false];
      const takeTurns = async () => {
        for (; !isDone; turns++) await yieldToOthers();
      };
      const others = takeTurns();
      const started = performance.now();
      assert.equal(await extractOrigin(file), undefined);
      const lasted = performance.now() - started;
      isDone = true;
      await others;
      assert.ok(turns > 5, `${turns} turns`);
      assert.ok(lasted < 5000, `${Math.round(lasted)} ms`);
      const grown = (process.memoryUsage().rss - before) / 2 ** 20;
      assert.ok(grown < 500, `${Math.round(grown)} MB`);
    });
  }
});
