import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Direction, reorder } from '../../../../src/webview/stage/model/order';

const DIRECTIONS: readonly Direction[] = ['front', 'forward', 'backward', 'back'];

/** How many elements, and which of them move. */
const moves = fc
  .integer({ min: 1, max: 30 })
  .chain((count) => fc.tuple(fc.constant(count), fc.uniqueArray(fc.nat({ max: count - 1 }))));

/** The order after a second one was done on it. */
function then(first: readonly number[], second: readonly number[]): readonly number[] {
  return second.map((place) => first[place] ?? -1);
}

describe('reorder', () => {
  it('gives every element exactly one index, and keeps the order within moved and within other elements', () => {
    fc.assert(
      fc.property(moves, fc.constantFrom(...DIRECTIONS), ([count, moved], direction) => {
        const order = reorder(count, moved, direction);
        assert.deepEqual(
          order.toSorted((a, b) => a - b),
          Array.from({ length: count }, (_, index) => index),
        );
        for (const group of [true, false]) {
          const same = order.filter((index) => moved.includes(index) === group);
          assert.deepEqual(
            same,
            same.toSorted((a, b) => a - b),
          );
        }
      }),
    );
  });

  it('brings all in front of the others, or sends them behind', () => {
    assert.deepEqual(reorder(5, [3, 1], 'front'), [0, 2, 4, 1, 3]);
    assert.deepEqual(reorder(5, [3, 1], 'back'), [1, 3, 0, 2, 4]);
  });

  it('moves one step, and stays at the end', () => {
    assert.deepEqual(reorder(4, [1], 'forward'), [0, 2, 1, 3]);
    assert.deepEqual(reorder(4, [3], 'forward'), [0, 1, 2, 3]);
    assert.deepEqual(reorder(4, [2, 3], 'forward'), [0, 1, 2, 3]);
    assert.deepEqual(reorder(4, [0, 2], 'backward'), [0, 2, 1, 3]);
  });

  it('is undone by a step the other way, when all could move', () => {
    fc.assert(
      fc.property(moves, fc.constantFrom('forward', 'backward'), ([count, moved], direction) => {
        const there = reorder(count, moved, direction);
        const places = moved.map((index) => there.indexOf(index));
        fc.pre(moved.every((index) => there.indexOf(index) !== index));
        const back = reorder(count, places, direction === 'forward' ? 'backward' : 'forward');
        assert.deepEqual(
          then(there, back),
          Array.from({ length: count }, (_, index) => index),
        );
      }),
    );
  });
});
