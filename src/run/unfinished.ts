import type { RunRecord } from './record';
import { isFinal } from './state';

/**
 * Whether images may still be there to be collected: the run did not end, one that was made did not reach the disk, or the
 * service did not know the task any more that it had accepted, which it may remember.
 */
export function canResume({ state, accepted, results, errors }: RunRecord): boolean {
  if (state === 'failed' || state === 'partial') {
    const wasForgotten = accepted && errors.some((error) => error.class === 'notFound');
    return wasForgotten || results.some((result) => result.state === 'failed' || result.state === 'pending');
  }
  return state !== 'succeeded';
}

/** Whether a run was broken off and is to be taken up unasked. What a person stopped waits for that person. */
export function isLeftOver({ state, errors }: RunRecord): boolean {
  if (isFinal(state)) return false;
  return state !== 'detached' || errors[0]?.class !== 'aborted';
}
