import assert from 'node:assert/strict';
import { constants, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { lenientText } from '../../../src/metadata/bytes';
import { inflate as inflateWithin } from '../../../src/metadata/png-text';

const LIMIT = 1_000_000;

const inflate = (bytes: Uint8Array) => inflateWithin(bytes, { bytes: LIMIT, nodes: 0 });

describe('compressed text', () => {
  const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;

  it('is decompressed, whatever the compression', async () => {
    const bytes = Buffer.from('some words '.repeat(500));
    for (const strategy of [Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE]) {
      for (const level of [0, 1, 9]) {
        const read = await inflate(deflateSync(bytes, { level, strategy }));
        assert.ok(read && bytes.equals(read));
      }
    }
  });

  it('is ignored when it is incomplete, damaged or something else', async () => {
    const whole = deflateSync(Buffer.from('some words '.repeat(50)));
    for (let length = 0; length < whole.length; length++) {
      assert.equal(await inflate(whole.subarray(0, length)), undefined);
    }
    assert.equal(await inflate(Buffer.from([0x78, 0x9c, 1, 2, 3])), undefined);
  });

  it('is ignored when it would fill the memory', async () => {
    assert.equal(await inflate(deflateSync(Buffer.alloc(LIMIT + 1))), undefined);
    assert.equal((await inflate(deflateSync(Buffer.alloc(LIMIT))))?.length, LIMIT);
  });
});

describe('text with bytes that are not UTF-8', () => {
  it('keeps all UTF-8 characters, and decodes the other bytes as Latin-1', () => {
    assert.equal(lenientText(Buffer.from('caf\xe9 \xe2\x82\xac \x80 \xff', 'latin1')), 'café € \x80 ÿ');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(lenientText(Buffer.concat([Buffer.from(text), Buffer.of(0xe9)])), `${text}é`);
      }),
    );
  });
});
