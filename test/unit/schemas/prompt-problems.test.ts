import assert from 'node:assert/strict';
import { mistakes } from './compiled';
import { problems, type Problem } from './service';

const SCHEMA = new URL('../../../schemas/structured-prompt.schema.json', import.meta.url);
const OBJ = { type: 'obj', desc: 'a cat' };
const STYLE = { aesthetics: 'calm', lighting: 'soft', medium: 'photograph' };
const ROOT_KEYS =
  'A structured prompt is an object with high_level_description, style_description and compositional_deconstruction, and no other key. Size, speed and format belong to the task.';
const STYLE_KEYS =
  'style_description is an object with aesthetics, lighting, medium, photo or art_style, and color_palette, and no other key.';
const COMPOSITION_KEYS =
  'compositional_deconstruction is an object with background and elements, and no other key.';
const ELEMENT_KEYS =
  'An element is an object with type, bbox, text (on text elements), desc and color_palette, and no other key.';
const ELEMENT_TYPE =
  'The type of an element is "obj" (a thing to see) or "text" (lettering to render). Ground, sky, walls and weather belong in background.';
const EDGE =
  'A box edge is a whole number from 0 to 1000 on the grid of the frame, not a fraction and not pixels.';
const COLOR = 'A color is written #RRGGBB, six hexadecimal digits in uppercase, such as #1B3A57.';

function root(more: object): object {
  return { ...more, compositional_deconstruction: { background: 'a wall', elements: [OBJ] } };
}

function element(value: unknown): object {
  return { compositional_deconstruction: { background: 'a wall', elements: [value] } };
}

function at(text: string, message: string): Problem {
  return { message, at: text };
}

/** Both engines find exactly these problems, in a prompt file and in a task that holds the prompt. */
function finds(what: string, prompt: unknown, ...expected: Problem[]): void {
  it(what, async () => {
    const task = { settings: { structuredPrompt: prompt } };
    assert.deepEqual(await problems('structured-prompt', JSON.stringify(prompt)), expected);
    assert.equal((await problems('image-task', JSON.stringify(task))).length, expected.length);
    assert.equal(mistakes('structured-prompt', prompt).length, expected.length);
    assert.equal(mistakes('image-task', task).length, expected.length);
  });
}

describe('problems in a prompt', () => {
  describe('nothing', () => {
    finds('in the least prompt', element(OBJ));
    finds('with $schema at the root', { $schema: SCHEMA.href, ...element(OBJ) });
    finds('in a photo style', root({ style_description: { ...STYLE, photo: '85mm' } }));
    finds('in another style', root({ style_description: { ...STYLE, medium: 'ink', art_style: 'loose' } }));
    finds('without elements', { compositional_deconstruction: { background: 'a wall', elements: [] } });
    finds(
      'in a whole text element',
      element({ ...OBJ, type: 'text', bbox: [0, 0, 1000, 1000], text: 'A\nB' }),
    );
  });

  describe('at the root', () => {
    finds('keys that belong to the task', root({ aspect_ratio: '1:1' }), at('"aspect_ratio"', ROOT_KEYS));
    finds(
      'two unknown keys are two problems',
      root({ canvas: {}, layout: {} }),
      at('"canvas"', ROOT_KEYS),
      at('"layout"', ROOT_KEYS),
    );
    finds('no composition', {}, at('{', 'Missing property "compositional_deconstruction".'));
    finds('an empty composition', { compositional_deconstruction: {} }, ...missing('background', 'elements'));
    finds('a composition that is null', { compositional_deconstruction: null }, at('null', COMPOSITION_KEYS));
    finds('a list', [], at('[]', ROOT_KEYS));
  });

  describe('in the style', () => {
    finds('a plain string', root({ style_description: 'bold' }), at('"bold"', STYLE_KEYS));
    finds(
      'photo and art_style together',
      root({ style_description: { ...STYLE, photo: '85mm', art_style: 'ink' } }),
      at(
        '"art_style"',
        'A style has photo or art_style, not both: photo for a photograph, art_style for anything else.',
      ),
    );
    finds(
      'neither photo nor art_style',
      root({ style_description: STYLE }),
      at('"style_description"', 'Missing property "photo or art_style".'),
    );
    finds(
      'no lighting',
      root({ style_description: { aesthetics: 'calm', photo: '85mm', medium: 'photograph' } }),
      at('"style_description"', 'Missing property "lighting".'),
    );
    finds(
      'more than 16 colors',
      root({ style_description: { ...STYLE, photo: '85mm', color_palette: colors(17) } }),
      at(JSON.stringify(colors(17)), 'Array has too many items. Expected 16 or fewer.'),
    );
  });

  describe('in an element', () => {
    finds('another type', element({ ...OBJ, type: 'object' }), at('"object"', ELEMENT_TYPE));
    finds('no type', element({ desc: 'a cat' }), at('{', 'Missing property "type".'));
    finds('no desc', element({ type: 'obj' }), at('{', 'Missing property "desc".'));
    finds('text forgotten', element({ ...OBJ, type: 'text' }), at('{', 'Missing property "text".'));
    finds(
      'text on an obj',
      element({ ...OBJ, text: 'HI' }),
      at('"text"', 'Only a text element has text. Make its type "text", or describe the lettering in desc.'),
    );
    finds('text that is no string', element({ ...OBJ, type: 'text', text: 7 }), at('7', expected('string')));
    finds(
      'keys of other tools',
      element({ ...OBJ, id: 1, position: 'left' }),
      at('"id"', ELEMENT_KEYS),
      at('"position"', ELEMENT_KEYS),
    );
  });

  describe('in a box', () => {
    const box = (...bbox: number[]) => element({ ...OBJ, bbox });
    finds('pixels', box(0, 0, 2048, 500), at('2048', 'Value is above the maximum of 1000.'));
    finds('a negative edge', box(-5, 0, 10, 10), at('-5', 'Value is below the minimum of 0.'));
    finds('fractions', box(0.25, 0, 0.75, 1), at('0.25', EDGE), at('0.75', EDGE));
    finds('three edges', box(0, 0, 10), at('[0,0,10]', 'Array has too few items. Expected 4 or more.'));
    finds(
      'five edges',
      box(0, 0, 10, 10, 10),
      at('[0,0,10,10,10]', 'Array has too many items according to schema. Expected 4 or fewer.'),
    );
  });

  describe('in a palette', () => {
    const palette = (...color_palette: string[]) => element({ ...OBJ, color_palette });
    finds('lowercase', palette('#aabbcc'), at('"#aabbcc"', COLOR));
    finds('three digits', palette('#ABC'), at('"#ABC"', COLOR));
    finds('a name', palette('red'), at('"red"', COLOR));
    finds(
      'more than 5 colors',
      palette(...colors(6)),
      at(JSON.stringify(colors(6)), 'Array has too many items. Expected 5 or fewer.'),
    );
  });
});

function missing(...keys: string[]): Problem[] {
  return keys.map((key) => at('"compositional_deconstruction"', `Missing property "${key}".`));
}

function expected(type: string): string {
  return `Incorrect type. Expected "${type}".`;
}

function colors(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `#0000${String(10 + index)}`);
}
