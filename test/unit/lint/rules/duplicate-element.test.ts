import assert from 'node:assert/strict';
import { duplicateElement } from '../../../../src/lint/rules/duplicate-element';
import { elementsOf, lettering, problemsOf, promptWith, reported, thing } from '../run-rule';

const CUP = thing('a cup', [10, 10, 200, 200]);
const TITLE = lettering('OPEN', [300, 300, 400, 700]);

describe('duplicate-element', () => {
  it('reports each later one and names the first', () => {
    const problems = problemsOf(duplicateElement, promptWith(CUP, TITLE, CUP, CUP, TITLE));
    assert.deepEqual(
      problems.map(({ index, at, message }) => [index, at, /element \d/.exec(message)?.[0]]),
      [
        [2, '{', 'element 1'],
        [3, '{', 'element 1'],
        [4, '{', 'element 2'],
      ],
    );
  });

  it('removes the later one when asked to', () => {
    const fix = problemsOf(duplicateElement, promptWith(CUP, TITLE, CUP))[0]?.fixes[0];
    assert.equal(fix?.certain, false);
    assert.deepEqual(elementsOf(fix.result), [CUP, TITLE]);
  });

  it('ignores elements that differ in anything that counts', () => {
    const others = [
      CUP,
      thing('a cup', [10, 10, 200, 201]),
      thing('a cup'),
      thing('A cup', [10, 10, 200, 200]),
      thing('b cup', [10, 10, 200, 200]),
      lettering('', [10, 10, 200, 200], 'a cup'),
      TITLE,
      { ...TITLE, text: 'OPEN ' },
      { ...TITLE, text: 'OPEM' },
      { ...TITLE, desc: 'serif' },
    ];
    assert.deepEqual(reported(duplicateElement, others), []);
  });

  it('leaves alone elements that are still empty', () => {
    assert.deepEqual(
      reported(duplicateElement, [
        {},
        {},
        thing(''),
        thing(''),
        lettering(' ', [], ''),
        lettering(' ', [], ''),
      ]),
      [],
    );
  });

  it('distinguishes many elements of the same length', () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      thing(`${String(index).padStart(4, '0')} cup`, [1, 1, 9, 9]),
    );
    assert.deepEqual(reported(duplicateElement, many), []);
    assert.deepEqual(reported(duplicateElement, [...many, many[7] ?? {}]), [2000]);
  });
});
