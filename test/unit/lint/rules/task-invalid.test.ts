import assert from 'node:assert/strict';
import { taskInvalid } from '../../../../src/lint/rules/task-invalid';
import { applyFix, fixNamed, type Found, places, runRule, titles } from '../run-rule';

const PROMPT = '{ "compositional_deconstruction": {} }';

function only(text: string): Found {
  const [first, ...others] = runRule(taskInvalid, 'a.image-task.json', text);
  assert.ok(first);
  assert.deepEqual(others, []);
  return first;
}

describe('task-invalid', () => {
  it('is certain of the case of a word and of quotes around a number', () => {
    assert.deepEqual(titles(only('{ "positivePrompt": "A boat", "outputType": "url" }')), ['Write URL!']);
    const text = '{ "positivePrompt": "A boat", "numberResults": "4" }';
    const finding = only(text);
    assert.deepEqual(places([finding]), ['numberResults: "4"']);
    assert.equal(applyFix(text, fixNamed(finding, 'Remove the quotes')), text.replace('"4"', '4'));
  });

  it('offers the words that are allowed and the limit of a number', () => {
    assert.deepEqual(titles(only('{ "positivePrompt": "A boat", "outputFormat": "GIF" }')), [
      'Use "JPG"',
      'Use "PNG"',
      'Use "WEBP"',
    ]);
    assert.deepEqual(titles(only('{ "positivePrompt": "A boat", "numberResults": 21 }')), ['Use 20']);
  });

  it('moves a key of the settings there, which it makes where there are none', () => {
    const sentence = '{ "positivePrompt": "A boat", "renderingSpeed": "TURBO" }';
    assert.equal(
      applyFix(sentence, fixNamed(only(sentence), 'Move it to the settings')),
      '{ "positivePrompt": "A boat", "settings": { "renderingSpeed": "TURBO" } }',
    );
    const speed = `{ "settings": { "structuredPrompt": ${PROMPT} }, "renderingSpeed": "TURBO" }`;
    assert.equal(
      applyFix(speed, fixNamed(only(speed), 'Move it to the settings')),
      `{ "settings": { "structuredPrompt": ${PROMPT}, "renderingSpeed": "TURBO" } }`,
    );
  });

  it('moves a key of the task out of its settings, unless it is there already', () => {
    const text = `[{ "settings": { "structuredPrompt": ${PROMPT}, "numberResults": 2 } }]`;
    assert.equal(
      applyFix(text, fixNamed(only(text), 'Move it to the task')),
      `[{ "settings": { "structuredPrompt": ${PROMPT} }, "numberResults": 2 }]`,
    );
    const both = `{ "numberResults": 3, "settings": { "structuredPrompt": ${PROMPT}, "numberResults": 2 } }`;
    assert.deepEqual(titles(only(both)), ['Remove "numberResults"']);
  });

  it('removes what is not known anywhere, whatever its name', () => {
    assert.deepEqual(titles(only('{ "positivePrompt": "A boat", "__proto__": {} }')), ['Remove "__proto__"']);
  });
});
