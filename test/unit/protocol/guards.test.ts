import assert from 'node:assert/strict';
import { isHostMessage, isPanelMessage } from '../../../src/protocol/guards';
import { ACTION_IDS, isImageAction, isRunAction } from '../../../src/protocol/run-actions';
import type { PanelMessage } from '../../../src/protocol/messages';
import { MAX_DROPPED, MAX_THUMBNAIL } from '../../../src/protocol/images';

const CONTROLS = { width: 1664, height: 2496, speed: 'QUALITY', count: 3, format: 'PNG' } as const;
const DOCUMENT = 'file:///posters/travel-poster.structured-prompt.json';
const RUN = '2026-06-01T14-32-05-5d6f1c39';

/** The beginnings of image files; what follows is looked at where a thumbnail is kept. */
const WEBP = Buffer.from('RIFF\u0010\0\0\0WEBPVP8 ').toString('base64');
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]).toString('base64');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]).toString('base64');

const GOOD: readonly PanelMessage[] = [
  { type: 'ready' },
  { type: 'setControls', document: DOCUMENT, controls: CONTROLS },
  { type: 'setLocked', document: null, locked: true },
  { type: 'generate', document: DOCUMENT },
  { type: 'select', runId: RUN, index: 0 },
  ...ACTION_IDS.filter(isRunAction).map((action): PanelMessage => ({
    type: 'runAction',
    action,
    runId: RUN,
  })),
  ...ACTION_IDS.filter(isImageAction).map((action): PanelMessage => ({
    type: 'imageAction',
    action,
    runId: RUN,
    index: 19,
  })),
  { type: 'showProblem', document: DOCUMENT },
  { type: 'moreRuns', all: true },
  { type: 'setApiKey' },
  { type: 'newPrompt' },
  {
    type: 'edit',
    document: DOCUMENT,
    id: 1,
    version: 3,
    task: 0,
    edit: { kind: 'place', boxes: [{ index: 2, bbox: [0, 1, 2, 1000] }] },
  },
  {
    type: 'edit',
    document: DOCUMENT,
    id: 2,
    version: 3,
    task: 1,
    edit: { kind: 'unplace', indices: [0, 4] },
  },
  {
    type: 'edit',
    document: DOCUMENT,
    id: 3,
    version: 3,
    task: 0,
    edit: { kind: 'add', type: 'text', bbox: [0, 0, 1, 1] },
  },
  {
    type: 'edit',
    document: DOCUMENT,
    id: 4,
    version: 3,
    task: 0,
    edit: { kind: 'duplicate', copies: [{ index: 0, bbox: null }] },
  },
  { type: 'edit', document: DOCUMENT, id: 5, version: 3, task: 0, edit: { kind: 'delete', indices: [0] } },
  { type: 'edit', document: DOCUMENT, id: 6, version: 3, task: 0, edit: { kind: 'reorder', order: [1, 0] } },
  { type: 'showElement', document: DOCUMENT, index: 0, focus: true },
  {
    type: 'fix',
    document: DOCUMENT,
    version: 3,
    task: 0,
    element: 1,
    message: 'The box is upside down.',
    fix: 'Turn it over',
  },
  { type: 'chooseTask', document: null, task: 1 },
  { type: 'resync' },
  { type: 'undo', document: DOCUMENT },
  { type: 'redo', document: DOCUMENT },
  { type: 'compare', a: { runId: RUN, index: 0 }, b: { runId: 'other', index: 1 } },
  { type: 'openDiff', a: RUN, b: 'other' },
  { type: 'thumbnail', runId: RUN, index: 0, data: WEBP },
  { type: 'thumbnail', runId: RUN, index: 0, data: JPEG },
  { type: 'restoreImage', name: 'a.png', data: PNG },
  { type: 'restoreFrom', uri: 'file:///a.png' },
  { type: 'draft' },
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
    for (const runId of [1, '', null, ['a']]) {
      assert.ok(!isPanelMessage({ type: 'runAction', action: 'cancel', runId }));
    }
    for (const index of [-1, 0.5, Number.NaN, Infinity, '0', null]) {
      assert.ok(!isPanelMessage({ type: 'select', runId: RUN, index }), String(index));
    }
    assert.ok(!isPanelMessage({ type: 'setLocked', document: null, locked: 'true' }));
  });

  it('refuses images, actions and names that cannot be', () => {
    const a = { runId: RUN, index: 0 };
    for (const message of [
      { type: 'compare', a, b: { runId: RUN } },
      { type: 'compare', a, b: { ...a, more: 1 } },
      { type: 'compare', a, b: { ...a, index: -1 } },
      { type: 'compare', a, b: null },
      { type: 'openDiff', a: RUN, b: '' },
      { type: 'runAction', runId: RUN, action: 'explode' },
      { type: 'runAction', runId: RUN, action: 'constructor' },
      { type: 'runAction', runId: RUN, action: null },
      { type: 'runAction', runId: RUN, action: 'copySeed' },
      { type: 'runAction', ...a, action: 'deleteRun' },
      { type: 'imageAction', ...a, action: 'deleteRun' },
      { type: 'imageAction', ...a, action: 'toString' },
      { type: 'imageAction', runId: RUN, action: 'copySeed' },
      { type: 'imageAction', runId: RUN, index: -1, action: 'copySeed' },
      // The page does this one itself.
      { type: 'imageAction', ...a, action: 'copyImage' },
      { type: 'restoreImage', name: '', data: PNG },
      { type: 'restoreFrom', uri: 'x'.repeat(10_001) },
    ]) {
      assert.ok(!isPanelMessage(message), JSON.stringify(message).slice(0, 200));
    }
  });

  it('refuses thumbnails that are no small WEBP or JPEG files', () => {
    const thumbnail = (data: unknown) => isPanelMessage({ type: 'thumbnail', runId: RUN, index: 0, data });
    const padded = (size: number) => {
      const bytes = Buffer.alloc(size);
      bytes.write('RIFF', 0);
      bytes.write('WEBP', 8);
      return bytes.toString('base64');
    };
    assert.ok(thumbnail(padded(MAX_THUMBNAIL)));
    assert.ok(!thumbnail(padded(MAX_THUMBNAIL + 3)));
    const script = Buffer.from('<svg onload="alert(1)"></svg>').toString('base64');
    for (const data of [
      PNG,
      script,
      '',
      '=',
      'UklG',
      WEBP.slice(0, -1),
      `${WEBP}!abc`,
      `data:image/webp;base64,${WEBP}`,
      `${WEBP.slice(0, -4)}\n123`,
      Buffer.from('RIFF\u0010\0\0\0WAVEfmt ').toString('base64'),
      null,
      [WEBP],
    ]) {
      assert.ok(!thumbnail(data), JSON.stringify(data));
    }
  });

  it('refuses dropped files that are larger than any image', () => {
    const dropped = (data: unknown) => isPanelMessage({ type: 'restoreImage', name: 'a.png', data });
    assert.ok(dropped('AAAA'.repeat(1000)));
    assert.ok(!dropped('A'.repeat(Math.ceil(MAX_DROPPED / 3) * 4 + 4)));
    for (const data of ['', 'AAA', 'AA=A', '<svg>', null]) assert.ok(!dropped(data), String(data));
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
      const message = { type: 'setControls', document: DOCUMENT, controls };
      assert.ok(!isPanelMessage(message), JSON.stringify(changed));
    }
    assert.ok(!isPanelMessage({ type: 'setControls', document: DOCUMENT, controls: null }));
  });
});

