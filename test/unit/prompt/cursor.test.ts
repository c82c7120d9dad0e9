import assert from 'node:assert/strict';
import { commaBefore, type Cursor, cursorAt } from '../../../src/prompt/cursor';
import { parseDocument } from '../../../src/prompt/parse';

/** The cursor at the `|` of a text. */
function at(marked: string): Cursor | undefined {
  const offset = marked.indexOf('|');
  return cursorAt(parseDocument(marked.replace('|', '')), offset);
}

function written(marked: string): string | undefined {
  const text = marked.replace('|', '');
  const token = at(marked)?.token;
  return token && text.slice(token.offset, token.offset + token.length);
}

describe('cursorAt', () => {
  it('finds the value of a key, even if there is none yet', () => {
    for (const marked of ['{ "a": { "b": | } }', '{ "a": { "b": 1| } }', '{ "a": { "b": "x|y" } }']) {
      const cursor = at(marked);
      assert.deepEqual(cursor?.path, ['a', 'b']);
      assert.equal(cursor.atKey, false);
      assert.equal(cursor.holder?.type, 'object');
    }
  });

  it('finds a key', () => {
    for (const marked of ['[{ | }]', '[{ "wi|" }]', '[{ wi| }]', '[{ "a": 1, | }]']) {
      assert.equal(at(marked)?.atKey, true, marked);
      assert.equal(at(marked)?.holder?.type, 'object', marked);
    }
  });

  it('finds what is written there already', () => {
    assert.equal(written('{ "a": "x, |y" }'), '"x, y"');
    assert.equal(written('{ "a": 20|48 }'), '2048');
    assert.equal(written('{ "a": se| }'), 'se');
    assert.equal(written('{ "wi|dth" }'), '"width"');
    assert.equal(written('{ "a": | }'), '');
  });

  it('is nowhere in a comment or outside of everything', () => {
    for (const marked of ['{ // a|\n }', '{ "a": /* | */ 1 }', '|', '"x|"']) {
      assert.equal(at(marked), undefined, marked);
    }
  });
});

describe('commaBefore', () => {
  it('is needed before another member only', () => {
    const after = (text: string) => commaBefore(text, 0);
    assert.equal(after(' "b": 1 }'), ',');
    assert.equal(after(' // c\n /* d */ "b": 1 }'), ',');
    for (const text of [' }', ', "b": 1', '\n]', '', ' // c\n }']) assert.equal(after(text), '', text);
  });
});
