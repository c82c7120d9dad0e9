import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Bbox } from '../../../../src/prompt/model';
import { SIZES } from '../../../../src/task/sizes';

const edge = fc.nat(1000);
const looseEdge = fc.oneof(edge, fc.double({ min: 0, max: 1000, noNaN: true }));

/** Two edges along one axis, in order. */
function sides(edges: fc.Arbitrary<number>): fc.Arbitrary<readonly [number, number]> {
  return fc.tuple(edges, edges).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
}

function boxesOf(pairs: fc.Arbitrary<readonly [number, number]>): fc.Arbitrary<Bbox> {
  return fc.tuple(pairs, pairs).map(([x, y]) => [y[0], x[0], y[1], x[1]] as const);
}

const legalSides = sides(edge).filter(([low, high]) => low < high);
const smallSides = fc
  .tuple(fc.nat(940), fc.integer({ min: 1, max: 60 }))
  .map(([a, b]) => [a, a + b] as const);

/** Legal boxes, large and small. */
export const legalBoxes = fc.oneof(boxesOf(legalSides), boxesOf(smallSides));

/** Boxes that a document may contain: with fractions and sides of length 0. */
export const looseBoxes = fc.oneof(boxesOf(sides(looseEdge)), legalBoxes);

/** Distances of a drag in grid units, whole or not, possibly far beyond the frame. */
export const drags = fc.oneof(
  fc.integer({ min: -1500, max: 1500 }),
  fc.double({ min: -1500, max: 1500, noNaN: true }),
);

export const frames = fc.constantFrom(...SIZES);

export function list(boxes: fc.Arbitrary<Bbox>): fc.Arbitrary<readonly Bbox[]> {
  return fc.array(boxes, { minLength: 1, maxLength: 8 });
}

export function assertLegal(boxes: readonly Bbox[]): void {
  for (const box of boxes) {
    const [yMin, xMin, yMax, xMax] = box;
    assert.ok(
      box.every((value) => Number.isInteger(value) && value >= 0 && value <= 1000 && !Object.is(value, -0)) &&
        yMin < yMax &&
        xMin < xMax,
      `[${box.join(', ')}] is not legal`,
    );
  }
}

/** Width and height of each box. */
export function sizesOf(boxes: readonly Bbox[]): readonly (readonly [width: number, height: number])[] {
  return boxes.map(([yMin, xMin, yMax, xMax]) => [xMax - xMin, yMax - yMin]);
}
