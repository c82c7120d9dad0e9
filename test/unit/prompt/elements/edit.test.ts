import assert from 'node:assert/strict';
import { editElements, type ElementsEdit } from '../../../../src/prompt/elements/edit';
import { checkElements, edited, withElements } from './gestures';
import { located } from '../written';

const BBOX = [10, 20, 300, 400] as const;

const duplicate = (...indices: readonly number[]): ElementsEdit => ({
  kind: 'duplicate',
  copies: indices.map((index) => ({ index, bbox: null })),
});
const remove = (...indices: readonly number[]): ElementsEdit => ({ kind: 'delete', indices });
const reorder = (...order: readonly number[]): ElementsEdit => ({ kind: 'reorder', order });

describe('duplicating elements', () => {
  it('puts each copy behind its original, as it is written', () => {
    checkElements(duplicate(0), [
      ['[{"a": 1}, {"b": 2}]', '[{"a": 1}, {"a": 1}, {"b": 2}]'],
      ['[ "a" ]', '[ "a", "a" ]'],
      [
        '[\r\n\t{ // moon\r\n\t\t"a": "\\u00e9", "a": 1.0,\r\n\t}, // first\r\n\t// second\r\n\t{},\r\n]',
        '[\r\n\t{ // moon\r\n\t\t"a": "\\u00e9", "a": 1.0,\r\n\t}, // first\r\n\t{ // moon\r\n\t\t"a": "\\u00e9", "a": 1.0,\r\n\t},\r\n\t// second\r\n\t{},\r\n]',
      ],
      ['[\n  {} // last\n]', '[\n  {}, // last\n  {}\n]'],
      ['[{\n  "a": 1\n}, {\n  "b": 2\n}]', '[{\n  "a": 1\n}, {\n  "a": 1\n}, {\n  "b": 2\n}]'],
      ['[ {"a": 1} // first\n, {}\n]', '[ {"a": 1} // first\n, {"a": 1}\n, {}\n]'],
    ]);
  });

  it('writes no space where there is none', () => {
    const minified = '{"compositional_deconstruction":{"elements":[{"a":1},{"b":2}]}}';
    assert.equal(edited(minified, duplicate(1)), minified.replace(']', ',{"b":2}]'));
  });

  it('gives the copy its box', () => {
    checkElements({ kind: 'duplicate', copies: [{ index: 0, bbox: BBOX }] }, [
      [
        '[{"bbox": [10.0, 2, 3, 4], "desc": "a"}]',
        '[{"bbox": [10.0, 2, 3, 4], "desc": "a"}, {"bbox": [10.0, 20, 300, 400], "desc": "a"}]',
      ],
      ['[{"desc": "a"}]', '[{"desc": "a"}, {"bbox": [10, 20, 300, 400], "desc": "a"}]'],
      ['["a"]', undefined],
    ]);
  });

  it('copies several, one of them twice', () => {
    checkElements(duplicate(2, 0, 0), [
      ['[1, 2, 3]', '[1, 1, 1, 2, 3, 3]'],
      ['[\n  1,\n  2,\n  3\n]', '[\n  1,\n  1,\n  1,\n  2,\n  3,\n  3\n]'],
      ['[ 1\n, 2\n, 3\n]', '[ 1\n, 1\n, 1\n, 2\n, 3\n, 3\n]'],
      ['[1, 2]', undefined],
    ]);
  });
});