describe('isHostMessage', () => {
  it("tells the host's messages from what else arrives in a window", () => {
    for (const value of [
      { type: 'strings', strings: {} },
      { type: 'state', state: { unreadable: [] } },
      { type: 'runs', order: [], changed: [], total: 0 },
      { type: 'difference', a: {}, b: {}, changes: null },
      { type: 'difference', a: {}, b: {}, changes: [] },
      { type: 'stage', stage: null },
      { type: 'stage', stage: {} },
      { type: 'stageChange', change: {} },
      { type: 'problems', uri: 'file:///a', problems: [] },
      { type: 'cursor', uri: 'file:///a', element: null },
      { type: 'cursor', uri: 'file:///a', element: 0 },
    ]) {
      assert.ok(isHostMessage(value), JSON.stringify(value));
    }
    for (const value of [
      null,
      'state',
      { type: 'state' },
      { type: 'state', state: {} },
      { type: 'runs', order: [], changed: [] },
      { type: 'runs', order: [], total: 0 },
      { type: 'difference' },
      { type: 'strings' },
      { type: 'stage' },
      { type: 'stage', stage: 'x' },
      { type: 'stageChange' },
      { type: 'stageChange', change: null },
      { type: 'problems' },
      { type: 'cursor', element: -1 },
      { type: 'cursor' },
    ]) {
      assert.ok(!isHostMessage(value), JSON.stringify(value));
    }
  });
});
