import assert from 'node:assert/strict';
import { NO_ANNOTATIONS } from '../../../../src/run/record/annotations';
import type { StoredRun } from '../../../../src/run/record/run-index';
import type { RunView } from '../../../../src/protocol/run-view';
import { RunFeed } from '../../../../src/vscode/panel/run-feed';
import { run } from '../runs/support';

function stored(name: string): StoredRun {
  return { ...run(name), files: new Set(), annotations: NO_ANNOTATIONS, digest: name };
}

describe('RunFeed', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(stored);
  assert.ok(a && b && c);
  let active: ReadonlySet<StoredRun>;
  let feed: RunFeed;
  beforeEach(() => {
    active = new Set();
    feed = new RunFeed(({ record }, isActive) => ({ id: record.taskUUID, active: isActive }) as RunView);
  });

  /** The order, and the ids of those that are sent. */
  const next = (...runs: readonly StoredRun[]) => {
    const message = feed.next(runs, (one) => active.has(one));
    return message && [message.order.join(''), message.changed.map(({ id }) => id).join('')];
  };

  it('sends all runs first, even if there are none, then only changes', () => {
    assert.deepEqual(next(), ['', '']);
    assert.equal(next(), undefined);
    assert.deepEqual(next(b, a), ['ba', 'ba']);
    assert.equal(next(b, a), undefined);
    assert.deepEqual(next(c, b, a), ['cba', 'c']);
    const judged = { ...a, annotations: new Map([[0, { favorite: true, note: '' }]]) };
    assert.deepEqual(next(c, b, judged), ['cba', 'a']);
  });

  it('sends only the order when a run is removed or moves', () => {
    next(c, b, a);
    assert.deepEqual(next(c, a), ['ca', '']);
    assert.deepEqual(next(a, c), ['ac', '']);
    assert.deepEqual(next(b, a, c), ['bac', 'b'], 'one that comes back is sent again');
  });

  it('sends a run again when this window starts or stops working on it', () => {
    next(b, a);
    active = new Set([b]);
    assert.deepEqual(next(b, a), ['ba', 'b']);
    active = new Set();
    assert.deepEqual(next(b, a), ['ba', 'b']);
  });

  it('sends all runs again to a new page or for another document', () => {
    next(b, a);
    feed.restart();
    assert.deepEqual(next(b, a), ['ba', 'ba']);
    feed.restart();
    assert.deepEqual(next(), ['', '']);
  });

  describe('with many runs', () => {
    const many = Array.from({ length: 300 }, (_, place) => stored(`run-${place}`));
    /** The number of runs that the page has, of those sent now, and of all. */
    const counts = (runs: readonly StoredRun[], chosen?: string) => {
      const message = feed.next(runs, (one) => active.has(one), chosen);
      return message && [message.order.length, message.changed.length, message.total];
    };

    it('sends only the newest first, and more as the page asks for them', () => {
      assert.deepEqual(counts(many), [12, 12, 300]);
      assert.equal(counts(many), undefined);
      feed.goFurther(false);
      assert.deepEqual(counts(many), [112, 100, 300]);
      feed.goFurther(true);
      assert.deepEqual(counts(many), [300, 188, 300]);
      feed.restart();
      assert.deepEqual(counts(many), [12, 12, 300]);
    });

    it('keeps sending changes of all runs that the page has, and the number of all runs', () => {
      counts(many);
      assert.deepEqual(counts([a, b, ...many]), [14, 2, 302]);
      assert.deepEqual(counts([a, b, ...many.slice(0, -1)]), [14, 0, 301]);
    });

    it('goes back as far as the run on the stage and all active runs', () => {
      assert.deepEqual(counts(many, 'run-40'), [41, 41, 300]);
      active = new Set(many.slice(60, 61));
      assert.deepEqual(counts(many, 'run-40'), [61, 20, 300]);
    });
  });
});
