import assert from 'node:assert/strict';
import { textOverflow } from '../../../../src/lint/rules/text-overflow';
import {
  elementsOf,
  type SeenProblem,
  lettering,
  problemsOf,
  promptWith,
  reported,
  type Sides,
  thing,
  type Written,
} from '../run-rule';

const LONG = 'GRAND OPENING OF THE NATIONAL RAILWAY MUSEUM';

function only(element: Written, size?: Sides): SeenProblem {
  const [problem, ...others] = problemsOf(textOverflow, promptWith(element), size);
  assert.ok(problem);
  assert.deepEqual(others, []);
  return problem;
}

/** Whether a text is too much for a box of a width and a height in pixels. */
function overflows(text: string, width: number, height: number, desc?: string): boolean {
  const box = [0, 0, Math.round((height / 2048) * 1000), Math.round((width / 2048) * 1000)];
  return reported(textOverflow, [lettering(text, box, desc)]).length > 0;
}

describe('text-overflow', () => {
  it('reports a long line in a small box, with the way out', () => {
    const { at, message } = only(lettering(LONG, [100, 100, 200, 220]));
    assert.equal(at.replace(/\s/g, ''), '[100,100,200,220]');
    assert.match(message, /^“GRAND OPENING OF .*” cannot be legible/);
    assert.match(message, /at least \d+ wide instead of 120, or break the text into lines\.$/);
  });

  it('grows the box around its middle as far as needed, within the frame', () => {
    for (const box of [
      [100, 440, 200, 560],
      [100, 0, 120, 40],
      [990, 900, 999, 1000],
    ]) {
      const [grow] = only(lettering(LONG, box)).fixes;
      assert.equal(grow?.certain, false);
      const grown = elementsOf(grow.result)[0]?.['bbox'] as number[];
      assert.ok(grown.every((edge) => Number.isInteger(edge) && edge >= 0 && edge <= 1000));
      assert.ok((grown[3] ?? 0) - (grown[1] ?? 0) > 120);
      assert.deepEqual(problemsOf(textOverflow, grow.result), []);
    }
    const [grow] = only(lettering(LONG, [100, 440, 200, 560])).fixes;
    const [top, left, bottom, right] = elementsOf(grow?.result)[0]?.['bbox'] as number[];
    assert.deepEqual([top, bottom], [100, 200]);
    assert.ok(Math.abs((left ?? 0) + (right ?? 0) - 1000) <= 1);
  });

  it('breaks the text if that is enough', () => {
    const [, wrap] = only(lettering(LONG, [100, 100, 200, 220])).fixes;
    assert.equal(wrap?.certain, false);
    assert.equal(String(elementsOf(wrap.result)[0]?.['text']).replaceAll('\n', ' '), LONG);
    assert.deepEqual(problemsOf(textOverflow, wrap.result), []);
  });

  it('offers no box if none would do', () => {
    const problem = only(lettering('A'.repeat(600), [100, 100, 110, 900]));
    assert.deepEqual(problem.fixes, []);
    assert.match(problem.message, /does not fit the frame either: shorten it\.$/);
  });

  it('measures at the size of the document', () => {
    const text = promptWith(lettering('SUMMER PROGRAM', [100, 100, 140, 160]));
    assert.deepEqual(problemsOf(textOverflow, text, [3328, 1248]), []);
    assert.equal(problemsOf(textOverflow, text, [1248, 3328]).length, 1);
  });

  it('counts the lines that the text has, not more', () => {
    assert.ok(overflows('MONDAY\nTUESDAY\nWEDNESDAY\nTHURSDAY\nFRIDAY', 400, 50));
    assert.ok(!overflows('MONDAY\nTUESDAY\nWEDNESDAY\nTHURSDAY\nFRIDAY', 400, 80));
    assert.ok(overflows('MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY', 200, 400));
    assert.ok(!overflows('MONDAY\nTUESDAY\nWEDNESDAY\nTHURSDAY\nFRIDAY', 120, 400));
  });

  it('measures every script as it is', () => {
    // As many characters, at widths that suit one script and not the other.
    assert.ok(!overflows('illicit little lilt', 100, 60, 'condensed sans-serif'));
    assert.ok(overflows('WWW MAMMOTH MUMMERY', 100, 60, 'wide extended bold slab type'));
    assert.ok(overflows('本日限りの特別な夏の大売り出しです', 150, 20));
    assert.ok(!overflows('本日限りの特別な夏の大売り出しです', 230, 20));
    assert.ok(overflows('여름 한정 특별 할인 행사 안내', 140, 20));
    assert.ok(!overflows('여름 한정 특별 할인 행사 안내', 220, 20));
    assert.ok(overflows('تخفيضات الصيف الكبرى لهذا اليوم فقط', 120, 24));
    assert.ok(!overflows('تخفيضات الصيف الكبرى لهذا اليوم فقط', 230, 24));
    assert.ok(overflows('מבצע קיץ מיוחד להיום בלבד', 100, 24));
    assert.ok(!overflows('מבצע קיץ מיוחד להיום בלבד', 180, 24));
    assert.ok(overflows('🎉🎈🎂🎁🎊🥳🍰🎵', 80, 30));
    assert.ok(!overflows('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 60, 30));
  });

  it('leaves lettering alone that does not run from left to right', () => {
    for (const desc of [
      'White capitals running vertically along the spine',
      'Letters rotated 90 degrees counter-clockwise',
      'A vertical neon sign',
      'set sideways',
    ]) {
      assert.ok(!overflows(LONG, 40, 1200, desc), desc);
    }
    // A strip as narrow as a spine says so itself, and ideographs are at home in columns.
    assert.ok(!overflows('THE LONG WINTER', 60, 1400));
    assert.ok(!overflows('夏の大売り出し', 60, 500));
    assert.ok(overflows('THE LONG WINTER', 60, 200));
  });

  it('leaves lettering on a curve alone', () => {
    const ring = 'HANDROASTED SMALL BATCHES SINCE NINETEEN THIRTY';
    assert.ok(!overflows(ring, 220, 220, 'Small capitals set in a circle around the badge'));
    assert.ok(overflows(ring, 220, 220, 'Small capitals'));
  });

  it('lets prose run over as many lines as its box has room for', () => {
    const prose =
      'An evening of hard bop and ballads with the quartet, followed by a late session that is open to everyone.';
    assert.ok(!overflows(prose, 300, 120));
    assert.ok(overflows(prose, 300, 20));
    assert.ok(!overflows('THREE SHORT WORDS', 100, 90, 'stacked in three lines'));
    assert.ok(overflows('THREE SHORT WORDS', 100, 90));
  });

  it('reports nothing if another rule does or nothing is drawn', () => {
    const quiet = [
      lettering(LONG, [100, 100, 100, 120]),
      lettering('', [0, 0, 10, 10]),
      lettering(' \n ', [0, 0, 1, 1]),
      thing(LONG, [0, 0, 10, 10]),
      lettering(LONG, [1100, 100, 1200, 300]),
      { type: 'text', text: LONG, desc: 'serif' },
    ];
    assert.deepEqual(reported(textOverflow, quiet), []);
    const fractions = lettering(LONG, [0.1, 0.1, 0.11, 0.12]);
    assert.deepEqual(reported(textOverflow, [fractions]), []);
    assert.deepEqual(reported(textOverflow, [fractions, lettering('OPEN', [100, 100, 500, 500])]), []);
  });

  it('takes no time for an endless text', () => {
    assert.deepEqual(reported(textOverflow, [lettering('A'.repeat(60_000), [0, 0, 1000, 1000])]), [0]);
    assert.deepEqual(reported(textOverflow, [lettering('\u0301'.repeat(60_000), [0, 0, 1000, 1000])]), []);
  }).timeout(5000);

  it('measures a box with its corners out of order as if they were in order', () => {
    assert.deepEqual(reported(textOverflow, [lettering('OPEN', [500, 900, 100, 100])]), []);
    const [grow] = only(lettering(LONG, [200, 220, 100, 100])).fixes;
    assert.deepEqual(problemsOf(textOverflow, grow?.result ?? ''), []);
  });

  it('measures the beginning of a text that nobody can read anyway, and breaks no such text', () => {
    const { message, fixes } = only(lettering('漢字 '.repeat(40_000), [100, 100, 900, 900]));
    assert.match(message, /cannot be legible/);
    assert.deepEqual(fixes, []);
  });
});