describe('deleting elements', () => {
  it('takes their lines along, and a comma that is not needed any more', () => {
    checkElements(remove(1), [
      ['[\n  {},\n  {\n    "a": 1\n  },\n  {}\n]', '[\n  {},\n  {}\n]'],
      ['[\r\n  {},\r\n  {"a": 1}\r\n]', '[\r\n  {}\r\n]'],
      ['[\n  {},\n  {"a": 1},\n]', '[\n  {},\n]'],
      ['[{}, {"a": 1}]', '[{}]'],
      ['[{\n}, {\n  "a": 1\n}]', '[{\n}]'],
      ['[ {} // first\n, {"a": 1} // second\n]', '[ {} // first\n]'],
    ]);
  });

  it('does several at once', () => {
    checkElements(remove(2, 1), [
      ['[0, 1, 2, 3]', '[0, 3]'],
      ['[0, 1, 2]', '[0]'],
      ['[\n  0,\n  1,\n  2,\n  3\n]', '[\n  0,\n  3\n]'],
      ['[\n  0,\n  1,\n  2\n]', '[\n  0\n]'],
      ['[\n  0, 1,\n  2, 3\n]', '[\n  0,\n  3\n]'],
      ['[\n  0,\n  1, 2, 3\n]', '[\n  0,\n  3\n]'],
      ['[ 0 // zero\n, 1\n, 2\n]', '[ 0 // zero\n]'],
    ]);
    checkElements(remove(0, 2), [
      ['[0, 1, 2]', '[1]'],
      ['[0, 1, 2,]', '[1,]'],
      ['[\n  0,\n  1, // one\n  2 // two\n]', '[\n  1 // one\n]'],
    ]);
  });

  it('does all', () => {
    checkElements(remove(0, 1), [
      ['[{}, {}]', '[]'],
      ['[{},\n {},\n]', '[\n]'],
      ['[\n  {},\n  {}\n]', '[\n]'],
      ['[ // all\n  {}, // first\n  {} // second\n  // end\n]', '[ // all\n  // end\n]'],
    ]);
  });

  it('leaves the comments of others, and those above', () => {
    checkElements(remove(1), [
      [
        '[\n  {}, // first\n  // second\n  {}, // end of second\n  // third\n  {}\n]',
        '[\n  {}, // first\n  // second\n  // third\n  {}\n]',
      ],
      ['[\n  {} // first\n  , {} ]', '[\n  {} // first\n   ]'],
    ]);
  });

  it('is impossible for what is not there', () => {
    checkElements(remove(0, 1), [['[{}]', undefined]]);
    checkElements(remove(), [
      ['[{}]', '[{}]'],
      ['[]', '[]'],
    ]);
  });
});

describe('reordering elements', () => {
  it('keeps commas, indentation and lines where they are', () => {
    checkElements(reorder(2, 0, 1), [
      ['[{"a":1},2 , "c", ]', '["c",{"a":1} , 2, ]'],
      ['[\r\n\t1,\r\n\r\n\t{\r\n\t},\r\n\t3\r\n]', '[\r\n\t3,\r\n\r\n\t1,\r\n\t{\r\n\t}\r\n]'],
      ['[ 1\n, 2\n, 3\n]', '[ 3\n, 1\n, 2\n]'],
      ['[{\n}, {\n "b": 2\n}, 3]', '[3, {\n}, {\n "b": 2\n}]'],
    ]);
  });

  it('moves comments with their element', () => {
    checkElements(reorder(1, 0), [
      [
        '[ // all\n  // one\n  1, // end of one\n  /* two */ 2 // end of two\n  // end of all\n]',
        '[ // all\n  /* two */ 2, // end of two\n  // one\n  1 // end of one\n  // end of all\n]',
      ],
      ['[1, // one\n 2]', '[2,\n 1 // one\n]'],
    ]);
  });

  it('touches only the places that change', () => {
    const document = located(withElements('[{"a": 1}, {"b": 2}, {"c": 3}]'));
    const edits = editElements(document, [], reorder(2, 1, 0)) ?? [];
    assert.deepEqual(
      edits.map(({ offset, length, text }) => [document.parsed.text.slice(offset, offset + length), text]),
      [
        ['a": 1', 'c": 3'],
        ['c": 3', 'a": 1'],
      ],
    );
    assert.deepEqual(editElements(document, [], reorder(0, 1, 2)), []);
  });

  it('is impossible with anything but a permutation', () => {
    for (const order of [[], [0], [0, 0], [0, 2], [-1, 0], [0, 1, 1], [0, 1, 2], [0.5, 1]]) {
      checkElements(reorder(...order), [['[1, 2]', undefined]]);
    }
    checkElements(reorder(), [['[]', '[]']]);
  });
});
