import assert from 'node:assert/strict';
import { graphemes } from '../../../src/layout/graphemes';
import { textWidth, type TextFace } from '../../../src/layout/text-width';

const SANS: TextFace = { design: 'sans', weight: 400, stretch: 'normal' };

describe('graphemes', () => {
  it('keeps together what is seen as one character', () => {
    assert.deepEqual(graphemes('e\u0301a👩‍👩‍👧🇯🇵'), ['e\u0301', 'a', '👩‍👩‍👧', '🇯🇵']);
  });
});

describe('textWidth', () => {
  const width = (text: string, face: Partial<TextFace> = {}): number => textWidth(text, { ...SANS, ...face });

  it('distinguishes narrow and wide letters', () => {
    assert.ok(width('iiii') < width('nnnn'));
    assert.ok(width('nnnn') < width('mmmm'));
    assert.ok(width('nnnn') < width('NNNN'));
  });

  it('gives ideographs a full em, half-width kana half of one, and an emoji a little more', () => {
    assert.equal(width('出発ロビー。'), 6);
    assert.equal(width('ｱｲ'), 1);
    assert.equal(width('👩‍👩‍👧'), 1.25);
    assert.equal(width('🇯🇵'), 1.25);
  });

  it('adds nothing for accents and invisible characters', () => {
    assert.equal(width('e\u0301'), width('e'));
    assert.equal(width('é'), width('e'));
    assert.equal(width('a\u200Bb\u200D'), width('ab'));
    assert.equal(width('שָׁ'), width('ש'));
  });

  it('follows the typeface', () => {
    const word = 'Harbour';
    assert.ok(width(word, { stretch: 'condensed' }) < width(word));
    assert.ok(width(word, { stretch: 'expanded' }) > width(word));
    assert.ok(width(word, { weight: 700 }) > width(word));
    assert.ok(width(word, { design: 'serif' }) < width(word));
    assert.equal(width('iM.', { design: 'mono' }).toFixed(6), (3 * 0.6).toFixed(6));
  });

  it('measures other writing systems as more than nothing and less than an em each', () => {
    for (const text of ['المغادرة', 'יציאות', 'प्रस्थान', 'ขาออก', 'Ελλάδα', 'Отправление']) {
      const average = width(text) / graphemes(text).length;
      assert.ok(average > 0.3 && average < 1, `${text}: ${average}`);
    }
  });
});
