import type { Outcome } from '../../run/drive/queue';
import { costOf } from '../../run/record/record';
import type { Run } from '../../run/record/store';
import { BUSY, NOT_SENT, type TaskError } from '../../task/errors';
import { roundMoney } from '../../task/prices';

/** How one task ended. `open`: its record is unchanged, because the window closes or somebody else drives it. */
export type Ending = 'succeeded' | 'partial' | 'failed' | 'detached' | 'unsent' | 'open';

/** A failure, and the run that recorded it. */
export interface Reason {
  readonly error: TaskError;
  readonly run: Run | undefined;
}

/** How a batch ended. */
export interface BatchSummary {
  readonly total: number;
  readonly count: Readonly<Record<Ending, number>>;
  /** Images that reached the disk or the task's own upload address. */
  readonly images: number;
  /** US dollars that the service reported. */
  readonly cost: number;
  /** The failure that explains best why images are missing; undefined if none are. */
  readonly reason: Reason | undefined;
}

/** What went wrong with one task. */
export function errorOf({ run, error }: Outcome): TaskError | undefined {
  return error ?? run?.record.errors[0];
}

export function endingOf(outcome: Outcome): Ending {
  const { run, error } = outcome;
  if (error?.code === BUSY) return 'open';
  if (errorOf(outcome)?.code === NOT_SENT) return 'unsent';
  if (error) return 'failed';
  switch (run?.record.state) {
    case 'succeeded':
    case 'partial':
    case 'failed':
    case 'detached':
      return run.record.state;
    default:
      return 'open';
  }
}

/** The number of a run's images that were saved, or were sent to the upload address of its task. */
export function imagesOf({ record }: Run): number {
  return record.results.filter(({ state }) => state === 'saved' || state === 'elsewhere').length;
}

/** Failures that stop everything come first, then other failures, then that somebody stopped it. */
function rank({ error }: Reason): number {
  if (error.class === 'auth' || error.class === 'quota') return 0;
  return error.class === 'aborted' ? 2 : 1;
}

function reasonOf(outcomes: readonly Outcome[]): Reason | undefined {
  const reasons: Reason[] = [];
  for (const outcome of outcomes) {
    const error = errorOf(outcome);
    if (error && !['unsent', 'open'].includes(endingOf(outcome))) reasons.push({ error, run: outcome.run });
  }
  return reasons.sort((a, b) => rank(a) - rank(b))[0];
}

/** Sums up how the tasks of a batch ended. */
export function summarizeBatch(outcomes: readonly Outcome[]): BatchSummary {
  const count = { succeeded: 0, partial: 0, failed: 0, detached: 0, unsent: 0, open: 0 };
  let images = 0;
  let cost = 0;
  for (const outcome of outcomes) {
    count[endingOf(outcome)]++;
    if (!outcome.run) continue;
    images += imagesOf(outcome.run);
    cost += costOf(outcome.run.record) ?? 0;
  }
  return { total: outcomes.length, count, images, cost: roundMoney(cost), reason: reasonOf(outcomes) };
}
