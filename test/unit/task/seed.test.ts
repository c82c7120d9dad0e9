import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSeed, readSeed } from '../../../src/task/seed';

describe('a seed', () => {
  it('keeps every digit, as a number if that is exact', () => {
    for (const [value, seed] of [
      [5, 5],
      [0, 0],
      ['7', 7],
      ['007', 7],
      ['9007199254740991', 9007199254740991],
      ['9007199254740993', '9007199254740993'],
      ['9223372036854775807', '9223372036854775807'],
      ['09223372036854775807', '9223372036854775807'],
    ] as const) {
      assert.equal(readSeed(value), seed);
    }
  });

  it('is the same integer again, whatever 64 bits hold', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (integer) => {
        const seed = readSeed(integer.toString());
        assert.equal(String(seed), integer.toString());
        assert.ok(isSeed(seed) && isSeed(JSON.parse(JSON.stringify(seed))));
      }),
    );
  });

  it('is nothing but digits, so that it can be in a file name', () => {
    for (const value of [
      '',
      ' 5',
      '5.5',
      '1e3',
      '../5',
      '1'.repeat(21),
      'NaN',
      NaN,
      Infinity,
      true,
      {},
      null,
    ]) {
      assert.equal(readSeed(value), null);
      assert.ok(!isSeed(value));
    }
  });
});
