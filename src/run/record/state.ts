/**
 * The life of a run:
 * - `queued`: written down, not sent: it waits for its turn, or was found not to have reached the service
 * - `submitting`: on its way, not yet known to be accepted
 * - `waiting`: accepted; results are awaited
 * - `downloading`: every generation has ended; images are still being fetched
 * - `succeeded`, `partial`, `failed`: ended with all, some or none of the images
 * - `detached`: nobody waits any more, but the service may still finish and charge; can be resumed
 */
export const RUN_STATES = [
  'queued',
  'submitting',
  'waiting',
  'downloading',
  'succeeded',
  'partial',
  'failed',
  'detached',
] as const;
export type RunState = (typeof RUN_STATES)[number];

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
