import assert from 'node:assert/strict';
import { bboxRange } from '../../../../src/lint/rules/bbox-range';
import { problemsOf, withBox, withElements } from '../run-rule';

describe('bbox-range', () => {
  it('accepts the frame', () => {
    assert.deepEqual(problemsOf(bboxRange, withBox('[0, 0, 1000, 1000]')), []);
  });

  it('points at each edge outside, by name', () => {
    const problems = problemsOf(bboxRange, withBox('[-20, 10, 500, 1030]'));
    assert.deepEqual(
      problems.map(({ at, path }) => [at, path]),
      [
        ['-20', 'compositional_deconstruction.elements.0.bbox.0'],
        ['1030', 'compositional_deconstruction.elements.0.bbox.3'],
      ],
    );
    assert.match(problems[1]?.message ?? '', /^x_max .*Clamp it to 1000/);
  });

  it('clamps one edge or all of the box, as a choice', () => {
    const [problem] = problemsOf(bboxRange, withBox('[-20, 10, 500, 1030]'));
    assert.deepEqual(
      problem?.fixes.map(({ result, certain }) => [result, certain]),
      [
        [withBox('[0, 10, 500, 1030]'), false],
        [withBox('[0, 10, 500, 1000]'), false],
      ],
    );
  });

  it('clamps the overshoot of a rounding for certain, unless the box became empty', () => {
    const certain = (bbox: string) =>
      problemsOf(bboxRange, withBox(bbox)).map(({ fixes: [fix] }) => [fix?.result, fix?.certain]);
    assert.deepEqual(certain('[-3, 10, 500, 900]'), [[withBox('[0, 10, 500, 900]'), true]]);
    assert.deepEqual(certain('[0, 10, 1004.6, 900]'), [[withBox('[0, 10, 1000, 900]'), true]]);
    assert.deepEqual(certain('[1001, 10, 1004, 900]'), [
      [withBox('[1000, 10, 1004, 900]'), false],
      [withBox('[1001, 10, 1000, 900]'), false],
    ]);
  });

  it('is silent if all boxes are in pixels', () => {
    const pixels = withElements('{ "bbox": [0, 0, 1024, 1024] }', '{ "bbox": [900, 600, 2000, 1800] }');
    assert.deepEqual(problemsOf(bboxRange, pixels), []);
  });

  it('mends a number that no computer can hold', () => {
    const [problem] = problemsOf(bboxRange, withBox('[0, 0, 1e999, 10]'));
    assert.equal(problem?.fixes[0]?.result, withBox('[0, 0, 1000, 10]'));
  });
});
