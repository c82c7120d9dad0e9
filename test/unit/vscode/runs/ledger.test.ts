import assert from 'node:assert/strict';
import { Ledger } from '../../../../src/vscode/runs/ledger';
import { images, run } from './support';

describe('the images and costs of a session', () => {
  it('count each run once, however often it changes', () => {
    const ledger = new Ledger();
    ledger.note(run('a', { state: 'queued' }), true);
    for (const saved of [1, 1, 2, 3]) ledger.note(run('a', { results: images(saved) }), true);
    ledger.note(run('a', { state: 'succeeded', results: images(3) }), false);
    ledger.note(run('b', { state: 'queued' }), true);
    ledger.note(run('b', { state: 'partial', results: images(1) }), false);
    assert.deepEqual(ledger.session, { images: 4, cost: 0.24 });
  });

  it('count only the new images of a run that was resumed', () => {
    const ledger = new Ledger();
    ledger.note(run('a', { results: images(2) }), true);
    ledger.note(run('a', { state: 'succeeded', results: images(3) }), false);
    assert.deepEqual(ledger.session, { images: 1, cost: 0.06 });
  });

  it('count only costs that the service reports, and proofs are free', () => {
    const ledger = new Ledger();
    ledger.note(run('a'), true);
    ledger.note(run('a', { results: images(2, null) }), true);
    assert.deepEqual(ledger.session, { images: 2, cost: 0 });
    const free = new Ledger();
    free.note(run('proof', { backend: 'proof' }), false);
    assert.ok(free.isEmpty);
  });

  it('show the current work from its start to its end, without withdrawn runs', () => {
    const ledger = new Ledger();
    ledger.note(run('before'), true);
    ledger.note(run('before', { state: 'succeeded', results: images(3) }), false);
    assert.equal(ledger.work, undefined);
    for (const name of ['a', 'b', 'c']) ledger.note(run(name, { state: 'queued' }), true);
    assert.deepEqual(ledger.work, { images: 0, expected: 9, cost: 0 });
    ledger.note(run('a', { state: 'succeeded', results: images(3) }), false);
    ledger.note(run('c', { state: 'queued' }), false);
    assert.deepEqual(ledger.work, { images: 3, expected: 6, cost: 0.18 });
    ledger.note(run('b', { state: 'failed' }), false);
    assert.equal(ledger.work, undefined);
    assert.deepEqual(ledger.session, { images: 6, cost: 0.36 });
  });
});
