import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unionOf } from '../../../../src/layout/boxes/legal';
import { type Handle, HANDLES, resizeBoxes } from '../../../../src/layout/boxes/resize';
import type { Bbox } from '../../../../src/prompt/model';
import { assertLegal, drags, legalBoxes, list, looseBoxes } from './boxes';

const BOX: Bbox = [200, 300, 400, 700];
const handles = fc.constantFrom(...HANDLES);

/** Resizes one box. */
function resized(box: Bbox, handle: Handle, dx: number, dy: number, keepRatio = false): Bbox {
  const [result] = resizeBoxes([box], handle, dx, dy, keepRatio);
  assert.ok(result);
  return result;
}

describe('resizeBoxes', () => {
  it('moves the edges that the handle names, and no other', () => {
    assert.deepEqual(resized(BOX, 'se', 50, 30), [200, 300, 430, 750]);
    assert.deepEqual(resized(BOX, 'nw', 50, 30), [230, 350, 400, 700]);
    assert.deepEqual(resized(BOX, 'n', 50, 30), [230, 300, 400, 700]);
    assert.deepEqual(resized(BOX, 'w', -50.4, 30), [200, 250, 400, 700]);
  });

  it('stops at the frame', () => {
    assert.deepEqual(resized(BOX, 'ne', 900, -900), [0, 300, 400, 1000]);
  });

  it('flips beyond the opposite edge, also at a corner', () => {
    assert.deepEqual(resized(BOX, 'e', -500, 0), [200, 200, 400, 300]);
    assert.deepEqual(resized(BOX, 'nw', 500, 300), [400, 700, 500, 800]);
  });

  it('keeps a length of 1 on the opposite edge', () => {
    assert.deepEqual(resized(BOX, 'e', -400, 0), [200, 300, 400, 301]);
    assert.deepEqual(resized([0, 0, 100, 100], 'se', -700, -700), [0, 0, 1, 1]);
    assert.deepEqual(resized([900, 900, 1000, 1000], 'nw', 700, 700), [999, 999, 1000, 1000]);
  });

  it('scales each box of a group with the union, mirrored where it flips', () => {
    const group: readonly Bbox[] = [
      [0, 100, 100, 200],
      [50, 200, 100, 400],
    ];
    assert.deepEqual(resizeBoxes(group, 'se', 300, 100, false), [
      [0, 100, 200, 300],
      [100, 300, 200, 700],
    ]);
    assert.deepEqual(resizeBoxes(group, 'w', 600, 0, false), [
      [0, 600, 100, 700],
      [50, 400, 100, 600],
    ]);
  });

  it('keeps boxes that touch together', () => {
    const [left, right] = resizeBoxes(
      [
        [0, 0, 10, 333],
        [0, 333, 10, 1000],
      ],
      'e',
      -501,
      0,
      false,
    );
    assert.equal(left?.[3], right?.[1]);
  });

  it('resizes nothing without boxes', () => {
    assert.deepEqual(resizeBoxes([], 'e', 1, 1, true), []);
  });

  it('gives legal boxes for any drag', () => {
    fc.assert(
      fc.property(list(looseBoxes), handles, drags, drags, fc.boolean(), (boxes, handle, dx, dy, keep) => {
        const result = resizeBoxes(boxes, handle, dx, dy, keep);
        assert.equal(result.length, boxes.length);
        assertLegal(result);
        assert.deepEqual(resizeBoxes(boxes, handle, dx, dy, keep), result);
      }),
      { numRuns: 1000 },
    );
  });

  it('returns the same boxes when the pointer is back at its start', () => {
    fc.assert(
      fc.property(list(legalBoxes), handles, fc.boolean(), (boxes, handle, keep) => {
        assert.deepEqual(resizeBoxes(boxes, handle, 0, 0, keep), boxes);
      }),
    );
  });

  it('puts the dragged edges of a single box exactly where they are dragged', () => {
    fc.assert(
      fc.property(legalBoxes, fc.nat(1000), fc.nat(1000), ([yMin, xMin, yMax, xMax], x, y) => {
        fc.pre(x !== xMin && y !== yMin);
        assert.deepEqual(resized([yMin, xMin, yMax, xMax], 'se', x - xMax, y - yMax), [
          Math.min(yMin, y),
          Math.min(xMin, x),
          Math.max(yMin, y),
          Math.max(xMin, x),
        ]);
      }),
    );
  });

  it('moves the union of a group like a single box of its size', () => {
    fc.assert(
      fc.property(list(legalBoxes), handles, drags, drags, fc.boolean(), (boxes, handle, dx, dy, keep) => {
        assert.deepEqual(
          unionOf(resizeBoxes(boxes, handle, dx, dy, keep)),
          resized(unionOf(boxes), handle, dx, dy, keep),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('resizeBoxes with the ratio kept', () => {
  it('holds the opposite corner and follows the larger change', () => {
    assert.deepEqual(resized(BOX, 'se', 200, 10, true), [200, 300, 500, 900]);
    assert.deepEqual(resized(BOX, 'nw', -20, -100, true), [100, 100, 400, 700]);
    assert.deepEqual(resized(BOX, 'se', -20, -100, true), [200, 300, 300, 500]);
  });

  it('grows around the center of the other axis when an edge is dragged', () => {
    assert.deepEqual(resized(BOX, 'e', 200, 0, true), [150, 300, 450, 900]);
    assert.deepEqual(resized(BOX, 'n', 0, 100, true), [300, 400, 400, 600]);
  });

  it('stops as soon as one side meets the frame', () => {
    assert.deepEqual(resized([700, 100, 900, 200], 'se', 800, 0, true), [700, 100, 1000, 250]);
    assert.deepEqual(resized([100, 100, 900, 200], 'e', 800, 0, true), [0, 100, 1000, 225]);
  });

  it('grows away from the frame when the box is at its edge', () => {
    assert.deepEqual(resized([0, 100, 200, 200], 'e', 100, 0, true), [0, 100, 400, 300]);
  });

  it('flips along the axis that is dragged beyond', () => {
    assert.deepEqual(resized(BOX, 'e', -600, 0, true), [250, 100, 350, 300]);
    assert.deepEqual(resized(BOX, 'se', -600, 0, true), [200, 100, 300, 300]);
  });

  it('stays flat when a flat box shrinks', () => {
    assert.deepEqual(resized([500, 100, 504, 500], 'e', -399, 0, true), [502, 100, 503, 200]);
  });

  it('keeps it as far as whole numbers can, if there is space', () => {
    fc.assert(
      fc.property(legalBoxes, handles, drags, drags, (box, handle, dx, dy) => {
        const [yMin, xMin, yMax, xMax] = resized(box, handle, dx, dy, true);
        const [width, height] = [box[3] - box[1], box[2] - box[0]];
        const [newWidth, newHeight] = [xMax - xMin, yMax - yMin];
        // Each side is off by half a unit at most; in a gap too narrow to flip into, by one.
        const off = Math.min(newWidth, newHeight) === 1 ? 1 : 0.5;
        const deviation = Math.abs(newWidth * height - newHeight * width);
        assert.ok(deviation <= off * (width + height) + 1e-6, String(deviation));
      }),
      { numRuns: 1000 },
    );
  });

  it('never moves the corner opposite to the one that is dragged', () => {
    fc.assert(
      fc.property(legalBoxes, drags, drags, (box, dx, dy) => {
        const [yMin, xMin, yMax, xMax] = resized(box, 'se', dx, dy, true);
        assert.ok(xMin === box[1] || xMax === box[1]);
        assert.ok(yMin === box[0] || yMax === box[0]);
      }),
    );
  });
});
