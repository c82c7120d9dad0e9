import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Bbox } from '../../../../src/prompt/model';
import { elementsAt, elementsIn } from '../../../../src/webview/stage/tools/hit';
import { legalBoxes } from '../../layout/boxes/boxes';

const NO_REACH = { x: 0, y: 0 };
const BOXES: readonly (readonly [number, Bbox])[] = [
  [0, [100, 100, 900, 900]],
  [1, [400, 400, 600, 600]],
  [2, [400, 400, 600, 600]],
  [3, [500, 0, 502, 1000]],
];

describe('What lies under the pointer', () => {
  it('comes from the top down: smaller before larger, later before earlier', () => {
    assert.deepEqual(elementsAt(BOXES, { x: 500, y: 501 }, NO_REACH), [3, 2, 1, 0]);
    assert.deepEqual(elementsAt(BOXES, { x: 450, y: 450 }, NO_REACH), [2, 1, 0]);
    assert.deepEqual(elementsAt(BOXES, { x: 50, y: 50 }, NO_REACH), []);
  });

  it('includes a thin box a little beside it, but no large one', () => {
    const reach = { x: 10, y: 10 };
    assert.deepEqual(elementsAt(BOXES, { x: 950, y: 510 }, reach), [3]);
    assert.deepEqual(elementsAt(BOXES, { x: 95, y: 300 }, reach), []);
  });

  it('includes every box at its own center', () => {
    fc.assert(
      fc.property(fc.array(legalBoxes, { minLength: 1, maxLength: 40 }), (boxes) => {
        const entries = boxes.map((box, index) => [index, box] as const);
        for (const [index, [top, left, bottom, right]] of entries) {
          const hits = elementsAt(entries, { x: (left + right) / 2, y: (top + bottom) / 2 }, NO_REACH);
          assert.ok(hits.includes(index));
          assert.equal(new Set(hits).size, hits.length);
        }
      }),
    );
  });
});

describe('What a rectangle touches', () => {
  it('is the same from whichever corner it is drawn', () => {
    const [a, b] = [
      { x: 0, y: 0 },
      { x: 450, y: 450 },
    ];
    assert.deepEqual(elementsIn(BOXES, a, b), [0, 1, 2]);
    assert.deepEqual(elementsIn(BOXES, b, a), [0, 1, 2]);
    assert.deepEqual(elementsIn(BOXES, { x: 0, y: 450 }, { x: 450, y: 0 }), [0, 1, 2]);
    assert.deepEqual(elementsIn(BOXES, { x: 0, y: 0 }, { x: 50, y: 50 }), []);
  });
});
