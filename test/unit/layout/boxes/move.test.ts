import assert from 'node:assert/strict';
import fc from 'fast-check';
import { legalBox } from '../../../../src/layout/boxes/legal';
import { moveBoxes } from '../../../../src/layout/boxes/move';
import type { Bbox } from '../../../../src/prompt/model';
import { assertLegal, drags, legalBoxes, list, looseBoxes, sizesOf } from './boxes';

const GROUP: readonly Bbox[] = [
  [100, 200, 300, 400],
  [500, 600, 700, 950],
];

describe('moveBoxes', () => {
  it('moves all by the same whole distance', () => {
    assert.deepEqual(moveBoxes(GROUP, 10.4, -19.6), [
      [80, 210, 280, 410],
      [480, 610, 680, 960],
    ]);
  });

  it('stops the group where its first box meets the frame, along that axis only', () => {
    assert.deepEqual(moveBoxes(GROUP, 400, 20), [
      [120, 250, 320, 450],
      [520, 650, 720, 1000],
    ]);
  });

  it('keeps the size of a box that is dragged far over the edge', () => {
    assert.deepEqual(moveBoxes([[100, 200, 300, 400]], 5000, -5000), [[0, 800, 200, 1000]]);
  });

  it('moves nothing without boxes', () => {
    assert.deepEqual(moveBoxes([], 1, 1), []);
  });

  it('gives legal boxes of the same sizes with the same gaps', () => {
    fc.assert(
      fc.property(list(looseBoxes), drags, drags, (boxes, dx, dy) => {
        const moved = moveBoxes(boxes, dx, dy);
        const before = boxes.map(legalBox);
        assertLegal(moved);
        assert.deepEqual(sizesOf(moved), sizesOf(before));
        const shifts = moved.map((box, index) => box.map((edge, at) => edge - (before[index]?.[at] ?? NaN)));
        for (const shift of shifts) assert.deepEqual(shift, shifts[0]);
      }),
    );
  });

  it('ends where it began when it moves back and met no edge', () => {
    fc.assert(
      fc.property(list(legalBoxes), drags, drags, (boxes, dx, dy) => {
        const inside = boxes.every(
          ([yMin, xMin, yMax, xMax]) =>
            xMin + dx >= 0 && xMax + dx <= 1000 && yMin + dy >= 0 && yMax + dy <= 1000,
        );
        fc.pre(inside);
        assert.deepEqual(moveBoxes(moveBoxes(boxes, dx, dy), -dx, -dy), boxes);
      }),
    );
  });
});
