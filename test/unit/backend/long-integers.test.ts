import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteLongIntegers } from '../../../src/backend/runware/long-integers';

const read = (text: string): unknown => JSON.parse(quoteLongIntegers(text));

describe('the integers of a reply', () => {
  it('keep their digits when a number would lose them', () => {
    assert.deepEqual(read('{"a":9007199254740993,"b":[-9223372036854775807 , 9007199254740991],"c":5}'), {
      a: '9007199254740993',
      b: ['-9223372036854775807', 9007199254740991],
      c: 5,
    });
    assert.equal(read('9223372036854775807'), '9223372036854775807');
  });

  it('are not changed within strings, whatever is escaped there', () => {
    const text = String.raw`{"9223372036854775807":"\\","b":"\": 9223372036854775807, \\","c":9223372036854775807}`;
    assert.deepEqual(read(text), {
      '9223372036854775807': '\\',
      b: '": 9223372036854775807, \\',
      c: '9223372036854775807',
    });
  });

  it('are not found in fractions, exponents and text that is not JSON', () => {
    for (const text of [
      '[1234567890123456789.5]',
      '[12345678901234567891e2]',
      '[0.12345678901234567891]',
      '[1e12345678901234567891]',
      '[012345678901234567891]',
      '[+12345678901234567891]',
      '[--12345678901234567891]',
      '[x12345678901234567891]',
      '{12345678901234567891:1}',
      '"12345678901234567891',
      '"12345678901234567891\\',
      '',
    ]) {
      assert.equal(quoteLongIntegers(text), text);
    }
  });

  it('change nothing else in any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(3), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const safe = (_: string, value: unknown) =>
          typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? 0 : value;
        const plain = JSON.stringify(JSON.parse(text, safe), null, indent);
        assert.equal(quoteLongIntegers(plain), plain);
      }),
    );
  });

  it('are found in linear time, with or without quotes and backslashes', () => {
    for (const part of ['"', '\\"', '\\', '1234567890123456789', '12345678901234567 ']) {
      const start = performance.now();
      quoteLongIntegers(part.repeat(200_000));
      assert.ok(performance.now() - start < 2000, part);
    }
  });
});
