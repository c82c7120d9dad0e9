import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contrast, elementColor, mix, readable } from '../../../src/proof/color';
import { chooseGround } from '../../../src/proof/ground';
import { readPrompt } from '../../../src/prompt/model';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colors', () => {
  it('have the contrast that WCAG defines', () => {
    assert.equal(contrast('#000000', '#FFFFFF'), 21);
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  });

  it('are mixed', () => {
    assert.equal(mix('#ff0000', '#0000ff', 0), '#0000ff');
    assert.equal(mix('#ff0000', '#0000ff', 1), '#ff0000');
    assert.equal(mix('#ffffff', '#000000', 0.5), '#808080');
  });

  it('repeat after the eighth element', () => {
    assert.equal(elementColor(8), elementColor(0));
    assert.notEqual(elementColor(1), elementColor(0));
  });
});

describe('readable', () => {
  it('returns the first color that is readable', () => {
    assert.equal(readable(['#ffffff', '#c8102e'], '#f4efe1', 3), '#c8102e');
  });

  it('always has enough contrast, for any palette', () => {
    fc.assert(
      fc.property(fc.array(color, { maxLength: 5 }), color, (palette, behind) => {
        assert.ok(contrast(readable(palette, behind, 3), behind) >= 3);
      }),
    );
  });
});

describe('chooseGround', () => {
  const ground = (palette: string[], lettering?: string): ReturnType<typeof chooseGround> =>
    chooseGround(
      readPrompt({
        style_description: { color_palette: palette },
        compositional_deconstruction: {
          elements: lettering
            ? [{ type: 'text', bbox: [0, 0, 500, 500], text: 'A', color_palette: [lettering] }]
            : [],
        },
      }),
    );

  it('is dark under light lettering and light under dark lettering', () => {
    assert.ok(contrast(ground(['#F5A65B', '#1B2F4B'], '#FFFFFF').fill, '#FFFFFF') > 8);
    assert.ok(contrast(ground(['#F5A65B', '#1B2F4B'], '#111111').fill, '#111111') > 8);
  });

  it('is readable under its own texts', () => {
    fc.assert(
      fc.property(fc.array(color, { maxLength: 16 }), fc.option(color), (palette, lettering) => {
        const { fill, muted, ink } = ground(palette, lettering ?? undefined);
        assert.ok(contrast(muted, fill) >= 4.5, `${muted} on ${fill}`);
        assert.ok(contrast(ink, fill) >= contrast(muted, fill));
      }),
    );
  });
});
