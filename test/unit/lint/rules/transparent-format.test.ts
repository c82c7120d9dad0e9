import assert from 'node:assert/strict';
import { transparentFormat } from '../../../../src/lint/rules/transparent-format';
import { DEFAULT_OPTIONS } from '../../../../src/task/types';
import { applyFix, fixNamed, places, runRule, titles } from '../run-rule';

function prompt(background: string): string {
  return `{ "compositional_deconstruction": { "background": "${background}", "elements": [] } }`;
}

function inPrompt(background: string, format: 'JPG' | 'PNG' = 'JPG'): string[] {
  const generation = { ...DEFAULT_OPTIONS, format };
  return places(runRule(transparentFormat, 'a.structured-prompt.json', prompt(background), generation));
}

describe('transparent-format', () => {
  it('reports the wish in a prompt that is generated as JPG', () => {
    assert.deepEqual(inPrompt('Transparent'), ['compositional_deconstruction.background: "Transparent"']);
    assert.equal(inPrompt('A fully transparent background, no scenery').length, 1);
    assert.deepEqual(inPrompt('Transparent', 'PNG'), []);
  });

  it('knows what is only made of something transparent', () => {
    assert.deepEqual(inPrompt('Transparent glass bricks'), []);
    assert.deepEqual(inPrompt('Sheer transparent curtains before a window'), []);
  });

  it('reports the format of a task, or the wish where it names none', () => {
    const text = `{ "outputFormat": "JPG", "settings": { "structuredPrompt": ${prompt('Transparent')} } }`;
    const [finding] = runRule(transparentFormat, 'a.image-task.json', text);
    assert.ok(finding);
    assert.deepEqual(places([finding]), ['outputFormat: "JPG"']);
    assert.deepEqual(titles(finding), ['Use the format PNG', 'Use the format WEBP']);
    assert.equal(applyFix(text, fixNamed(finding, 'Use the format PNG')), text.replace('JPG', 'PNG'));
    const wish = '{ "positivePrompt": "A boat on a transparent background" }';
    assert.deepEqual(places(runRule(transparentFormat, 'a.image-task.json', wish)), [
      'positivePrompt: "A boat on a transparent background"',
    ]);
  });
});
