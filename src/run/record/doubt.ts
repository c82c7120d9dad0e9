import type { RunRecord } from './record';

/**
 * How long after a sending the service may say that it does not know the task without that being believed, in milliseconds:
 * it may be behind with what it has taken.
 */
const DENIAL_COUNTS_AFTER = 15 * 60_000;

/**
 * When a task was last sent without it being certain that it did not arrive, in milliseconds; undefined where it certainly
 * did not. Of the first records, which do not say, the last change counts.
 */
export function lastDoubtfulSending({ state, accepted, sentAt, updatedAt }: RunRecord): number | undefined {
  if (sentAt !== undefined) return sentAt === null ? undefined : Date.parse(sentAt);
  return !accepted && (state === 'submitting' || state === 'detached') ? Date.parse(updatedAt) : undefined;
}

/** Whether it is believed at a moment that a task did not arrive, if the service says then that it does not know it. */
export function isDenialBelieved(sent: number, now = Date.now()): boolean {
  return now - sent >= DENIAL_COUNTS_AFTER;
}
