import assert from 'node:assert/strict';
import { lintDocument } from '../../../../src/lint/lint';
import { applyEdits } from '../../../../src/prompt/edit';

/** The text after the first fix of its first problem. */
function mended(text: string): string {
  const [fix] = lintDocument('a.structured-prompt.json', text).problems[0]?.fixes() ?? [];
  assert.ok(fix, 'there is a fix');
  assert.equal(fix.certain, false, 'the text is too torn to be sure');
  return applyEdits(text, fix.edits);
}

describe('json-syntax', () => {
  it('puts a missing comma behind the value, in front of comments', () => {
    assert.equal(mended('{ "a": 1\n  "b": 2 }'), '{ "a": 1,\n  "b": 2 }');
    assert.equal(
      mended('{ "a": 1 // one\n /* two */\n  "b": 2 }'),
      '{ "a": 1, // one\n /* two */\n  "b": 2 }',
    );
    assert.equal(mended('[1 2]'), '[1, 2]');
  });

  it('puts a missing colon behind the key', () => {
    assert.equal(mended('{ "a" 1 }'), '{ "a": 1 }');
  });

  it('does not guess if more than one character is missing', () => {
    const { problems } = lintDocument('a.structured-prompt.json', '{ "a": }');
    assert.deepEqual(problems[0]?.fixes(), []);
  });
});
