import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPrompt } from '../../../src/prompt/model';

function elementsOf(...elements: readonly unknown[]) {
  return readPrompt({ compositional_deconstruction: { elements } }).elements;
}

describe('readPrompt', () => {
  it('reads a whole prompt', () => {
    const model = readPrompt({
      high_level_description: 'A sign',
      style_description: { color_palette: ['#ff0000', '#ABCDEF'] },
      compositional_deconstruction: {
        background: 'A wall',
        elements: [
          { type: 'text', bbox: [1, 2, 3, 4], text: 'A\nB', desc: 'Bold', color_palette: ['#00ff00'] },
        ],
      },
    });
    assert.deepEqual(model, {
      summary: 'A sign',
      background: 'A wall',
      palette: ['#FF0000', '#ABCDEF'],
      elements: [
        { index: 0, kind: 'text', bbox: [1, 2, 3, 4], text: 'A\nB', desc: 'Bold', palette: ['#00FF00'] },
      ],
    });
  });

  it('never throws, and every element keeps its index', () => {
    const element = fc.oneof(
      fc.jsonValue(),
      fc.record({ bbox: fc.jsonValue(), color_palette: fc.jsonValue() }),
    );
    const prompt = fc.record({
      compositional_deconstruction: fc.oneof(fc.jsonValue(), fc.record({ elements: fc.array(element) })),
      style_description: fc.jsonValue(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), prompt), (value) => {
        readPrompt(value).elements.forEach(({ index }, place) => assert.equal(index, place));
      }),
    );
  });

  it('gives boxes that are ordered and within the grid, or none', () => {
    const numbers = fc.array(fc.double({ min: -5000, max: 5000, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(numbers, (bbox) => {
        const box = elementsOf({ bbox })[0]?.bbox;
        assert.ok(box);
        assert.ok(box.every((n) => n >= 0 && n <= 1000));
        assert.ok(box[0] <= box[2] && box[1] <= box[3]);
      }),
    );
    const unusable = [null, [1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 3, '4'], [1, 2, 3, null], { 0: 1 }, '1,2,3,4'];
    for (const { bbox } of elementsOf(...unusable.map((bbox) => ({ bbox })))) assert.equal(bbox, undefined);
  });

  it('keeps usable colors only', () => {
    const color_palette = ['#abc', 'red', '#12345G', 7, null, '#1a2b3c', '#1a2b3c4d'];
    assert.deepEqual(elementsOf({ color_palette })[0]?.palette, ['#1A2B3C']);
  });

  it('treats an unknown type as an object, and only a string as text', () => {
    const [first, second] = elementsOf({ type: 'txt', text: 'x' }, { type: 'text', text: 5 });
    assert.deepEqual([first?.kind, second?.kind, second?.text], ['obj', 'text', undefined]);
  });
});
