import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unionOf } from '../../../../src/layout/boxes/legal';
import { moveBoxes } from '../../../../src/layout/boxes/move';
import { HANDLES, movedEdge, resizeBoxes } from '../../../../src/layout/boxes/resize';
import {
  type Guide,
  snapLines,
  type SnapLines,
  snapMove,
  snapPoint,
  snapResize,
} from '../../../../src/layout/boxes/snap';
import type { Bbox } from '../../../../src/prompt/model';
import { drags, legalBoxes, list, looseBoxes } from './boxes';

const NEAR = { x: 6, y: 6 };
const LINES = snapLines([[100, 200, 151, 400]]);
const handles = fc.constantFrom(...HANDLES);
const reaches = fc.record({ x: fc.nat(30), y: fc.nat(30) });
const grids = fc.constantFrom(null, 10, 25, 37);

function guides(x: readonly number[], y: readonly number[]): readonly Guide[] {
  return [...x.map((at) => ({ axis: 'x' as const, at })), ...y.map((at) => ({ axis: 'y' as const, at }))];
}

/**
 * Fails unless each guide is one of the lines and one of these positions is on it, or half a unit away for a center.
 */
function assertMet(
  met: readonly Guide[],
  lines: SnapLines,
  places: Record<'x' | 'y', readonly number[]>,
): void {
  for (const { axis, at } of met) {
    assert.ok(lines[axis].includes(at));
    const off = Math.min(...places[axis].map((place) => Math.abs(place - at)));
    assert.ok(off === 0 || off === 0.5, `${axis} ${at} is off by ${off}`);
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

describe('snapLines', () => {
  it('are the edges, thirds and center of the frame and the edges and centers of the other boxes, without duplicates', () => {
    assert.deepEqual(LINES.x, [0, 200, 300, 333, 400, 500, 667, 1000]);
    assert.deepEqual(LINES.y, [0, 100, 125.5, 151, 333, 500, 667, 1000]);
    assert.deepEqual(snapLines([[0, 0, 1000, 1000]]).x, [0, 333, 500, 667, 1000]);
  });
});

describe('snapMove', () => {
  const BOX: Bbox = [600, 600, 640, 700];

  it('moves the nearest edge or center to a line within reach, separately along each axis', () => {
    assert.deepEqual(snapMove(BOX, -196, 0, LINES, NEAR, null), {
      dx: -200,
      dy: 0,
      guides: guides([400, 500], []),
    });
    assert.deepEqual(snapMove(BOX, -52.6, 42.5, LINES, NEAR, null), {
      dx: -53,
      dy: 47,
      guides: guides([], [667]),
    });
  });

  it('only rounds when no line is within reach', () => {
    assert.deepEqual(snapMove(BOX, -80.4, 10, LINES, NEAR, null), { dx: -80, dy: 10, guides: [] });
  });

  it('shows every line that is met, not only the nearest one', () => {
    const lines = snapLines([[0, 100, 100, 200]]);
    assert.deepEqual(
      snapMove([300, 103, 400, 203], 0, 0, lines, NEAR, null).guides,
      guides([100, 150, 200], []),
    );
  });

  it('lets an edge meet a center at half a unit', () => {
    const { dy, guides: met } = snapMove([300, 800, 340, 850], 0, -172.5, LINES, { x: 0, y: 3 }, null);
    assert.equal(dy, -174);
    assert.deepEqual(met, guides([], [125.5]));
  });

  it('does not move a box that is as near to a line as it can be', () => {
    const lines = snapLines([[0, 500, 10, 520]]);
    assert.deepEqual(snapMove([500, 450, 510, 569], 0, 0, lines, NEAR, null), {
      dx: 0,
      dy: 0,
      guides: guides([510], [500]),
    });
  });

  it('snaps the left and upper edge to the grid when no line is near', () => {
    assert.deepEqual(snapMove(BOX, 53, 4, LINES, { x: 2, y: 2 }, 10), { dx: 50, dy: 0, guides: [] });
    assert.deepEqual(snapMove([0, 3, 10, 988], 9, 47, LINES, { x: 0, y: 0 }, 10), {
      dx: 7,
      dy: 50,
      guides: [],
    });
  });

  it('stops at the frame, and shows its line', () => {
    assert.deepEqual(snapMove(BOX, 900, 0, LINES, NEAR, null), {
      dx: 300,
      dy: 0,
      guides: guides([1000], []),
    });
  });

  it('does not snap the center to a line when the box would leave the frame', () => {
    const lines = snapLines([[0, 0, 10, 20]]);
    assert.deepEqual(snapMove([500, 5, 600, 31], 0, 0, lines, { x: 4, y: 0 }, null).dx, 2);
  });

  it('stays within reach of the dragged position, and really meets the lines it shows', () => {
    fc.assert(
      fc.property(list(looseBoxes), legalBoxes, drags, drags, reaches, (others, box, x, y, reach) => {
        const lines = snapLines(others);
        const { dx, dy, guides: met } = snapMove(box, x, y, lines, reach, null);
        const [yMin, xMin, yMax, xMax] = box;
        assert.ok(Math.abs(dx - within(x, -xMin, 1000 - xMax)) <= Math.max(reach.x, 0.5));
        assert.ok(Math.abs(dy - within(y, -yMin, 1000 - yMax)) <= Math.max(reach.y, 0.5));
        const moved = unionOf(moveBoxes([box], dx, dy));
        assert.deepEqual(moved, [yMin + dy, xMin + dx, yMax + dy, xMax + dx]);
        assertMet(met, lines, {
          x: [moved[1], (moved[1] + moved[3]) / 2, moved[3]],
          y: [moved[0], (moved[0] + moved[2]) / 2, moved[2]],
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same as a search through all lines', () => {
    fc.assert(
      fc.property(list(looseBoxes), legalBoxes, drags, fc.nat(30), (others, box, asked, reach) => {
        const lines = snapLines(others);
        const [, left, , right] = box;
        const wanted = within(asked, -left, 1000 - right);
        const offsets = [left, right, (left + right) / 2]
          .flatMap((point) => lines.x.map((line) => line - point))
          .filter((offset) => offset >= -left && offset <= 1000 - right);
        const nearest = Math.min(...offsets.map((offset) => Math.abs(offset - wanted)));
        const { dx, guides: met } = snapMove(box, asked, 0, lines, { x: reach, y: -1 }, null);
        assert.equal(met.length > 0, nearest <= reach);
        if (nearest <= reach) assert.ok(Math.abs(Math.abs(dx - wanted) - nearest) <= 0.5 + 1e-9);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the union within the frame on any grid', () => {
    fc.assert(
      fc.property(legalBoxes, drags, drags, reaches, grids, (box, x, y, reach, grid) => {
        const { dx, dy } = snapMove(box, x, y, LINES, reach, grid);
        const [yMin, xMin, yMax, xMax] = box;
        assert.deepEqual(moveBoxes([box], dx, dy), [[yMin + dy, xMin + dx, yMax + dy, xMax + dx]]);
      }),
    );
  });

  it('examines few lines, however many there are', () => {
    const looks = (boxes: number): number => {
      let count = 0;
      const x = Array.from({ length: boxes }, (_, index) => (index * 1000) / boxes);
      const counted = new Proxy(x, {
        get(target, key) {
          if (typeof key === 'string' && /^\d+$/.test(key)) count++;
          return Reflect.get(target, key) as unknown;
        },
      });
      snapMove(BOX, 3, 0, { x: counted, y: [] }, NEAR, null);
      return count;
    };
    assert.ok(looks(100_000) < 150);
  });
});

describe('snapResize', () => {
  const BOX: Bbox = [600, 600, 650, 700];

  it('moves only the edges of the handle to lines', () => {
    assert.deepEqual(snapResize(BOX, 'e', -31, -100, LINES, NEAR, null), {
      dx: -33,
      dy: 0,
      guides: guides([667], []),
    });
    assert.deepEqual(snapResize(BOX, 'nw', -96, -104, LINES, NEAR, null), {
      dx: -100,
      dy: -100,
      guides: guides([500], [500]),
    });
  });

  it('snaps the moved edge to the grid when no line is near', () => {
    assert.deepEqual(snapResize(BOX, 'se', 43.9, 4, LINES, NEAR, 20), { dx: 40, dy: 10, guides: [] });
  });

  it('does not collapse a box onto the line of its opposite edge', () => {
    const lines = snapLines([[0, 600, 100, 700]]);
    assert.deepEqual(snapResize(BOX, 'e', -98, 0, lines, NEAR, null), { dx: -98, dy: 0, guides: [] });
  });

  it('stays within reach of the dragged position, and really meets the lines it shows', () => {
    fc.assert(
      fc.property(
        list(looseBoxes),
        legalBoxes,
        handles,
        drags,
        drags,
        reaches,
        (others, box, handle, x, y, reach) => {
          const lines = snapLines(others);
          const { dx, dy, guides: met } = snapResize(box, handle, x, y, lines, reach, null);
          const [yMin, xMin, yMax, xMax] = unionOf(resizeBoxes([box], handle, dx, dy, false));
          const edges = { x: movedEdge(handle, 'x'), y: movedEdge(handle, 'y') };
          const from = { x: edges.x === 'low' ? box[1] : box[3], y: edges.y === 'low' ? box[0] : box[2] };
          if (edges.x) assert.ok(Math.abs(dx - within(x, -from.x, 1000 - from.x)) <= Math.max(reach.x, 0.5));
          if (edges.y) assert.ok(Math.abs(dy - within(y, -from.y, 1000 - from.y)) <= Math.max(reach.y, 0.5));
          assertMet(met, lines, { x: edges.x ? [xMin, xMax] : [], y: edges.y ? [yMin, yMax] : [] });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('snapPoint', () => {
  it('moves a point to the lines within reach, or else to the grid', () => {
    assert.deepEqual(snapPoint({ x: 204, y: 228 }, LINES, NEAR, 50), {
      point: { x: 200, y: 250 },
      guides: guides([200], []),
    });
    assert.deepEqual(snapPoint({ x: 240.4, y: 500 }, LINES, NEAR, null), {
      point: { x: 240, y: 500 },
      guides: guides([], [500]),
    });
  });

  it('moves a point inside the frame', () => {
    assert.deepEqual(snapPoint({ x: -40, y: 1300 }, LINES, NEAR, null), {
      point: { x: 0, y: 1000 },
      guides: guides([0], [1000]),
    });
  });
});
