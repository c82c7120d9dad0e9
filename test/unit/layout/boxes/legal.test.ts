import assert from 'node:assert/strict';
import fc from 'fast-check';
import { legalBox, sameBox, unionOf } from '../../../../src/layout/boxes/legal';
import { assertLegal, legalBoxes, list, looseBoxes } from './boxes';

describe('legalBox', () => {
  it('rounds each edge', () => {
    assert.deepEqual(legalBox([10.4, 20.5, 30.6, 40.2]), [10, 21, 31, 40]);
  });

  it('gives a side of length 0 one unit, within the frame', () => {
    assert.deepEqual(legalBox([0, 500, 0, 500]), [0, 500, 1, 501]);
    assert.deepEqual(legalBox([1000, 999.8, 1000, 1000]), [999, 999, 1000, 1000]);
  });

  it('extends a sliver over the nearer edge', () => {
    assert.deepEqual(legalBox([9.6, 9.9, 10.2, 10.4]), [9, 10, 10, 11]);
  });

  it('makes every box legal, and does not change legal ones', () => {
    fc.assert(fc.property(looseBoxes, (box) => assertLegal([legalBox(box)])));
    fc.assert(fc.property(legalBoxes, (box) => assert.deepEqual(legalBox(box), box)));
  });

  it('moves no edge farther than one unit', () => {
    fc.assert(
      fc.property(looseBoxes, (box) => {
        legalBox(box).forEach((edge, index) => assert.ok(Math.abs(edge - (box[index] ?? NaN)) <= 1));
      }),
    );
  });
});

describe('unionOf', () => {
  it('is the smallest box around all boxes', () => {
    assert.deepEqual(
      unionOf([
        [100, 300, 200, 400],
        [150, 50, 160, 350],
      ]),
      [100, 50, 200, 400],
    );
  });

  it('is legal and holds every box', () => {
    fc.assert(
      fc.property(list(looseBoxes), (boxes) => {
        const union = unionOf(boxes);
        assertLegal([union]);
        for (const box of boxes) assert.deepEqual(unionOf([union, box]), union);
      }),
    );
  });

  it('throws without boxes', () => {
    assert.throws(() => unionOf([]), RangeError);
  });
});

describe('sameBox', () => {
  it('compares all four edges', () => {
    assert.ok(sameBox([1, 2, 3, 4], [1, 2, 3, 4]));
    for (const other of [[0, 2, 3, 4] as const, [1, 2, 3, 5] as const]) {
      assert.ok(!sameBox([1, 2, 3, 4], other));
    }
  });
});
