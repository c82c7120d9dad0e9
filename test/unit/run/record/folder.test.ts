import assert from 'node:assert/strict';
import path from 'node:path';
import { documentFolder, isInside } from '../../../../src/run/record/folder';

const ROOT = path.resolve('/work space');

describe('documentFolder', () => {
  it('tells documents of the same name apart', () => {
    const one = documentFolder(ROOT, path.join(ROOT, 'a', 'poster.structured-prompt.json'));
    const two = documentFolder(ROOT, path.join(ROOT, 'b', 'poster.structured-prompt.json'));
    const three = documentFolder(ROOT, path.join(ROOT, 'a', 'poster.structuredPrompt.json'));
    assert.equal(new Set([one, two, three]).size, 3);
    assert.equal(one, path.join(ROOT, '.structured-prompt', 'runs', 'a', 'poster.structured-prompt.json'));
  });
});

describe('isInside', () => {
  for (const [file, expected] of [
    [path.join(ROOT, 'a.json'), true],
    [path.join(ROOT, 'a', 'b.json'), true],
    [path.join(ROOT, '..hidden.json'), true],
    [path.join(ROOT, '...', 'a.json'), true],
    [ROOT, false],
    [path.dirname(ROOT), false],
    [path.join(ROOT, '..', 'a.json'), false],
    [`${ROOT}-2${path.sep}a.json`, false],
    [path.resolve('/elsewhere/a.json'), false],
  ] as const) {
    it(`is ${String(expected)} of ${file}`, () => assert.equal(isInside(ROOT, file), expected));
  }
});
