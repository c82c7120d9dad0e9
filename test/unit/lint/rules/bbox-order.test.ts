import assert from 'node:assert/strict';
import { bboxOrder } from '../../../../src/lint/rules/bbox-order';
import { problemsOf, withBox } from '../run-rule';

function fixesOf(bbox: string): [string, boolean][] {
  const [problem] = problemsOf(bboxOrder, withBox(bbox));
  assert.equal(problem?.at, bbox);
  return problem.fixes.map(({ result, certain }) => [result, certain]);
}

describe('bbox-order', () => {
  it('accepts sorted corners, and leaves an empty box to others', () => {
    assert.deepEqual(problemsOf(bboxOrder, withBox('[100, 200, 300, 400]')), []);
    assert.deepEqual(problemsOf(bboxOrder, withBox('[100, 200, 100, 200]')), []);
  });

  it('names the edges that are wrong', () => {
    const message = (bbox: string) => problemsOf(bboxOrder, withBox(bbox))[0]?.message ?? '';
    assert.match(message('[600, 100, 500, 900]'), /^y_min is larger than y_max/);
    assert.match(message('[100, 900, 500, 600]'), /^x_min is larger than x_max/);
    assert.match(message('[600, 900, 500, 600]'), /^y_min and x_min are larger than y_max and x_max/);
  });

  it('sorts exchanged corners for certain and keeps all around them', () => {
    assert.deepEqual(fixesOf('[ 600, 900.0,\n 500 /* top */, 700 ]'), [
      [withBox('[ 500, 700,\n 600 /* top */, 900.0 ]'), true],
    ]);
    assert.deepEqual(fixesOf('[600, 900, 500, 700]'), [[withBox('[500, 700, 600, 900]'), true]]);
  });

  it('leaves the choice where one axis alone is exchanged: it may count from the other side', () => {
    assert.deepEqual(fixesOf('[600, 700, 500, 900]'), [[withBox('[500, 700, 600, 900]'), false]]);
    assert.deepEqual(fixesOf('[500, 900, 600, 700]'), [[withBox('[500, 700, 600, 900]'), false]]);
  });

  it('leaves the choice where the first two numbers may be the middle of a size', () => {
    assert.deepEqual(fixesOf('[800, 600, 400, 500]'), [[withBox('[400, 500, 800, 600]'), false]]);
  });

  it('leaves the choice where the last two numbers may be a size', () => {
    assert.deepEqual(fixesOf('[700, 100, 200, 600]'), [
      [withBox('[200, 100, 700, 600]'), false],
      [withBox('[700, 100, 900, 700]'), false],
    ]);
  });

  it('sorts boxes of another scale only as a choice', () => {
    assert.deepEqual(fixesOf('[0.9, 0.1, 0.2, 0.6]'), [[withBox('[0.2, 0.1, 0.9, 0.6]'), false]]);
  });
});
