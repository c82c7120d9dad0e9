import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textOverflow } from '../../../../src/lint/rules/text-overflow';
import { SIZES } from '../../../../src/task/sizes';
import { lettering, problemsOf, promptWith } from '../run-rule';

const edges = fc.integer({ min: -40, max: 1060 });
const texts = fc.oneof(
  fc.lorem({ maxCount: 14 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('本日限りの\n特別な夏の大売り出し', 'تخفيضات الصيف الكبرى', 'A\nB\nC\nD\nE\nF'),
);
const descs = fc.constantFrom(
  '',
  'Bold condensed sans-serif',
  'Vertical slab capitals',
  'set in a circle',
  'in two lines',
);

describe('the fixes of text-overflow', () => {
  it('leave nothing to report, at every size', () => {
    fc.assert(
      fc.property(
        texts,
        descs,
        fc.tuple(edges, edges, edges, edges),
        fc.constantFrom(...SIZES),
        (text, desc, box, { width, height }) => {
          const problems = problemsOf(textOverflow, promptWith(lettering(text, box, desc)), [width, height]);
          for (const { title, result: mended } of problems[0]?.fixes ?? []) {
            assert.deepEqual(problemsOf(textOverflow, mended, [width, height]), [], title);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
