import assert from 'node:assert/strict';
import { RunList } from '../../../../src/webview/page/run-list';
import { run } from '../../../panel/support/states';

describe('The list of runs', () => {
  it('has the runs of the last order, each as it was last received, and keeps the objects of unchanged runs', () => {
    const list = new RunList();
    const [a, b, c] = [run('a'), run('b'), run('c')];
    list.receive({ type: 'runs', order: ['b', 'a'], changed: [a, b], total: 2 });
    assert.deepEqual(list.runs, [b, a]);
    const later = { ...a, cost: 9 };
    list.receive({ type: 'runs', order: ['c', 'b', 'a'], changed: [later, c], total: 3 });
    assert.equal(list.runs[0], c);
    assert.equal(list.runs[1], b);
    assert.equal(list.runs[2], later);
    list.receive({ type: 'runs', order: ['c'], changed: [], total: 1 });
    assert.deepEqual(list.runs, [c]);
    list.receive({ type: 'runs', order: ['a', 'c'], changed: [a], total: 2 });
    assert.deepEqual(list.runs, [a, c]);
  });

  it('forgets the runs of another document', () => {
    const list = new RunList();
    list.receive({ type: 'runs', order: ['a'], changed: [run('a')], total: 1 });
    list.receive({ type: 'runs', order: ['x'], changed: [run('x')], total: 1 });
    list.receive({ type: 'runs', order: ['a', 'x'], changed: [], total: 2 });
    assert.deepEqual(
      list.runs.map(({ id }) => id),
      ['x'],
    );
  });
});
