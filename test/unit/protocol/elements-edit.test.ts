import assert from 'node:assert/strict';
import { isElementsEdit } from '../../../src/protocol/elements-edit';

const BOX = [100, 200, 300, 400];

describe('isElementsEdit', () => {
  it('lets every gesture through', () => {
    for (const edit of [
      {
        kind: 'place',
        boxes: [
          { index: 0, bbox: [0, 0, 1, 1] },
          { index: 7, bbox: [999, 999, 1000, 1000] },
        ],
      },
      { kind: 'unplace', indices: [0] },
      { kind: 'add', type: 'obj', bbox: BOX },
      { kind: 'add', type: 'text', bbox: BOX },
      {
        kind: 'duplicate',
        copies: [
          { index: 0, bbox: BOX },
          { index: 1, bbox: null },
        ],
      },
      { kind: 'delete', indices: [2, 1] },
      { kind: 'reorder', order: [1, 0] },
    ]) {
      assert.ok(isElementsEdit(edit), JSON.stringify(edit));
    }
  });

  it('refuses boxes that are not legal', () => {
    for (const bbox of [
      [300, 200, 100, 400],
      [100, 200, 100, 400],
      [100, 200, 300, 200],
      [-1, 200, 300, 400],
      [100, 200, 300, 1001],
      [100.5, 200, 300, 400],
      [100, 200, 300, Number.NaN],
      ['100', 200, 300, 400],
      [100, 200, 300],
      [100, 200, 300, 400, 500],
      { 0: 100, 1: 200, 2: 300, 3: 400, length: 4 },
      undefined,
    ]) {
      assert.ok(!isElementsEdit({ kind: 'place', boxes: [{ index: 0, bbox }] }), JSON.stringify(bbox));
      assert.ok(!isElementsEdit({ kind: 'add', type: 'obj', bbox }), JSON.stringify(bbox));
      assert.ok(!isElementsEdit({ kind: 'duplicate', copies: [{ index: 0, bbox }] }), JSON.stringify(bbox));
    }
    assert.ok(!isElementsEdit({ kind: 'place', boxes: [{ index: 0, bbox: null }] }));
  });

  it('refuses what changes nothing, and places that are none', () => {
    const wrong = [[], undefined, null, 'x', [-1], [0.5], ['0'], [Number.NaN], [Infinity]];
    for (const list of wrong) {
      for (const edit of [
        { kind: 'unplace', indices: list },
        { kind: 'delete', indices: list },
        { kind: 'reorder', order: list },
      ]) {
        assert.ok(!isElementsEdit(edit), JSON.stringify(edit));
      }
    }
    assert.ok(!isElementsEdit({ kind: 'place', boxes: [] }));
    assert.ok(!isElementsEdit({ kind: 'place', boxes: [{ index: -1, bbox: BOX }] }));
    assert.ok(!isElementsEdit({ kind: 'duplicate', copies: [] }));
  });

  it('refuses what is no gesture at all', () => {
    for (const value of [
      null,
      'delete',
      [],
      {},
      { kind: 'toString' },
      { kind: 'add', type: 'image', bbox: BOX },
    ]) {
      assert.ok(!isElementsEdit(value), JSON.stringify(value));
    }
  });
});
