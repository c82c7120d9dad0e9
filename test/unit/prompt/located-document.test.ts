import assert from 'node:assert/strict';
import type { DocumentKind } from '../../../src/prompt/kind';
import { promptAt, promptPaths } from '../../../src/prompt/located-document';
import { formatPath, type JsonPath } from '../../../src/prompt/path';
import { located } from './written';

const paths = (text: string, kind: DocumentKind): readonly JsonPath[] => promptPaths(located(text, kind));
const types = (text: string, prompt: JsonPath, kind: DocumentKind = 'prompt'): string[] =>
  (promptAt(located(text, kind), prompt)?.items ?? []).map(({ type }) => type);

describe('promptPaths', () => {
  it('has the root of a prompt file', () => {
    assert.deepEqual(paths('{"compositional_deconstruction": {}}', 'prompt'), [[]]);
    assert.deepEqual(paths('', 'prompt'), [[]]);
  });

  it('has one path for each task of a task file, whether or not it has a prompt', () => {
    assert.deepEqual(paths('{"settings": {"structuredPrompt": {}}}', 'task'), [
      ['settings', 'structuredPrompt'],
    ]);
    assert.deepEqual(paths('[{}, {"settings": {"structuredPrompt": {}}}]', 'task'), [
      [0, 'settings', 'structuredPrompt'],
      [1, 'settings', 'structuredPrompt'],
    ]);
  });

  it('has the root of a file without tasks', () => {
    assert.deepEqual(paths('[]', 'task'), [[]]);
    assert.deepEqual(paths('', 'task'), [[]]);
  });
});

describe('the items of a located prompt', () => {
  it('has the items, whatever they are, of the last of a repeated name', () => {
    const text = '{"compositional_deconstruction": {"elements": [1], "elements": [{}, "a", null, []]}}';
    assert.deepEqual(types(text, []), ['object', 'string', 'null', 'array']);
  });

  it('has those of one task', () => {
    const task = '{"settings": {"structuredPrompt": {"compositional_deconstruction": {"elements": [{}]}}}}';
    assert.deepEqual(types(`[{}, ${task}]`, [1, 'settings', 'structuredPrompt'], 'task'), ['object']);
    assert.deepEqual(types(`[{}, ${task}]`, [0, 'settings', 'structuredPrompt'], 'task'), []);
  });

  it('has none if there is no array', () => {
    for (const text of ['', '[]', '{}', '{"compositional_deconstruction": {"elements": {"a": 1}}}']) {
      assert.deepEqual(types(text, []), []);
    }
  });
});

describe('the elements of a located prompt', () => {
  it('are the items that are objects, with their index among all items', () => {
    const text =
      '{"compositional_deconstruction": {"elements": [1, {"type": "text", "bbox": [1, 2, 3, 4]}]}}';
    const [element, another] = located(text).prompts[0]?.elements ?? [];
    assert.ok(element);
    assert.equal(another, undefined);
    assert.equal(element.index, 1);
    assert.equal(element.kind, 'text');
    assert.deepEqual(element.box, [1, 2, 3, 4]);
    assert.equal(formatPath(element.path), 'compositional_deconstruction.elements[1]');
  });
});
