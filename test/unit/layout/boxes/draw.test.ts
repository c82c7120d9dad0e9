import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boxAround, drawBox } from '../../../../src/layout/boxes/draw';
import { toPixels } from '../../../../src/layout/frame';
import { assertLegal, frames } from './boxes';

const WIDE = { width: 2000, height: 1000 };
const coordinate = fc.oneof(
  fc.integer({ min: -300, max: 1300 }),
  fc.double({ min: -300, max: 1300, noNaN: true }),
);
const points = fc.record({ x: coordinate, y: coordinate });

/** How much two sides may differ in pixels when each is a whole number of grid units. */
function rounding(frame: { readonly width: number; readonly height: number }): number {
  return (0.5 * (frame.width + frame.height)) / 1000 + 1e-6;
}

describe('drawBox', () => {
  it('goes from one corner to the other, whichever way it is drawn', () => {
    assert.deepEqual(drawBox({ x: 100.2, y: 200 }, { x: 300, y: 250 }, WIDE, false), [200, 100, 250, 300]);
    assert.deepEqual(drawBox({ x: 300, y: 250 }, { x: 100.2, y: 200 }, WIDE, false), [200, 100, 250, 300]);
  });

  it('ends at the frame', () => {
    assert.deepEqual(drawBox({ x: 900, y: 900 }, { x: 1200, y: -50 }, WIDE, false), [0, 900, 900, 1000]);
    assert.deepEqual(
      drawBox({ x: 1100, y: 1100 }, { x: 1200, y: 1200 }, WIDE, false),
      [999, 999, 1000, 1000],
    );
  });

  it('draws a square of the longer side in pixels', () => {
    assert.deepEqual(drawBox({ x: 100, y: 100 }, { x: 200, y: 500 }, WIDE, true), [100, 100, 500, 300]);
    assert.deepEqual(drawBox({ x: 500, y: 500 }, { x: 400, y: 490 }, WIDE, true), [300, 400, 500, 500]);
  });

  it('draws a square no larger than the space from its start', () => {
    assert.deepEqual(drawBox({ x: 900, y: 100 }, { x: 950, y: 900 }, WIDE, true), [100, 900, 300, 1000]);
  });

  it('draws a square back from the edge of the frame', () => {
    assert.deepEqual(drawBox({ x: 1000, y: 100 }, { x: 1100, y: 300 }, WIDE, true), [100, 900, 300, 1000]);
  });

  it('gives legal boxes, and squares as square as whole units can be', () => {
    fc.assert(
      fc.property(points, points, frames, (from, to, frame) => {
        assertLegal([drawBox(from, to, frame, false)]);
        const square = drawBox(from, to, frame, true);
        assertLegal([square]);
        const { width, height } = toPixels(square, frame);
        const smallest = Math.max(frame.width, frame.height) / 1000;
        assert.ok(Math.abs(width - height) <= rounding(frame) || Math.max(width, height) <= smallest);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('boxAround', () => {
  it('puts a square of a quarter of the shorter side around the point for an object', () => {
    assert.deepEqual(boxAround({ x: 500, y: 500 }, 'obj', WIDE), [375, 438, 625, 563]);
  });

  it('puts a wide, low box around the point for a text', () => {
    assert.deepEqual(boxAround({ x: 500, y: 500 }, 'text', WIDE), [440, 200, 560, 800]);
  });

  it('moves it inside the frame', () => {
    assert.deepEqual(boxAround({ x: 0, y: 1000 }, 'text', WIDE), [880, 0, 1000, 600]);
    assert.deepEqual(boxAround({ x: 1000, y: -20 }, 'obj', WIDE), [0, 875, 250, 1000]);
  });

  it('gives legal boxes, square on screen for objects', () => {
    fc.assert(
      fc.property(points, frames, (point, frame) => {
        const [object, text] = [boxAround(point, 'obj', frame), boxAround(point, 'text', frame)];
        assertLegal([object, text]);
        const { width, height } = toPixels(object, frame);
        assert.ok(Math.abs(width - height) <= rounding(frame));
      }),
    );
  });
});
