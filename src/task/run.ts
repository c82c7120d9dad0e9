/** Where a task can be sent: to the service over HTTP, or to the layout proof, which is drawn on this machine. */
export const BACKENDS = ['runware', 'proof'] as const;
export type BackendId = (typeof BACKENDS)[number];

/**
 * The life of a run:
 * - `queued`: recorded but not sent: it waits for its turn, or is known not to have reached the service
 * - `submitting`: on its way, not yet known to be accepted
 * - `waiting`: accepted; results are awaited
 * - `downloading`: every generation has ended; images are still being fetched
 * - `succeeded`, `partial`, `failed`: ended with all, some or none of the images
 * - `detached`: nobody is waiting anymore, but the service may still finish and charge; can be resumed
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
