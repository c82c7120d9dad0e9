import assert from 'node:assert/strict';
import { letteringLines } from '../../../src/proof/lettering';
import { placeElement } from '../../../src/proof/placed';
import { scaleOf } from '../../../src/proof/scale';
import { measureLine, textLine } from '../../../src/proof/text';

const FRAME = { width: 1000, height: 1000 };

function linesOf(text: string, desc: string) {
  const element = { index: 0, kind: 'text', text, desc, bbox: [100, 100, 500, 900], palette: [] } as const;
  const lettering = placeElement(element, scaleOf(FRAME))?.lettering;
  assert.ok(lettering);
  return letteringLines(lettering, '#102030');
}

describe('the lettering of a text', () => {
  it('has a line for each line that is not blank, within its box', () => {
    const lines = linesOf('ONE\n\nTWO WORDS', 'Bold sans-serif').map(measureLine);
    assert.deepEqual(
      lines.map(({ text }) => text),
      ['ONE', 'TWO WORDS'],
    );
    for (const { x, y, width, fontSize, fill } of lines) {
      assert.ok(x >= 100 && x + width <= 900 && y - fontSize / 2 > 100 && y < 500);
      assert.equal(fill, '#102030');
    }
  });

  for (const [direction, text] of [
    ['left to right', 'Coast'],
    ['right to left', 'שלום'],
  ] as const) {
    for (const [align, share] of [
      ['left', 0],
      ['center', 0.5],
      ['right', 1],
    ] as const) {
      it(`is measured as SVG draws it: ${direction}, aligned to the ${align}`, () => {
        const [line] = linesOf(text, 'Sans-serif');
        assert.ok(line);
        const { x, width, rightToLeft } = measureLine({ ...line, align });
        const { attributes } = textLine({ ...line, align });
        const near = (name: string, value: number) =>
          assert.ok(Math.abs(Number(attributes[name]) - value) <= 0.01, name);
        near('x', x + width * share);
        near('textLength', width);
        assert.equal(attributes['direction'], rightToLeft ? 'rtl' : undefined);
      });
    }
  }
});
