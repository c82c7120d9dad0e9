import assert from 'node:assert/strict';
import { paletteColors } from '../../../src/prompt/palettes';
import { located } from './written';

function colors(value: unknown): string[] {
  return located(JSON.stringify(value))
    .prompts.flatMap(paletteColors)
    .map(({ color }) => color);
}

describe('paletteColors', () => {
  it('reads the colors of the style and of every element, however they are written', () => {
    const prompt = {
      style_description: { color_palette: ['#AABBCC', '#abc', 'red'] },
      compositional_deconstruction: {
        elements: [{ color_palette: ['1b3a57', 7] }, 'x', { color_palette: '#FFFFFF' }],
      },
    };
    assert.deepEqual(colors(prompt), ['#AABBCC', '#AABBCC', '#1B3A57']);
  });

  it('recognizes palettes by their path', () => {
    assert.deepEqual(colors({ color_palette: ['#AABBCC'] }), []);
    assert.deepEqual(colors([]), []);
  });
});
