import assert from 'node:assert/strict';
import { boxScale } from '../../../../src/lint/boxes/box-scale';
import { subjectOf } from '../../../../src/lint/subject';
import { DEFAULT_OPTIONS } from '../../../../src/task/types';
import { promptWith, thing } from '../run-rule';
import { located } from '../../prompt/written';

function scaleOf(...boxes: readonly (readonly number[])[]): string | undefined {
  const text = promptWith(...boxes.map((box) => thing('a cup', box)));
  const [prompt] = subjectOf(located(text), DEFAULT_OPTIONS).prompts;
  return prompt && boxScale(prompt);
}

describe('boxScale', () => {
  it('is the grid unless there is strong evidence against it', () => {
    assert.equal(scaleOf(), 'grid');
    assert.equal(scaleOf([0, 0, 1, 1]), 'grid');
    assert.equal(scaleOf([0, 0, 500.5, 1003]), 'grid');
    assert.equal(scaleOf([0, 0, 500, 5000]), 'grid');
    assert.equal(scaleOf([0.1, 0.2, 0.3, 0.4], [0, 0, 300, 400]), 'grid');
  });

  it('is fractions where all boxes are within 1', () => {
    assert.equal(scaleOf([0.1, 0.2, 0.3, 0.4], [0, 0, 1, 1]), 'fractions');
    assert.equal(scaleOf([-0.01, 0, 1.02, 1]), 'fractions');
  });

  it('is pixels where several edges lie far beyond the grid, as those of a picture do', () => {
    assert.equal(scaleOf([0, 0, 1536, 1024]), 'pixels');
    assert.equal(scaleOf([10, 10, 400, 300], [0, 0, 1024, 500], [5, 5, 80, 1024]), 'pixels');
    assert.equal(scaleOf([0, 0, 9000, 9000]), 'grid');
  });
});
