import assert from 'node:assert/strict';
import { colorFormat } from '../../../../src/lint/rules/color-format';
import { problemsOf, withElements } from '../run-rule';

function withColor(color: string): string {
  return withElements(`{ "color_palette": [${color}] }`);
}

function fixOf(color: string): [string, boolean] | undefined {
  const [problem] = problemsOf(colorFormat, withColor(color));
  assert.equal(problem?.at, color);
  const [fix] = problem.fixes;
  return fix && [fix.title.replace('Write the color as ', ''), fix.certain];
}

describe('color-format', () => {
  it('accepts uppercase #RRGGBB', () => {
    assert.deepEqual(problemsOf(colorFormat, withColor('"#1B3A57", "#FFFFFF"')), []);
  });

  it('writes the same color in that form, for certain', () => {
    assert.deepEqual(fixOf('"#1b3a57"'), ['#1B3A57', true]);
    assert.deepEqual(fixOf('"#abc"'), ['#AABBCC', true]);
    assert.deepEqual(fixOf('"0xabcdef"'), ['#ABCDEF', true]);
    assert.deepEqual(fixOf('"1B3A57"'), ['#1B3A57', true]);
    assert.deepEqual(fixOf('"fff"'), ['#FFFFFF', true]);
    assert.deepEqual(fixOf('"rgb(12, 34, 56)"'), ['#0C2238', true]);
    assert.deepEqual(fixOf('"rgba(12, 34, 56, 1)"'), ['#0C2238', true]);
  });

  it('offers the nearest color if the same one is unknown or cannot be written', () => {
    assert.deepEqual(fixOf('"silver"'), ['#C0C0C0', false]);
    assert.deepEqual(fixOf('"#silver"'), ['#C0C0C0', false]);
    assert.deepEqual(fixOf('"#1b3a5780"'), ['#1B3A57', false]);
    assert.deepEqual(fixOf('"rgba(12, 34, 56, 0.5)"'), ['#0C2238', false]);
  });

  it('leaves the choice if digits without a # may be a word or a number', () => {
    for (const word of ['bad', 'Facade', '500']) assert.equal(fixOf(`"${word}"`)?.[1], false, word);
  });

  it('shows the form if it does not know the color', () => {
    for (const color of [
      '"navy, cream and gold"',
      '"#RRGGBB"',
      '"rgb(300, 0, 0)"',
      '"warm grays"',
      '""',
      '12',
      'null',
      '["#000000"]',
    ]) {
      assert.equal(fixOf(color), undefined, color);
      assert.match(problemsOf(colorFormat, withColor(color))[0]?.message ?? '', /#1B3A57/, color);
    }
  });

  it('points at each color of the style and of elements, and replaces only that', () => {
    const text = '{ "style_description": { "color_palette": ["#FFFFFF", /* sea */ "#00f" ] } }';
    const [problem] = problemsOf(colorFormat, text);
    assert.equal(problem?.path, 'style_description.color_palette.1');
    assert.equal(problem.fixes[0]?.result, text.replace('#00f', '#0000FF'));
  });

  it('is not slow at a long string', () => {
    const long = `"rgb(1${' '.repeat(100_000)}x"`;
    assert.equal(fixOf(long), undefined);
  });
});
