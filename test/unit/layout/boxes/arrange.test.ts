import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignBoxes, distributeBoxes, matchSizes } from '../../../../src/layout/boxes/arrange';
import { legalBox } from '../../../../src/layout/boxes/legal';
import type { Bbox } from '../../../../src/prompt/model';
import { assertLegal, legalBoxes, list, looseBoxes, sizesOf } from './boxes';

const alignments = fc.constantFrom('left', 'centerX', 'right', 'top', 'centerY', 'bottom');
const axes = fc.constantFrom('x', 'y');
const dimensions = fc.constantFrom('width', 'height', 'both');

/** A row of boxes from their left and right edges. */
function row(...sides: readonly (readonly [left: number, right: number])[]): readonly Bbox[] {
  return sides.map(([left, right]) => [100, left, 200, right]);
}

describe('alignBoxes', () => {
  const GROUP: readonly Bbox[] = [
    [100, 100, 200, 300],
    [400, 250, 450, 350],
    [700, 500, 900, 900],
  ];

  it('moves an edge of several boxes to that of their union', () => {
    const left: readonly Bbox[] = [
      [100, 100, 200, 300],
      [400, 100, 450, 200],
      [700, 100, 900, 500],
    ];
    assert.deepEqual(alignBoxes(GROUP, 'left'), left);
    assert.deepEqual(
      alignBoxes(GROUP, 'bottom').map(([, , bottom]) => bottom),
      [900, 900, 900],
    );
  });

  it('moves the centers of several boxes to that of their union', () => {
    assert.deepEqual(alignBoxes(GROUP, 'centerX'), [
      [100, 400, 200, 600],
      [400, 450, 450, 550],
      [700, 300, 900, 700],
    ]);
  });

  it('aligns a single box with the frame', () => {
    assert.deepEqual(alignBoxes([[100, 100, 200, 300]], 'right'), [[100, 800, 200, 1000]]);
    assert.deepEqual(alignBoxes([[100, 100, 200, 300]], 'centerY'), [[450, 100, 550, 300]]);
  });

  it('keeps sizes and the other axis, and changes nothing when repeated', () => {
    fc.assert(
      fc.property(list(looseBoxes), alignments, (boxes, alignment) => {
        const before = boxes.map(legalBox);
        const aligned = alignBoxes(boxes, alignment);
        assertLegal(aligned);
        assert.deepEqual(sizesOf(aligned), sizesOf(before));
        const other = ['top', 'centerY', 'bottom'].includes(alignment) ? 1 : 0;
        assert.deepEqual(
          aligned.map((box) => box[other]),
          before.map((box) => box[other]),
        );
        assert.deepEqual(alignBoxes(aligned, alignment), aligned);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives all boxes the same center, within half a unit', () => {
    fc.assert(
      fc.property(list(legalBoxes), (boxes) => {
        const centers = alignBoxes(boxes, 'centerX').map(([, xMin, , xMax]) => (xMin + xMax) / 2);
        assert.ok(Math.max(...centers) - Math.min(...centers) <= 0.5);
      }),
    );
  });
});

/** From left to right by centers; of two with the same center, the wider one first. */
function fromLeft(boxes: readonly Bbox[]): readonly Bbox[] {
  return boxes.toSorted((a, b) => a[1] + a[3] - b[1] - b[3] || a[1] - b[1]);
}

/** The gaps between boxes from left to right. */
function gapsOf(boxes: readonly Bbox[]): readonly number[] {
  const sorted = fromLeft(boxes);
  return sorted.slice(1).map(([, left], index) => left - (sorted[index]?.[3] ?? NaN));
}

/** Boxes in any order that do not overlap from left to right. */
const separateBoxes = fc
  .uniqueArray(fc.nat(1000), { minLength: 6, maxLength: 16 })
  .map((edges) => edges.toSorted((a, b) => a - b))
  .map((edges) =>
    row(...edges.flatMap((edge, i) => (i % 2 === 1 ? [[edges[i - 1] ?? 0, edge] as const] : []))),
  )
  .chain((boxes) => fc.shuffledSubarray([...boxes], { minLength: boxes.length }));

describe('distributeBoxes', () => {
  it('makes the gaps between the first and the last equal, in any order of the list', () => {
    assert.deepEqual(
      distributeBoxes(row([800, 900], [0, 100], [120, 320], [400, 500]), 'x'),
      row([800, 900], [0, 100], [233, 433], [567, 667]),
    );
  });

  it('distributes a remainder, one unit each', () => {
    assert.deepEqual(
      gapsOf(distributeBoxes(row([0, 10], [10, 20], [20, 30], [136, 146]), 'x')),
      [35, 36, 35],
    );
  });

  it('gives boxes that overlap even overlaps', () => {
    assert.deepEqual(
      distributeBoxes(row([0, 400], [50, 450], [600, 1000]), 'x'),
      row([0, 400], [300, 700], [600, 1000]),
    );
    assert.deepEqual(gapsOf(distributeBoxes(row([0, 400], [50, 450], [400, 800]), 'x')), [-200, -200]);
  });

  it('spreads the centers when one box contains the others', () => {
    assert.deepEqual(
      distributeBoxes(row([0, 1000], [100, 200], [210, 310], [800, 900]), 'x'),
      row([0, 1000], [100, 200], [333, 433], [800, 900]),
    );
  });

  it('does not change two boxes', () => {
    assert.deepEqual(distributeBoxes(row([0, 10], [500, 900]), 'x'), row([0, 10], [500, 900]));
  });

  it('works from top to bottom as well', () => {
    const boxes: readonly Bbox[] = [
      [0, 10, 100, 20],
      [110, 300, 210, 400],
      [800, 0, 900, 900],
    ];
    assert.deepEqual(distributeBoxes(boxes, 'y')[1], [400, 300, 500, 400]);
  });

  it('makes gaps that differ by at most 1 for any boxes that do not overlap', () => {
    fc.assert(
      fc.property(separateBoxes, (boxes) => {
        const gaps = gapsOf(distributeBoxes(boxes, 'x'));
        assert.ok(Math.max(...gaps) - Math.min(...gaps) <= 1);
      }),
    );
  });

  it('keeps sizes and the other axis, and changes nothing when repeated', () => {
    fc.assert(
      fc.property(list(looseBoxes), axes, (boxes, axis) => {
        const before = boxes.map(legalBox);
        const spread = distributeBoxes(boxes, axis);
        assertLegal(spread);
        assert.deepEqual(sizesOf(spread), sizesOf(before));
        const other = axis === 'x' ? 0 : 1;
        assert.deepEqual(
          spread.map((box) => box[other]),
          before.map((box) => box[other]),
        );
        assert.deepEqual(distributeBoxes(spread, axis), spread);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the order and the outermost boxes, however they overlap', () => {
    fc.assert(
      fc.property(list(legalBoxes), (boxes) => {
        const before = fromLeft(boxes);
        const spread = distributeBoxes(before, 'x');
        assert.deepEqual(fromLeft(spread), spread);
        assert.deepEqual([spread[0], spread.at(-1)], [before[0], before.at(-1)]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('matchSizes', () => {
  const LIKE: Bbox = [100, 100, 150, 300];

  it('gives boxes the size of another around their own centers', () => {
    const box: Bbox = [400, 400, 500, 500];
    assert.deepEqual(matchSizes([box], 'both', LIKE), [[425, 350, 475, 550]]);
    assert.deepEqual(matchSizes([box], 'width', LIKE), [[400, 350, 500, 550]]);
    assert.deepEqual(matchSizes([box], 'height', LIKE), [[425, 400, 475, 500]]);
  });

  it('moves a box that would leave the frame inside', () => {
    assert.deepEqual(matchSizes([[0, 960, 10, 1000]], 'both', LIKE), [[0, 800, 50, 1000]]);
  });

  it('does not change the model box, nor anything when repeated', () => {
    fc.assert(
      fc.property(list(looseBoxes), looseBoxes, dimensions, (boxes, like, dimension) => {
        const [model, ...matched] = matchSizes([like, ...boxes], dimension, like);
        assert.deepEqual(model, legalBox(like));
        assertLegal(matched);
        assert.deepEqual(matchSizes(matched, dimension, like), matched);
        const [size] = sizesOf([legalBox(like)]);
        for (const [width, height] of sizesOf(matched)) {
          assert.ok(dimension === 'height' || width === size?.[0]);
          assert.ok(dimension === 'width' || height === size?.[1]);
        }
      }),
    );
  });
});
