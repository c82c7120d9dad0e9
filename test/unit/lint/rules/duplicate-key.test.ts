import assert from 'node:assert/strict';
import { duplicateKey } from '../../../../src/lint/rules/duplicate-key';
import { applyFix, fixNamed, places, runRule } from '../run-rule';

const NAME = 'a.structured-prompt.json';

describe('duplicate-key', () => {
  it('points at the keys that are ignored, and removes one of them', () => {
    const text = '{ "desc": 1, "x": { "a": 1, "b": [{ "c": 1, "c": 2 }] }, "desc": 2, "desc": 3 }';
    const found = runRule(duplicateKey, NAME, text);
    assert.deepEqual(places(found), ['desc: "desc"', 'x.b[0].c: "c"', 'desc: "desc"']);
    assert.deepEqual(
      found.map(({ offset }) => offset),
      [2, text.indexOf('"c"'), text.indexOf('"desc": 2')],
    );
    const [first] = found;
    assert.ok(first);
    assert.match(first.message, /only the last one counts/);
    assert.equal(
      applyFix(text, fixNamed(first, 'Remove this "desc"')),
      '{ "x": { "a": 1, "b": [{ "c": 1, "c": 2 }] }, "desc": 2, "desc": 3 }',
    );
  });

  it('looks into tasks and into objects of many keys', () => {
    const many = Array.from({ length: 20 }, (_, index) => `"k${index}": 0`).join(', ');
    const found = runRule(
      duplicateKey,
      'a.image-task.json',
      `[{ "width": 1, "width": 2 }, { ${many}, "k7": 1 }]`,
    );
    assert.deepEqual(places(found), ['[0].width: "width"', '[1].k7: "k7"']);
  });

  it('reports nothing if names are unique or the same in different objects', () => {
    assert.deepEqual(
      runRule(duplicateKey, NAME, '{ "a": { "x": 1 }, "b": { "x": 1 }, "c": [{ "x": 1 }] }'),
      [],
    );
  });
});
