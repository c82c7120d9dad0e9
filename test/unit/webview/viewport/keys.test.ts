import assert from 'node:assert/strict';
import { viewportAction } from '../../../../src/webview/viewport/keys';
import { ZOOM_STEP } from '../../../../src/webview/viewport/use-viewport';

/** What a key does, as calls of the viewport. */
function callsOf(key: string): readonly string[] {
  const calls: string[] = [];
  const record =
    (name: string) =>
    (...args: readonly unknown[]) =>
      void calls.push(`${name} ${args.join()}`.trim());
  viewportAction(key)?.({
    rect: { x: 0, y: 0, width: 1, height: 1 },
    scale: 1,
    zoomBy: record('zoomBy'),
    full: record('full'),
    fit: record('fit'),
    panBy: record('panBy'),
    show: record('show'),
  });
  return calls;
}

describe('The keys of the viewport', () => {
  it('pan by the arrow keys: the view moves in the direction of the arrow', () => {
    assert.deepEqual(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].flatMap(callsOf), [
      'panBy 40,0',
      'panBy -40,0',
      'panBy 0,40',
      'panBy 0,-40',
    ]);
  });

  it('zoom by + (also without Shift) and -, back to where it was', () => {
    assert.deepEqual(callsOf('+'), [`zoomBy ${ZOOM_STEP}`]);
    assert.deepEqual(callsOf('='), callsOf('+'));
    assert.deepEqual(callsOf('-'), [`zoomBy ${1 / ZOOM_STEP}`]);
  });

  it('show all of the frame by 0, and one pixel for one by 1', () => {
    assert.deepEqual(callsOf('0'), ['fit']);
    assert.deepEqual(callsOf('1'), ['full']);
  });

  it('are no other keys', () => {
    for (const key of ['2', 'a', 'Enter', 'Escape', ' ']) assert.equal(viewportAction(key), undefined);
  });
});
