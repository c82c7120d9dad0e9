import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textWidth, type TextFace } from '../../../src/layout/text-width';
import { ellipsize, measureWords, wrapProse, wrapWords } from '../../../src/layout/wrap';

const SANS: TextFace = { design: 'sans', weight: 400, stretch: 'normal' };
const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom(' ', '\n', 'a', 'W', '語'), fc.string()),
  maxLength: 80,
});

describe('wrapWords', () => {
  const wrap = (text: string, limit: number): string[] =>
    wrapWords(measureWords(text, SANS), limit).map((line) => line.text);

  it('breaks at spaces, and between ideographs without one', () => {
    assert.deepEqual(wrap('one two three', 4), ['one two', 'three']);
    assert.deepEqual(wrap('出発ロビー、出口', 3), ['出発ロ', 'ビー、', '出口']);
  });

  it('cuts a word that is longer than a line', () => {
    assert.deepEqual(wrap('mmmmmm', 2), ['mm', 'mm', 'mm']);
  });

  it('loses nothing but spaces, and stays within the limit', () => {
    fc.assert(
      fc.property(anyText, fc.double({ min: 0.1, max: 30, noNaN: true }), (text, limit) => {
        const lines = wrapWords(measureWords(text, SANS), limit);
        assert.equal(lines.map((line) => line.text.replace(/\s/gu, '')).join(''), text.replace(/\s/gu, ''));
        for (const line of lines) assert.ok(line.width <= limit + 1e-9 || !/\S{2}.*\s\S/u.test(line.text));
      }),
    );
  });
});

describe('ellipsize', () => {
  it('does not change what fits', () => {
    assert.equal(ellipsize('Pale sun', SANS, 10), 'Pale sun');
  });

  it('ends with an ellipsis right after the last character kept', () => {
    assert.equal(ellipsize('Pale sun, rising', SANS, 5.2), 'Pale sun…');
    assert.equal(ellipsize('Pale sun', SANS, 0.5), '');
  });

  it('never exceeds the limit', () => {
    fc.assert(
      fc.property(anyText, fc.double({ min: 0, max: 30, noNaN: true }), (text, limit) => {
        assert.ok(textWidth(ellipsize(text, SANS, limit), SANS) <= limit + 1e-9);
      }),
    );
  });
});

describe('wrapProse', () => {
  it('shortens what does not fit into its lines', () => {
    const lines = wrapProse('one two three four five six', SANS, 4, 2).map((line) => line.text);
    assert.deepEqual(lines, ['one two', 'three fo…']);
  });

  it('is fast for a text that is far too long', () => {
    assert.equal(wrapProse('word '.repeat(1_000_000), SANS, 20, 3).length, 3);
  });
});
