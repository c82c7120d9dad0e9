import type { ErrorClass } from '../../task/errors';
import type { RunRecord } from './record';
import { isFinal } from './state';

/** What may have failed on the way to us rather than at the making of an image; or the service may remember it. */
const PASSING: readonly ErrorClass[] = ['notFound', 'timeout', 'serverError', 'connection', 'unknown'];

/** Whether images that the service has been paid for may be made that it has not told of. */
function mayBeUntold({ accepted, expected, results, errors }: RunRecord): boolean {
  const missing = expected - results.length;
  if (!accepted || missing <= 0) return false;
  return errors.length < missing || errors.some((error) => PASSING.includes(error.class));
}

/**
 * Whether images may still be there to be collected: the run did not end, one that was made did not reach the disk, or not
 * every one that was asked for has come or certainly failed.
 */
export function canResume(record: RunRecord): boolean {
  const { state, results } = record;
  if (state !== 'failed' && state !== 'partial') return state !== 'succeeded';
  const isLacking = results.some((result) => result.state === 'failed' || result.state === 'pending');
  return isLacking || mayBeUntold(record);
}

/** Whether a run was interrupted and is to be collected without asking. A run that a person stopped waits for that person. */
export function isInterrupted({ state, errors }: RunRecord): boolean {
  if (isFinal(state)) return false;
  return state !== 'detached' || errors[0]?.class !== 'aborted';
}
