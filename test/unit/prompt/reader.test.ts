import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPrompt } from '../../../src/prompt/model';
import { nodeAt, valueOf } from '../../../src/prompt/nodes';
import { parseDocument } from '../../../src/prompt/parse';
import type { JsonPath } from '../../../src/prompt/path';
import { PromptReader } from '../../../src/prompt/reader';
import { TEXTS } from '../../stage/texts';
import { located } from './written';

function whole(text: string, path: JsonPath = []) {
  const node = nodeAt(parseDocument(text).root, path);
  return readPrompt(node && valueOf(node));
}

const element = fc.oneof(
  fc.record({
    type: fc.constantFrom('obj', 'text'),
    bbox: fc.constantFrom([0, 0, 1, 1], [9, 8, 7, 6], null),
    text: fc.constantFrom('a', 'b'),
    desc: fc.constantFrom('a', 'b'),
    color_palette: fc.constantFrom([], ['#abcdef'], 'none'),
  }),
  fc.jsonValue(),
);
const prompt = fc.record(
  {
    high_level_description: fc.oneof(fc.string(), fc.jsonValue()),
    style_description: fc.oneof(
      fc.record({ color_palette: fc.constantFrom(['#000000'], []) }),
      fc.jsonValue(),
    ),
    compositional_deconstruction: fc.oneof(
      fc.record({ background: fc.string(), elements: fc.array(element, { maxLength: 5 }) }),
      fc.jsonValue(),
    ),
  },
  { requiredKeys: [] },
);
const texts = fc
  .tuple(fc.oneof(prompt, fc.jsonValue()), fc.constantFrom(0, 2))
  .map(([value, indent]) => JSON.stringify(value, null, indent));

describe('PromptReader', () => {
  it('reads what is there, whatever it has read before', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (history) => {
        const reader = new PromptReader();
        for (const text of history) assert.deepEqual(reader.read(located(text), []), whole(text));
      }),
    );
  });

  it('reads at a path, and the last of a repeated name', () => {
    const path = [0, 'settings', 'structuredPrompt'];
    const task = TEXTS['task'] ?? '';
    assert.equal(new PromptReader().read(located(task, 'task'), path).elements.length, 2);
    assert.deepEqual(new PromptReader().read(located(task, 'task'), path), whole(task, path));
    const twice = '{"high_level_description": "a", "high_level_description": "b"}';
    assert.equal(new PromptReader().read(located(twice), []).summary, 'b');
  });

  it('keeps the elements whose text stayed as it was, and no other', () => {
    const reader = new PromptReader();
    const text = TEXTS['plain'] ?? '';
    const before = reader.read(located(text), []).elements;
    const kept = (changed: string) =>
      reader.read(located(changed), []).elements.map((one, index) => one === before[index]);
    assert.deepEqual(kept(text), [true, true, true]);
    assert.deepEqual(kept(text.replace('A poster', 'A very large poster')), [true, true, true]);
    assert.deepEqual(kept(text.replace('HELLO', 'HELLO!')), [true, false, true]);
  });
});
