import assert from 'node:assert/strict';
import { compositionRequired } from '../../../../src/lint/rules/composition-required';
import { problemsOf } from '../run-rule';

const EMPTY = '{ "background": "", "elements": [] }';

/** What is underlined, and the text that each fix makes. */
function seen(text: string): (readonly [string, readonly string[]])[] {
  return problemsOf(compositionRequired, text).map(({ at, fixes }) => [
    at,
    fixes.map(({ result }) => result),
  ]);
}

describe('composition-required', () => {
  it('asks for an object, whatever it holds', () => {
    assert.deepEqual(seen('{ "compositional_deconstruction": {} }'), []);
  });

  it('adds what is missing', () => {
    assert.deepEqual(seen('{}'), [['{', [`{"compositional_deconstruction": ${EMPTY}}`]]]);
    assert.deepEqual(seen('null'), [['null', [`{ "compositional_deconstruction": ${EMPTY} }`]]]);
    assert.deepEqual(seen('[{}]'), [['[{}]', []]]);
  });

  it('makes a composition of nothing, of elements and of a background', () => {
    const valued = (json: string) => `{ "compositional_deconstruction": ${json} }`;
    for (const nothing of ['null', '""', '[]']) {
      assert.deepEqual(seen(valued(nothing)), [[nothing, [valued(EMPTY)]]]);
    }
    const elements = '[{ "type": "obj", /* red */ "desc": "a boat" }]';
    assert.deepEqual(seen(valued(elements)), [
      [elements, [valued(`{ "background": "", "elements": ${elements} }`)]],
    ]);
    assert.deepEqual(seen(valued('"a \\"beach\\""')), [
      ['"a \\"beach\\""', [valued('{ "background": "a \\"beach\\"", "elements": [] }')]],
    ]);
    assert.deepEqual(seen(valued('3')), [['3', []]]);
  });
});
