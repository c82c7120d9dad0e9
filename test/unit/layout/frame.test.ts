import assert from 'node:assert/strict';
import { toPixels } from '../../../src/layout/frame';
import { SIZES } from '../../../src/task/sizes';

describe('toPixels', () => {
  it('reads a box y first and scales each axis by its own side of the frame', () => {
    assert.deepEqual(toPixels([100, 250, 600, 750], { width: 2000, height: 1000 }), {
      x: 500,
      y: 100,
      width: 1000,
      height: 500,
    });
  });

  it('fills every supported frame exactly with the whole grid', () => {
    for (const { width, height } of SIZES) {
      assert.deepEqual(toPixels([0, 0, 1000, 1000], { width, height }), { x: 0, y: 0, width, height });
    }
  });
});
