import assert from 'node:assert/strict';
import { sizePair } from '../../../../src/lint/rules/size-pair';
import { applyFix, fixNamed, type Found, runRule, titles } from '../run-rule';

function task(members: string): string {
  return `{ "positivePrompt": "A boat", ${members} }`;
}

function only(text: string): Found {
  const [first, ...others] = runRule(sizePair, 'a.image-task.json', text);
  assert.ok(first);
  assert.deepEqual(others, []);
  return first;
}

describe('size-pair', () => {
  it('offers each partner that makes a supported size', () => {
    const text = task('"width": 1440');
    const finding = only(text);
    assert.equal(finding.underlined, '"width"');
    assert.deepEqual(titles(finding), [
      'Add height 2560 (9:16)',
      'Add height 2880 (1:2)',
      'Remove width for the default size',
    ]);
    const added = applyFix(text, fixNamed(finding, 'Add height 2880 (1:2)'));
    assert.equal(added, task('"width": 1440, "height": 2880'));
  });
});
