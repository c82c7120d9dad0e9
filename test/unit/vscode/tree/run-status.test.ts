import assert from 'node:assert/strict';
import { statusOf } from '../../../../src/vscode/tree/run-status';
import { run } from '../runs/support';
import { RUN_STATES } from '../../../../src/task/run';

describe('the status of a run', () => {
  const statuses = (active: boolean) =>
    RUN_STATES.map((state) => statusOf(run('a', { state }).record, active));

  it('shows the progress of a run that this window works on', () => {
    assert.deepEqual(statuses(true), [
      'waiting-turn',
      'working',
      'working',
      'working',
      'succeeded',
      'partial',
      'failed',
      'working',
    ]);
  });

  it('shows what happened to any other run that did not end', () => {
    assert.deepEqual(statuses(false), [
      'unsent',
      'interrupted',
      'interrupted',
      'interrupted',
      'succeeded',
      'partial',
      'failed',
      'detached',
    ]);
  });
});
