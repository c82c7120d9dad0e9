import assert from 'node:assert/strict';
import { isHostMessage, isPanelMessage, readSavedPanelState } from '../../../src/protocol/guards';
import type { PanelMessage } from '../../../src/protocol/messages';

const CONTROLS = { width: 1664, height: 2496, speed: 'QUALITY', count: 3, format: 'PNG' } as const;
const RUN = '2026-06-01T14-32-05-5d6f1c39';

const GOOD: readonly PanelMessage[] = [
  { type: 'ready' },
  { type: 'setControls', controls: CONTROLS },
  { type: 'setLocked', locked: true },
  { type: 'generate' },
  { type: 'cancel', runId: RUN },
  { type: 'resume', runId: RUN },
  { type: 'select', runId: RUN, index: 0 },
  { type: 'saveImage', runId: RUN, index: 19 },
  { type: 'revealImage', runId: RUN, index: 2 },
  { type: 'openPrompt', runId: RUN },
  { type: 'showDetails', runId: RUN },
  { type: 'showProblem' },
  { type: 'setApiKey' },
  { type: 'newPrompt' },
];

describe('isPanelMessage', () => {
  it('lets every message of the panel through', () => {
    for (const message of GOOD) assert.ok(isPanelMessage(message), message.type);
  });

  it('refuses what is no message', () => {
    for (const value of [undefined, null, 'ready', 1, [], {}, { type: 1 }, { type: 'toString' }]) {
      assert.ok(!isPanelMessage(value), JSON.stringify(value));
    }
  });

  it('refuses a message with a member too many or too few', () => {
    for (const message of GOOD) {
      assert.ok(!isPanelMessage({ ...message, more: 1 }), message.type);
      for (const name of Object.keys(message)) {
        const fewer = Object.fromEntries(Object.entries(message).filter(([key]) => key !== name));
        assert.ok(!isPanelMessage(fewer), `${message.type} without ${name}`);
      }
    }
  });

  it('refuses ids and indices of other types', () => {
    for (const runId of [1, '', null, ['a']]) assert.ok(!isPanelMessage({ type: 'cancel', runId }));
    for (const index of [-1, 0.5, Number.NaN, Infinity, '0', null]) {
      assert.ok(!isPanelMessage({ type: 'select', runId: RUN, index }), String(index));
    }
    assert.ok(!isPanelMessage({ type: 'setLocked', locked: 'true' }));
  });

  it('refuses controls that the service would refuse', () => {
    const wrong: readonly Record<string, unknown>[] = [
      { width: 1664, height: 2495 },
      { width: 2496, height: 2496 },
      { width: '1664' },
      { speed: 'quality' },
      { speed: 'constructor' },
      { count: 0 },
      { count: 21 },
      { count: 1.5 },
      { count: '3' },
      { format: 'GIF' },
      { more: true },
    ];
    for (const changed of wrong) {
      const controls = { ...CONTROLS, ...changed };
      assert.ok(!isPanelMessage({ type: 'setControls', controls }), JSON.stringify(changed));
    }
    assert.ok(!isPanelMessage({ type: 'setControls', controls: null }));
  });
});

describe('isHostMessage', () => {
  it("tells the host's messages from what else arrives in a window", () => {
    assert.ok(isHostMessage({ type: 'strings', strings: {} }));
    assert.ok(isHostMessage({ type: 'state', state: { runs: [] } }));
    for (const value of [
      null,
      'state',
      { type: 'state' },
      { type: 'state', state: {} },
      { type: 'strings' },
    ]) {
      assert.ok(!isHostMessage(value), JSON.stringify(value));
    }
  });
});

describe('readSavedPanelState', () => {
  it('gives back what the page saved', () => {
    const saved = { document: 'file:///a', locked: true, zoom: { 'file:///a': 'full' } } as const;
    assert.deepEqual(readSavedPanelState(saved), saved);
  });

  it('replaces what cannot be used', () => {
    const nothing = { document: null, locked: false, zoom: {} };
    for (const value of [undefined, null, 'x', [], { document: 1, locked: 'yes', zoom: { a: 'huge' } }]) {
      assert.deepEqual(readSavedPanelState(value), nothing);
    }
  });
});
