import type { RunState } from '../../task/run';

/**
 * What may follow a state. What was broken off is taken up where nothing is missed: by asking. An ended run is taken up
 * again only for images that did not reach the disk.
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

/** Whether a run may go from one state to another. Staying is always allowed. */
export function mayFollow(from: RunState, to: RunState): boolean {
  return from === to || NEXT_STATES[from].includes(to);
}

/** Whether the run has ended for good. */
export function isFinal(state: RunState): boolean {
  return state === 'succeeded' || state === 'partial' || state === 'failed';
}
