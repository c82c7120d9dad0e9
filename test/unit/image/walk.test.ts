import assert from 'node:assert/strict';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import type { Part } from '../../../src/image/part';
import { type ImageFacts, ImageWalk, readFacts } from '../../../src/image/walk';
import { PICTURES, PLAIN } from '../metadata/pictures';
import { pngChunk, riff, riffChunk, segment, withInserted } from './files';

const WIDTH = 37;
const HEIGHT = 29;

/** A picture with enough detail that its pixels take several hundred bytes. */
function picture(): Sharp {
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
  return sharp(
    Buffer.from(Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, index) => (index * index) >> 3)),
    { raw },
  );
}

function isComplete(bytes: Uint8Array): boolean {
  return readFacts(bytes)?.isComplete ?? false;
}

function assertWhole(bytes: Uint8Array, what: string): void {
  const { width, height, isComplete: whole } = readFacts(bytes) ?? {};
  assert.deepEqual([width, height, whole], [WIDTH, HEIGHT, true], what);
}

function assertTornAnywhere(bytes: Uint8Array, end = bytes.length): void {
  for (let length = 0; length < end; length++) {
    assert.equal(isComplete(bytes.subarray(0, length)), false, `${length} of ${end} bytes`);
  }
}

/** The facts and parts that are reported when the file arrives in pieces of these lengths. */
function inPieces(bytes: Uint8Array, lengths: readonly number[]): readonly [ImageFacts | undefined, Part[]] {
  const parts: Part[] = [];
  const walk = new ImageWalk((part) => parts.push(part));
  for (let at = 0, count = 0; at < bytes.length; count++) {
    const length = lengths[count % lengths.length] ?? 1;
    walk.push(bytes.subarray(at, at + length));
    at += length;
  }
  return [walk.facts, parts];
}

describe('a walk through an image file', () => {
  for (const { name, bytes } of PICTURES) {
    it(`finds the size and the end of a ${name}, and reports it as incomplete without its end`, async () => {
      const whole = await bytes();
      assertWhole(whole, name);
      assertTornAnywhere(whole);
      assertWhole(Buffer.concat([whole, Buffer.of(0x41)]), 'with a byte behind it');
      assertWhole(Buffer.concat([whole, whole.subarray(0, 300)]), 'with the half of another behind it');
    });

    it(`finds the same in a ${name} for any division into pieces`, async () => {
      const whole = await bytes();
      const expected = inPieces(whole, [whole.length]);
      const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
      fc.assert(
        fc.property(lengths, (list) => assert.deepEqual(inPieces(whole, list), expected)),
        { seed: 13, numRuns: 20 },
      );
    });
  }

  it('survives any damage, and ends when the file does', async () => {
    const files = await Promise.all([...PICTURES, ...PLAIN].map(({ bytes }) => bytes()));
    const change = fc.record({
      at: fc.nat(),
      bytes: fc.uint8Array({ maxLength: 9 }),
      cut: fc.nat({ max: 9 }),
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.nat({ max: files.length - 1 }), changes, (index, list) => {
        let file = files[index] ?? Buffer.alloc(0);
        for (const { at, bytes, cut } of list) {
          const place = at % file.length;
          file = withInserted(
            Buffer.concat([file.subarray(0, place), file.subarray(place + cut)]),
            place,
            bytes,
          );
        }
        assert.deepEqual(inPieces(file, [7, 1, 64])[0], readFacts(file));
      }),
      { seed: 13, numRuns: 1500 },
    );
  });
});

