import assert from 'node:assert/strict';
import { sizeUnsupported } from '../../../../src/lint/rules/size-unsupported';
import { applyFix, fixNamed, type Found, runRule, titles } from '../run-rule';

function task(members: string): string {
  return `{ "positivePrompt": "A boat", ${members} }`;
}

function only(text: string): Found {
  const [first, ...others] = runRule(sizeUnsupported, 'a.image-task.json', text);
  assert.ok(first);
  assert.deepEqual(others, []);
  return first;
}

describe('size-unsupported', () => {
  it('offers the nearest shapes', () => {
    const text = task('"width": 1024, "height": 1820');
    const finding = only(text);
    assert.equal(finding.underlined, '1024');
    assert.equal(titles(finding)[0], 'Use 1440 × 2560 (9:16)');
    assert.equal(
      applyFix(text, fixNamed(finding, 'Use 1440 × 2560 (9:16)')),
      task('"width": 1440, "height": 2560'),
    );
  });

  it('is certain of a supported size in quotes', () => {
    const text = task('"width": "1440", "height": 2560');
    assert.deepEqual(titles(only(text)), ['Use 1440 × 2560 (9:16)!']);
  });

  it('offers nothing for anything but a size', () => {
    assert.deepEqual(titles(only(task('"width": 0, "height": 2048'))), []);
  });
});
