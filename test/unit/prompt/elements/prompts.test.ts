import assert from 'node:assert/strict';
import { elementsOf, promptPaths } from '../../../../src/prompt/elements/prompts';
import type { DocumentKind } from '../../../../src/prompt/kind';
import { parseDocument } from '../../../../src/prompt/parse';
import type { JsonPath } from '../../../../src/prompt/path';

const paths = (text: string, kind: DocumentKind): readonly JsonPath[] =>
  promptPaths(parseDocument(text), kind);
const types = (text: string, prompt: JsonPath): string[] =>
  elementsOf(parseDocument(text), prompt).map(({ type }) => type);

describe('promptPaths', () => {
  it('is the whole of a prompt file', () => {
    assert.deepEqual(paths('{"compositional_deconstruction": {}}', 'prompt'), [[]]);
    assert.deepEqual(paths('', 'prompt'), [[]]);
  });

  it('is one for each task of a task file, whether or not it has a prompt', () => {
    assert.deepEqual(paths('{"settings": {"structuredPrompt": {}}}', 'task'), [
      ['settings', 'structuredPrompt'],
    ]);
    assert.deepEqual(paths('[{}, {"settings": {"structuredPrompt": {}}}]', 'task'), [
      [0, 'settings', 'structuredPrompt'],
      [1, 'settings', 'structuredPrompt'],
    ]);
    assert.deepEqual(paths('[]', 'task'), []);
    assert.deepEqual(paths('', 'task'), []);
  });
});

describe('elementsOf', () => {
  it('has the items, whatever they are, of the last of a repeated name', () => {
    const text = '{"compositional_deconstruction": {"elements": [1], "elements": [{}, "a", null, []]}}';
    assert.deepEqual(types(text, []), ['object', 'string', 'null', 'array']);
  });

  it('has those of one task', () => {
    const task = '{"settings": {"structuredPrompt": {"compositional_deconstruction": {"elements": [{}]}}}}';
    assert.deepEqual(types(`[{}, ${task}]`, [1, 'settings', 'structuredPrompt']), ['object']);
    assert.deepEqual(types(`[{}, ${task}]`, [0, 'settings', 'structuredPrompt']), []);
  });

  it('has none where there is no array', () => {
    for (const text of ['', '[]', '{}', '{"compositional_deconstruction": {"elements": {"a": 1}}}']) {
      assert.deepEqual(types(text, []), []);
    }
  });
});
