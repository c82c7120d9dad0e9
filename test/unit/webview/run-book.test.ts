import assert from 'node:assert/strict';
import { RunBook } from '../../../src/webview/run-book';
import { run } from '../../panel/support/states';

describe('The runs that the page knows', () => {
  it('are those of the last order, each as it was told last, and the same objects otherwise', () => {
    const book = new RunBook();
    const [a, b, c] = [run('a'), run('b'), run('c')];
    book.receive({ type: 'runs', order: ['b', 'a'], changed: [a, b], total: 2 });
    assert.deepEqual(book.list, [b, a]);
    const later = { ...a, cost: 9 };
    book.receive({ type: 'runs', order: ['c', 'b', 'a'], changed: [later, c], total: 3 });
    assert.equal(book.list[0], c);
    assert.equal(book.list[1], b);
    assert.equal(book.list[2], later);
    book.receive({ type: 'runs', order: ['c'], changed: [], total: 1 });
    assert.deepEqual(book.list, [c]);
    book.receive({ type: 'runs', order: ['a', 'c'], changed: [a], total: 2 });
    assert.deepEqual(book.list, [a, c]);
  });

  it('are forgotten with their document', () => {
    const book = new RunBook();
    book.receive({ type: 'runs', order: ['a'], changed: [run('a')], total: 1 });
    book.receive({ type: 'runs', order: ['x'], changed: [run('x')], total: 1 });
    book.receive({ type: 'runs', order: ['a', 'x'], changed: [], total: 2 });
    assert.deepEqual(
      book.list.map(({ id }) => id),
      ['x'],
    );
  });
});
