import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitText, type TextAlign } from '../../../src/layout/fit-text';
import type { TextFace } from '../../../src/layout/text-width';

const SANS: TextFace = { design: 'sans', weight: 400, stretch: 'normal' };
const BOX = { x: 100, y: 200, width: 400, height: 100 };
const fit = (text: string, box = BOX, align: TextAlign = 'center', legible = 0): ReturnType<typeof fitText> =>
  fitText(text, box, SANS, align, legible);

describe('fitText', () => {
  it('is as large as the width allows', () => {
    const line = fit('A long line of words that is much wider than it is high').lines[0];
    assert.ok(line);
    assert.equal(line.x, 100);
    assert.ok(Math.abs(line.width - 400) < 1e-6);
  });

  it('is as large as the height allows: capitals extend from edge to edge', () => {
    const { fontSize, lines } = fit('HI');
    const baseline = lines[0]?.y ?? 0;
    assert.ok(baseline > 290 && baseline <= 300);
    assert.ok(baseline - 0.74 * fontSize < 201);
  });

  it('keeps its own lines, their spaces and their case', () => {
    const texts = fit('  Visit THE\n\nCoast \r\nnow').lines.map((line) => line.text);
    assert.deepEqual(texts, ['  Visit THE', '', 'Coast ', 'now']);
  });

  it('breaks a line at spaces only where it would be illegible otherwise', () => {
    const prose = 'An evening of hard bop and ballads with the quartet and a late session open to everyone';
    assert.equal(fit(prose).lines.length, 1);
    const wrapped = fit(prose, BOX, 'left', 14);
    assert.ok(wrapped.lines.length > 1);
    assert.ok(wrapped.fontSize > fit(prose).fontSize);
    assert.equal(wrapped.lines.map((line) => line.text).join(' '), prose);
  });

  it('never splits a word, however narrow the box', () => {
    assert.deepEqual(
      fit('fizzwright', { ...BOX, width: 20 }, 'center', 50).lines.map((line) => line.text),
      ['fizzwright'],
    );
  });

  it('aligns its lines', () => {
    const shortLine = (align: TextAlign): [number, number] => {
      const line = fit('a much longer line\nshort', BOX, align).lines[1];
      return [line?.x ?? 0, (line?.x ?? 0) + (line?.width ?? 0)];
    };
    const block = fit('a much longer line\nshort', BOX, 'left').lines[0]?.x;
    assert.equal(shortLine('left')[0], block);
    assert.ok(Math.abs(shortLine('right')[1] - 500) < 1e-6);
    const [left, right] = shortLine('center');
    assert.ok(Math.abs(left + right - 600) < 1e-6);
  });

  it('has no lines for an empty text or box', () => {
    assert.deepEqual(fit('').lines, []);
    assert.deepEqual(fit(' \n ').lines, []);
    assert.deepEqual(fit('x', { ...BOX, width: 0 }).lines, []);
  });

  it('never leaves its box, for any text, box and alignment', () => {
    const side = fc.double({ min: 0.5, max: 3000, noNaN: true });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        side,
        side,
        fc.constantFrom<TextAlign>('left', 'center', 'right'),
        fc.double({ min: 0, max: 40, noNaN: true }),
        (text, width, height, align, legible) => {
          const { fontSize, lines } = fit(text, { x: 10, y: 20, width, height }, align, legible);
          for (const line of lines) {
            assert.ok(line.x >= 10 - 1e-6 && line.x + line.width <= 10 + width + 1e-6);
            assert.ok(line.y - 0.7 * fontSize >= 20 - 1e-6 && line.y <= 20 + height + 1e-6);
          }
        },
      ),
    );
  });
});
