import assert from 'node:assert/strict';
import { bboxEmpty } from '../../../../src/lint/rules/bbox-empty';
import { elementsOf, problemsOf, promptWith, reported, thing } from '../run-rule';

describe('bbox-empty', () => {
  it('reports boxes that are 0 wide, 0 high or both', () => {
    const boxes = [
      [100, 200, 100, 600],
      [100, 200, 300, 200],
      [0, 0, 0, 0],
    ];
    const messages = problemsOf(bboxEmpty, promptWith(...boxes.map((box) => thing('a cup', box)))).map(
      ({ message }) => message.split(',')[0],
    );
    assert.deepEqual(messages, ['This box is 0 high', 'This box is 0 wide', 'This box is 0 wide and 0 high']);
  });

  it('leaves boxes with an area alone, however thin, and those that are no boxes', () => {
    const elements = [
      thing('a line', [100, 0, 101, 1000]),
      thing('a cup'),
      thing('b', [1, 1]),
      thing('c', []),
    ];
    assert.deepEqual(reported(bboxEmpty, elements), []);
  });

  it('offers to leave the position to the model', () => {
    const text = promptWith(thing('a cup', [5, 5, 5, 5]), thing('a jug', [0, 0, 9, 9]));
    const fix = problemsOf(bboxEmpty, text)[0]?.fixes[0];
    assert.equal(fix?.certain, false);
    assert.deepEqual(elementsOf(fix.result), [thing('a cup'), thing('a jug', [0, 0, 9, 9])]);
    assert.deepEqual(problemsOf(bboxEmpty, fix.result), []);
  });
});
