import assert from 'node:assert/strict';
import type { Outcome } from '../../../../src/run/drive/queue';
import { BUSY, NOT_SENT } from '../../../../src/task/errors';
import { summarizeBatch } from '../../../../src/vscode/runs/summary';
import { failure, images, run } from './support';

function ended(name: string, change: Parameters<typeof run>[1] = {}): Outcome {
  const one = run(name, change);
  return { task: one.record.request, run: one, error: undefined };
}

function unsent(errorClass: 'aborted' | 'quota'): Outcome {
  return { task: run('unsent').record.request, run: undefined, error: failure(errorClass, NOT_SENT) };
}

describe('how a batch ended', () => {
  it('counts every task once, with all images and costs', () => {
    const {
      count,
      images: arrived,
      cost,
    } = summarizeBatch([
      ended('a', { state: 'succeeded', results: images(3) }),
      ended('b', { state: 'partial', results: images(1), errors: [failure('provider')] }),
      ended('c', { state: 'detached', errors: [failure('timeout')] }),
      ended('d', { state: 'failed', errors: [failure('aborted', NOT_SENT)] }),
      ended('e'),
      unsent('aborted'),
    ]);
    assert.deepEqual(count, { succeeded: 1, partial: 1, failed: 0, detached: 1, unsent: 2, open: 1 });
    assert.deepEqual([arrived, cost], [4, 0.24]);
  });

  it('is explained by the failure that stopped the rest, wherever that is in the list', () => {
    const { reason } = summarizeBatch([
      ended('a', { state: 'detached', errors: [failure('aborted')] }),
      ended('b', { state: 'failed', errors: [failure('safety')] }),
      ended('c', { state: 'failed', errors: [failure('quota', 'insufficientCredits')] }),
      unsent('quota'),
    ]);
    assert.equal(reason?.error.code, 'insufficientCredits');
    assert.equal(reason.run?.record.taskUUID, 'c');
  });

  it('has no reason if everything succeeded, or if somebody else drives the run', () => {
    const busy: Outcome = { ...ended('b'), error: failure('aborted', BUSY) };
    const { reason, count } = summarizeBatch([ended('a', { state: 'succeeded', results: images(3) }), busy]);
    assert.equal(reason, undefined);
    assert.equal(count.open, 1);
  });
});
