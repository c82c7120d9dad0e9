import type { ErrorClass } from '../../task/errors';
import type { RunRecord } from './record';
import { isFinal } from './state';

/**
 * Failures that may lie in the connection rather than in the generation of an image, or that the service may recover
 * from.
 */
const TRANSIENT: readonly ErrorClass[] = ['notFound', 'timeout', 'serverError', 'connection', 'unknown'];

/** Whether the service may have made images, and charged for them, that it has not reported. */
function mayHaveUnreportedImages({ accepted, expected, results, errors }: RunRecord): boolean {
  const missing = expected - results.length;
  if (!accepted || missing <= 0) return false;
  return errors.length < missing || errors.some((error) => TRANSIENT.includes(error.class));
}

/**
 * Whether there may still be images to collect: the run did not end, an image that was made did not reach the disk,
 * or some that were asked for have neither arrived nor certainly failed.
 */
export function canResume(record: RunRecord): boolean {
  const { state, results } = record;
  if (state !== 'failed' && state !== 'partial') return state !== 'succeeded';
  const lacksImages = results.some((result) => result.state === 'failed' || result.state === 'pending');
  return lacksImages || mayHaveUnreportedImages(record);
}

/**
 * Whether a run was interrupted and is to be resumed without asking. A run that a person stopped waits for that
 * person.
 */
export function isInterrupted({ state, errors }: RunRecord): boolean {
  if (isFinal(state)) return false;
  return state !== 'detached' || errors[0]?.class !== 'aborted';
}
