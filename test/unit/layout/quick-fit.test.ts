import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roomOf, sizeIn } from '../../../src/layout/fit-text';
import { surelyFits } from '../../../src/layout/quick-fit';
import type { TextFace } from '../../../src/layout/text-width';

const faces: fc.Arbitrary<TextFace> = fc.record({
  design: fc.constantFrom('sans', 'serif', 'slab', 'mono', 'script'),
  weight: fc.constantFrom(300, 400, 700, 900),
  stretch: fc.constantFrom('condensed', 'normal', 'expanded'),
});
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(
        '\n',
        '\r\n',
        '\u2028',
        'W@%m',
        '本日',
        '여름',
        'صيف',
        'कि',
        '👩‍👩‍👧‍👦',
        '🇫🇷',
        'Ŵ—',
        '\u4DC0',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const sides = fc.integer({ min: 1, max: 900 });

describe('surelyFits', () => {
  it('is never true for a text that does not fit, in any typeface and script', () => {
    fc.assert(
      fc.property(texts, faces, sides, sides, (text, face, width, height) => {
        if (surelyFits(text, { width, height }, 12)) {
          assert.ok(sizeIn({ width, height }, roomOf(text, face)) >= 12);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is true for usual texts in usual boxes, without measuring them', () => {
    assert.ok(
      surelyFits('18:30  Nadia Okoro Trio\n20:00  The Tidewater Five', { width: 467, height: 219 }, 12),
    );
    assert.ok(!surelyFits('A line that is long', { width: 60, height: 200 }, 12));
    assert.ok(!surelyFits('a\nb\nc\nd', { width: 600, height: 40 }, 12));
  });
});