describe('a walk through a JPEG', () => {
  let baseline: Buffer;
  let progressive: Buffer;
  before(async () => {
    baseline = await picture().jpeg().toBuffer();
    progressive = await picture().jpeg({ progressive: true }).toBuffer();
  });

  it('finds a frame after megabytes of other segments', () => {
    const segments = Array.from({ length: 40 }, () => segment(0xe2, Buffer.alloc(65_000, 0xff)));
    assertWhole(withInserted(baseline, 2, ...segments), 'color profiles and the like');
  });

  it('is not misled by a picture within a segment', () => {
    const large = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), progressive]));
    const file = withInserted(baseline, 2, large);
    assertWhole(file, 'a small picture in Exif');
    assertTornAnywhere(file);
  });

  it('skips fill bytes, stray bytes and restart markers, and accepts several scans', () => {
    const scan = baseline.lastIndexOf(Buffer.from('ffda', 'hex'));
    assertWhole(withInserted(baseline, scan, Buffer.alloc(50, 0xff)), 'fill bytes');
    assertWhole(withInserted(baseline, scan, Buffer.from('\0\0x')), 'stray bytes');
    const marks = Buffer.from('ffd012ff00ffd7ffff00ff01', 'hex');
    assertWhole(withInserted(baseline, baseline.length - 2, marks), 'restart marks');
    assert.ok(progressive.toString('latin1').split('\xff\xda').length > 4, 'several scans');
    assertTornAnywhere(progressive);
  });

  it('returns the size of the first of several pictures', async () => {
    const second = await sharp(baseline).resize(99).jpeg().toBuffer();
    assertWhole(Buffer.concat([baseline, second]), 'a second one behind the end');
  });

  it('reads a height that follows the first scan', () => {
    const frame = baseline.indexOf(Buffer.from('ffc0', 'hex'));
    const later = Buffer.from(baseline);
    later.writeUInt16BE(0, frame + 5);
    assert.equal(isComplete(later), false);
    assertWhole(withInserted(later, later.length - 2, segment(0xdc, Buffer.of(0, HEIGHT))), 'later');
  });

  it('reports an incomplete image when it is followed by another one, or only by an end', () => {
    const half = baseline.subarray(0, baseline.length >> 1);
    assert.equal(isComplete(Buffer.concat([half, baseline])), false);
    const headers = baseline.subarray(0, baseline.indexOf(Buffer.from('ffda', 'hex')));
    assert.equal(isComplete(Buffer.concat([headers, Buffer.from('ffd9', 'hex')])), false);
    assert.equal(isComplete(Buffer.concat([half, Buffer.alloc(5000)])), false);
  });
});

describe('a walk through a PNG', () => {
  let png: Buffer;
  before(async () => {
    png = await picture().png().toBuffer();
  });

  it('accepts chunks in any order, and animations', () => {
    assertWhole(withInserted(png, 8, pngChunk('CgBI', '\0\0\0\0')), 'a chunk before the header');
    const end = png.length - 12;
    const animated = withInserted(
      png,
      33,
      pngChunk('acTL', Buffer.alloc(8)),
      pngChunk('fcTL', Buffer.alloc(26)),
    );
    assertWhole(
      withInserted(animated, animated.length - 12, pngChunk('fdAT', '\0\0\0\x01x')),
      'an animation',
    );
    assertWhole(withInserted(png, end, pngChunk('tEXt', 'a\0IEND\xaeB`\x82')), 'an end within a text');
    assertTornAnywhere(withInserted(png, 33, pngChunk('tEXt', 'a\0IEND\xaeB`\x82')));
  });

  it('reports an incomplete image when header or pixels are missing, or zeros replace the rest', () => {
    const at = png.indexOf('IDAT') - 4;
    assert.equal(isComplete(Buffer.concat([png.subarray(0, at), pngChunk('IEND')])), false);
    assert.equal(isComplete(Buffer.concat([png.subarray(0, 8), png.subarray(33)])), false);
    const torn = png.subarray(0, at + 20);
    assert.equal(isComplete(Buffer.concat([torn, Buffer.alloc(png.length - torn.length)])), false);
  });
});

describe('a walk through a WEBP', () => {
  let chunk: Buffer;
  before(async () => {
    chunk = (await picture().webp().toBuffer()).subarray(12);
  });

  it('accepts a length that does not include the last padding, and chunks of unknown kinds', () => {
    const odd = riffChunk('EXIF', 'abc');
    const file = riff([chunk, odd]);
    assertWhole(file, 'padded');
    assertWhole(riff([chunk, odd.subarray(0, -1)]), 'not padded');
    assertWhole(riff([chunk, odd], file.length - 9), 'padding not counted');
    assertWhole(riff([riffChunk('JUNK', 'x'.repeat(99)), chunk]), 'of an unknown kind');
  });

  it('reports an incomplete image when pixels are missing or lengths are wrong', () => {
    const header = riffChunk('VP8X', Buffer.from([0, 0, 0, 0, WIDTH - 1, 0, 0, HEIGHT - 1, 0, 0]));
    assertWhole(riff([header, chunk]), 'extended');
    assert.equal(isComplete(riff([header])), false);
    for (const length of [0, 4, 50, chunk.length + 6, 0xffff_ffff]) {
      assert.equal(isComplete(riff([chunk], length)), false, `a length of ${length}`);
    }
  });
});
