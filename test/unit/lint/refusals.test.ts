import assert from 'node:assert/strict';
import { lintDocument } from '../../../src/lint/lint';

function underlined(name: string, text: string): string[] {
  const { problems } = lintDocument(name, text);
  return problems
    .filter(({ blocking }) => blocking)
    .map(({ rule, offset, length }) => `${rule}: ${text.slice(offset, offset + length)}`);
}

describe('what the service refuses', () => {
  it('underlines one character of a whole document that lacks something, not all of it', () => {
    const text = '{\n  "high_level_description": "A boat"\n}\n';
    assert.deepEqual(underlined('a.structured-prompt.json', text), ['composition-required: {']);
    const tasks =
      '[\n  { "positivePrompt": "A boat" },\n  {\n    "width": 2048,\n    "height": 2048\n  }\n]\n';
    assert.deepEqual(underlined('a.image-task.json', tasks), ['prompt-exactly-one: {']);
  });

  it('underlines the key of a part that lacks something, and the value that is wrong', () => {
    const lacking = '{ "settings": { "structuredPrompt": {} } }';
    assert.deepEqual(underlined('a.image-task.json', lacking), ['composition-required: "structuredPrompt"']);
    const wrong = '{ "positivePrompt": "A boat", "numberResults": 21 }';
    assert.deepEqual(underlined('a.image-task.json', wrong), ['task-invalid: 21']);
  });
});
