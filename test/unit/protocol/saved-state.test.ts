import assert from 'node:assert/strict';
import { NO_FILTER } from '../../../src/protocol/film-filter';
import {
  DEFAULT_VIEW_OPTIONS,
  readSavedPanelState,
  type ViewOptions,
} from '../../../src/protocol/saved-state';

describe('readSavedPanelState', () => {
  const viewOptions: ViewOptions = {
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
      looks: { 'file:///a': viewOptions, 'file:///b': DEFAULT_VIEW_OPTIONS },
    };
    assert.deepEqual(readSavedPanelState(saved), saved);
  });

  it('replaces what cannot be used', () => {
    const nothing = { document: null, locked: false, looks: {} };
    for (const value of [undefined, null, 'x', [], { document: 1, locked: 'yes', looks: 'x' }]) {
      assert.deepEqual(readSavedPanelState(value), nothing);
    }
  });

  it('replaces invalid view options one by one', () => {
    const read = (value: unknown) => readSavedPanelState({ looks: { a: value } }).looks['a'];
    for (const value of [null, 'x', [], {}]) assert.deepEqual(read(value), DEFAULT_VIEW_OPTIONS);
    for (const viewport of [
      'huge',
      null,
      {},
      { scale: 0, x: 0, y: 0 },
      { scale: 1, x: '0', y: 0 },
      { scale: NaN, x: 0, y: 0 },
    ]) {
      assert.deepEqual(read({ ...viewOptions, viewport }), { ...viewOptions, viewport: 'fit' });
    }
    assert.deepEqual(read({ ...viewOptions, backdrop: 'toString' }), {
      ...viewOptions,
      backdrop: DEFAULT_VIEW_OPTIONS.backdrop,
    });
    assert.deepEqual(read({ ...viewOptions, opacity: 7 }), { ...viewOptions, opacity: 1 });
    assert.deepEqual(read({ ...viewOptions, opacity: '1' }), {
      ...viewOptions,
      opacity: DEFAULT_VIEW_OPTIONS.opacity,
    });
    assert.deepEqual(read({ ...viewOptions, boxes: 1, snap: null, grid: 'yes' }), {
      ...viewOptions,
      boxes: true,
      snap: true,
      grid: false,
    });
    assert.deepEqual(read({ ...viewOptions, filter: 'all' }), { ...viewOptions, filter: NO_FILTER });
    assert.deepEqual(read({ ...viewOptions, filter: { favorite: 1, failed: true, speed: 3, size: null } }), {
      ...viewOptions,
      filter: { ...NO_FILTER, failed: true },
    });
    assert.deepEqual(read({ ...viewOptions, more: 1 }), viewOptions);
  });

  it('reads what an older version saved', () => {
    const saved = { document: 'file:///a', locked: true, zoom: { 'file:///a': 'full' } };
    assert.deepEqual(readSavedPanelState(saved), { document: 'file:///a', locked: true, looks: {} });
    const { favorite, ...others } = viewOptions.filter;
    const spelled = { ...viewOptions, filter: { ...others, favourite: favorite } };
    assert.deepEqual(readSavedPanelState({ looks: { a: spelled } }).looks['a'], viewOptions);
  });
});
