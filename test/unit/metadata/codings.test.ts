import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { constants, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { utf8 } from '../../../src/metadata/bytes';
import { crc32 } from '../../../src/metadata/crc32';
import { inflate } from '../../../src/metadata/inflate';
import { md5 } from '../../../src/metadata/md5';

describe('the checksums', () => {
  it('of PNG are right for what the specification and others give as examples', () => {
    assert.equal(crc32(utf8('IEND')), 0xae426082);
    assert.equal(crc32(utf8('123456789')), 0xcbf43926);
    assert.equal(crc32(new Uint8Array()), 0);
  });

  it('of XMP are those of Node, at any length', () => {
    const check = (bytes: Uint8Array) =>
      assert.equal(md5(bytes), createHash('md5').update(bytes).digest('hex').toUpperCase());
    for (let length = 0; length <= 200; length++) check(new Uint8Array(length).fill(length));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 1000 }), check));
  });
});

describe('compressed text', () => {
  const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
  const content = fc
    .array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 300 })), { maxLength: 20 })
    .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => new Array<Uint8Array>(times).fill(part))));

  it('is read however it was compressed', () => {
    const strategies = fc.constantFrom(Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE);
    fc.assert(
      fc.property(content, fc.integer({ min: 0, max: 9 }), strategies, (bytes, level, strategy) => {
        assert.ok(bytes.equals(inflate(deflateSync(bytes, { level, strategy })) ?? Buffer.from('none')));
      }),
    );
  });

  it('is no failure when it is torn, damaged or of no kind', () => {
    fc.assert(
      fc.property(content, fc.nat(), fc.nat({ max: 255 }), (bytes, place, byte) => {
        const whole = deflateSync(bytes);
        assert.equal(inflate(whole.subarray(0, place % (whole.length - 4))), undefined);
        whole[place % whole.length] = byte;
        inflate(whole);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (noise) => void inflate(Buffer.from([0x78, 0x9c, ...noise]))));
  });

  it('is not read where it would fill the memory', () => {
    assert.equal(inflate(deflateSync(Buffer.alloc(50_000_000))), undefined);
  });
});
