import assert from 'node:assert/strict';
import fc from 'fast-check';
import { graphemes } from '../../../src/layout/graphemes';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('graphemes', () => {
  it('are what a reader sees as single characters, on the fast path and on the slow one', () => {
    const near = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x2600 }).map((code) => String.fromCharCode(code)),
    });
    const label = fc.tuple(fc.nat(999), fc.string()).map(([number, words]) => `${number} ○ ${words}…`);
    fc.assert(
      fc.property(fc.oneof(near, label, fc.string({ unit: 'grapheme' })), (text) => {
        assert.deepEqual(
          graphemes(text),
          Array.from(segmenter.segment(text), ({ segment }) => segment),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
