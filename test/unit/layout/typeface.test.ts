import assert from 'node:assert/strict';
import { chooseAlign, chooseTypeface } from '../../../src/layout/typeface';

describe('chooseTypeface', () => {
  const cases: readonly (readonly [string, Partial<ReturnType<typeof chooseTypeface>>])[] = [
    ['', { design: 'sans', weight: 400, style: 'normal', stretch: 'normal' }],
    ['Bold white sans-serif capitals', { design: 'sans', weight: 700 }],
    ['Elegant thin serif, cream', { design: 'serif', weight: 300 }],
    ['heavy slab serif headline', { design: 'slab', weight: 900 }],
    ['Flowing brush script', { design: 'script', style: 'italic' }],
    ['hand-lettered, chalk', { design: 'script' }],
    ['Monospaced terminal font', { design: 'mono' }],
    ['Tall condensed sans serif', { design: 'sans', stretch: 'condensed' }],
    ['Italic serif, red', { design: 'serif', style: 'italic' }],
    ['Black text in a plain sans-serif', { design: 'sans', weight: 400 }],
    ['Black weight sans', { weight: 900 }],
    ['Light blue letters', { weight: 400 }],
  ];
  for (const [description, expected] of cases) {
    it(`reads "${description}"`, () => {
      const face = chooseTypeface(description);
      assert.deepEqual({ ...face, ...expected }, face);
    });
  }

  it('ends every family with a generic one', () => {
    for (const words of ['sans', 'serif', 'slab', 'mono', 'script', 'condensed']) {
      assert.match(chooseTypeface(words).family, /, (sans-serif|serif|monospace|cursive)$/);
    }
  });
});

describe('chooseAlign', () => {
  it('reads the side, and centers where none is named', () => {
    assert.equal(chooseAlign('Small serif, left-aligned'), 'left');
    assert.equal(chooseAlign('caps flush right'), 'right');
    assert.equal(chooseAlign('aligned to the left of the page'), 'left');
    assert.equal(chooseAlign('standing on the left side'), 'center');
    assert.equal(chooseAlign(''), 'center');
  });
});
