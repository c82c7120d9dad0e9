import assert from 'node:assert/strict';
import { bboxFormat } from '../../../../src/lint/rules/bbox-format';
import { bboxScale } from '../../../../src/lint/rules/bbox-scale';
import { elementsOf, problemsOf, promptWith, reported, thing } from '../run-rule';

const things = (...boxes: readonly (readonly number[])[]) => boxes.map((box) => thing('a cup', box));

describe('bbox-scale', () => {
  it('converts fractions, all at once and for certain', () => {
    const text = promptWith(...things([0.1, 0.25, 0.5, 0.75], [0, 0, 1, 1]));
    const problems = problemsOf(bboxScale, text);
    assert.deepEqual(
      problems.map(({ index }) => index),
      [0, 1],
    );
    const [all, one] = problems[0]?.fixes ?? [];
    assert.equal(all?.certain, true);
    assert.deepEqual(elementsOf(all.result), things([100, 250, 500, 750], [0, 0, 1000, 1000]));
    assert.deepEqual(elementsOf(one?.result), things([100, 250, 500, 750], [0, 0, 1, 1]));
    assert.deepEqual(problemsOf(bboxScale, all.result), []);
  });

  it('keeps converted fractions within the frame', () => {
    const text = promptWith(...things([-0.02, 0.2, 1.01, 0.33333]));
    const [fix] = problemsOf(bboxScale, text)[0]?.fixes ?? [];
    assert.deepEqual(elementsOf(fix?.result), things([0, 200, 1000, 333]));
    // What is beyond it by more than a rounding may be meant so.
    assert.equal(fix?.certain, false);
    const rounding = promptWith(...things([-0.002, 0.2, 1.001, 0.33333]));
    assert.equal(problemsOf(bboxScale, rounding)[0]?.fixes[0]?.certain, true);
  });

  it('is silent if some boxes are on the grid: fractions there are another problem', () => {
    assert.deepEqual(reported(bboxScale, things([0.1, 0.2, 0.5, 0.7], [100, 100, 500, 500])), []);
    assert.deepEqual(reported(bboxScale, things([10.5, 20.5, 500, 700])), []);
  });

  it('converts pixels by the size of the document, as a choice', () => {
    const text = promptWith(...things([0, 0, 640, 1440], [1280, 720, 2560, 1440], [256, 144, 512, 288]));
    const problems = problemsOf(bboxScale, text, [1440, 2560]);
    assert.deepEqual(
      problems.map(({ index }) => index),
      [0, 1],
    );
    const [all] = problems[0]?.fixes ?? [];
    assert.equal(all?.certain, false);
    assert.match(all.title, /1440x2560/);
    assert.deepEqual(
      elementsOf(all.result),
      things([0, 0, 250, 1000], [500, 500, 1000, 1000], [100, 100, 200, 200]),
    );
    assert.deepEqual(problemsOf(bboxScale, all.result, [1440, 2560]), []);
  });

  it('treats boxes that end at 1024 as those of a square of that size', () => {
    const text = promptWith(...things([0, 0, 1024, 512], [512, 512, 1024, 1024]));
    const [first] = problemsOf(bboxScale, text)[0]?.fixes ?? [];
    assert.deepEqual(elementsOf(first?.result), things([0, 0, 1000, 500], [500, 500, 1000, 1000]));
  });

  it('finds a size that holds pixels beyond the document', () => {
    const problems = problemsOf(bboxScale, promptWith(...things([100, 100, 1400, 2800])), [1440, 2880]);
    assert.deepEqual(
      problems.map(({ fixes }) => fixes.length),
      [2],
    );
  });

  it('converts percent, all at once and as a choice: it is one problem', () => {
    const poster = (...boxes: readonly (readonly number[])[]) =>
      promptWith(
        thing('A headline across the top', boxes[0]),
        thing('A cup on the left', boxes[1]),
        thing('A plate on the right', boxes[2]),
        thing('A tagline at the bottom', boxes[3]),
      );
    const text = poster([5, 10, 20, 90], [30, 10, 85, 48], [35, 52, 90, 95.5], [92, 30, 98, 70]);
    const [problem, ...more] = problemsOf(bboxScale, text);
    assert.deepEqual(more, []);
    assert.match(problem?.message ?? '', /^The boxes are in percent/);
    const [all] = problem?.fixes ?? [];
    assert.equal(all?.title, 'Convert all boxes from percent to the grid');
    assert.equal(all.certain, false);
    assert.equal(
      all.result,
      poster([50, 100, 200, 900], [300, 100, 850, 480], [350, 520, 900, 955], [920, 300, 980, 700]),
    );
    assert.deepEqual(problemsOf(bboxScale, all.result), []);
    assert.deepEqual(problemsOf(bboxFormat, text), []);
  });

  it('does not mistake a single edge out of range for pixels', () => {
    for (const boxes of [
      [[0, 0, 1003, 500]],
      [
        [0, 0, 1003, 1002],
        [10, 10, 1001, 900],
      ],
      [
        [100, 100, 300, 400],
        [200, 100, 3000, 400],
      ],
      [
        [0, 0, 10000, 10000],
        [0, 0, 500, 5000],
      ],
      [
        [40, 1040, 380, 1100],
        [40, 965, 380, 1025],
      ],
    ]) {
      assert.deepEqual(reported(bboxScale, things(...boxes)), [], JSON.stringify(boxes));
    }
  });

  it('is silent without boxes, and with empty ones', () => {
    assert.deepEqual(reported(bboxScale, [thing('a cup')]), []);
    assert.deepEqual(reported(bboxScale, things([0, 0, 0, 0], [0, 0, 1, 1])), []);
  });
});
