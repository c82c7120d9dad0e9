import type { RunState } from '../../task/run';

/**
 * The states that may follow each state. An interrupted run continues where nothing can be missed: with asking the
 * service. An ended run continues only for images that did not reach the disk.
 */
export const NEXT_STATES: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['submitting'],
  submitting: ['queued', 'waiting', 'failed', 'detached'],
  waiting: ['downloading', 'partial', 'succeeded', 'failed', 'detached'],
  downloading: ['succeeded', 'partial', 'failed', 'waiting', 'detached'],
  succeeded: [],
  partial: ['waiting'],
  failed: ['waiting'],
  detached: ['submitting', 'waiting'],
};

/** Whether a run may change from one state to another. Keeping the state is always allowed. */
export function mayFollow(from: RunState, to: RunState): boolean {
  return from === to || NEXT_STATES[from].includes(to);
}

/** Whether the run has ended for good. */
export function isFinal(state: RunState): boolean {
  return state === 'succeeded' || state === 'partial' || state === 'failed';
}
