import assert from 'node:assert/strict';
import { displayName, kindOf } from '../../../src/prompt/kind';

const prompt = { compositional_deconstruction: {} };
const task = { taskType: 'imageInference' };

describe('kindOf', () => {
  for (const [file, value, kind] of [
    ['a.structured-prompt.json', undefined, 'prompt'],
    ['a.structuredPrompt.json', [task], 'prompt'],
    ['/some/where/a.image-task.json', prompt, 'task'],
    ['a.json', prompt, 'prompt'],
    ['a.json', task, 'task'],
    ['a.json', [task, 5], 'task'],
    ['a.json', [prompt], undefined],
    ['a.json', { taskType: 'imageUpscale' }, undefined],
    ['a.json', null, undefined],
    ['package.json', { name: 'x' }, undefined],
    ['a.structured-prompt.json.bak', 'text', undefined],
  ] as const) {
    it(`takes ${file} with ${value === undefined ? 'nothing' : JSON.stringify(value)} for ${kind ?? 'something else'}`, () => {
      assert.equal(kindOf(file, { value }), kind);
    });
  }
});

describe('displayName', () => {
  it('is the name without folder and endings', () => {
    assert.equal(displayName('posters/travel.structured-prompt.json'), 'travel');
    assert.equal(displayName('C:\\posters\\travel v2.structuredPrompt.json'), 'travel v2');
    assert.equal(displayName('campaign.image-task.json'), 'campaign');
    assert.equal(displayName('a.b.jsonc'), 'a.b');
    assert.equal(displayName('Untitled-1'), 'Untitled-1');
    assert.equal(displayName('.structured-prompt.json'), '.structured-prompt.json');
  });
});
