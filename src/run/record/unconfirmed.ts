import type { RunRecord } from './record';

/**
 * How long after a submission the service may deny that it knows the task without that being conclusive, in
 * milliseconds: it may not have processed the task yet.
 */
const DENIAL_CONCLUSIVE_AFTER = 15 * 60_000;

/**
 * When a task was last sent so that it may have arrived, in milliseconds since 1970; undefined when it certainly did
 * not arrive. Records of the first version do not say: for them the time of the last change counts.
 */
export function lastUnconfirmedSubmission({
  state,
  accepted,
  sentAt,
  updatedAt,
}: RunRecord): number | undefined {
  if (sentAt !== undefined) return sentAt === null ? undefined : Date.parse(sentAt);
  return !accepted && (state === 'submitting' || state === 'detached') ? Date.parse(updatedAt) : undefined;
}

/** Whether it is conclusive at the time `now` that the service denies a task that was last sent at `sent`. */
export function isDenialConclusive(sent: number, now = Date.now()): boolean {
  return now - sent >= DENIAL_CONCLUSIVE_AFTER;
}
