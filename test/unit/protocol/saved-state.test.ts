import assert from 'node:assert/strict';
import { NO_FILTER } from '../../../src/protocol/film-filter';
import { DEFAULT_LOOK, readSavedPanelState, type StageLook } from '../../../src/protocol/saved-state';

describe('readSavedPanelState', () => {
  const look: StageLook = {
    viewport: { scale: 0.5, x: 0.25, y: 1 },
    backdrop: 'proof',
    opacity: 0.4,
    boxes: false,
    snap: false,
    grid: true,
    filter: { favorite: true, failed: true, speed: 'TURBO', size: '1664x2496' },
  };

  it('gives back what the page saved', () => {
    const saved = {
      document: 'file:///a',
      locked: true,
      looks: { 'file:///a': look, 'file:///b': DEFAULT_LOOK },
    };
    assert.deepEqual(readSavedPanelState(saved), saved);
  });

  it('replaces what cannot be used', () => {
    const nothing = { document: null, locked: false, looks: {} };
    for (const value of [undefined, null, 'x', [], { document: 1, locked: 'yes', looks: 'x' }]) {
      assert.deepEqual(readSavedPanelState(value), nothing);
    }
  });

  it('replaces each part of a look by itself', () => {
    const read = (value: unknown) => readSavedPanelState({ looks: { a: value } }).looks['a'];
    for (const value of [null, 'x', [], {}]) assert.deepEqual(read(value), DEFAULT_LOOK);
    for (const viewport of [
      'huge',
      null,
      {},
      { scale: 0, x: 0, y: 0 },
      { scale: 1, x: '0', y: 0 },
      { scale: NaN, x: 0, y: 0 },
    ]) {
      assert.deepEqual(read({ ...look, viewport }), { ...look, viewport: 'fit' });
    }
    assert.deepEqual(read({ ...look, backdrop: 'toString' }), { ...look, backdrop: DEFAULT_LOOK.backdrop });
    assert.deepEqual(read({ ...look, opacity: 7 }), { ...look, opacity: 1 });
    assert.deepEqual(read({ ...look, opacity: '1' }), { ...look, opacity: DEFAULT_LOOK.opacity });
    assert.deepEqual(read({ ...look, boxes: 1, snap: null, grid: 'yes' }), {
      ...look,
      boxes: true,
      snap: true,
      grid: false,
    });
    assert.deepEqual(read({ ...look, filter: 'all' }), { ...look, filter: NO_FILTER });
    assert.deepEqual(read({ ...look, filter: { favorite: 1, failed: true, speed: 3, size: null } }), {
      ...look,
      filter: { ...NO_FILTER, failed: true },
    });
    assert.deepEqual(read({ ...look, more: 1 }), look);
  });

  it('reads what an older version saved', () => {
    const saved = { document: 'file:///a', locked: true, zoom: { 'file:///a': 'full' } };
    assert.deepEqual(readSavedPanelState(saved), { document: 'file:///a', locked: true, looks: {} });
    const { favorite, ...others } = look.filter;
    const spelled = { ...look, filter: { ...others, favourite: favorite } };
    assert.deepEqual(readSavedPanelState({ looks: { a: spelled } }).looks['a'], look);
  });
});
