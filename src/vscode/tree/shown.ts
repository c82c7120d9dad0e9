import { costOf } from '../../run/record/record';
import type { RunIndex, StoredRun } from '../../run/record/run-index';
import { roundMoney, sumOfKnown } from '../../task/prices';

/** A run as the tree showed it. */
export interface ShownRun {
  readonly run: StoredRun;
  readonly active: boolean;
}

function hasSameImages(a: StoredRun, b: StoredRun): boolean {
  return a.record.results.every(({ file }) => file === null || a.files.has(file) === b.files.has(file));
}

/**
 * Whether runs still look the same in the tree. New thumbnails do not count: if a row is redrawn during a click, the click
 * is lost.
 */
export function isSameLook(before: readonly ShownRun[], after: readonly ShownRun[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ run, active }, index) => {
      const now = after[index];
      return (
        now?.active === active &&
        now.run.record === run.record &&
        now.run.annotations === run.annotations &&
        hasSameImages(run, now.run)
      );
    })
  );
}

/** The totals of the runs of one or of all documents. */
export interface RunTotals {
  readonly runs: number;
  readonly unreadable: number;
  /** The cost in US dollars, as the service reported it. */
  readonly cost: number;
}

export function totalsOf({ runs, unreadable }: RunIndex): RunTotals {
  const cost = sumOfKnown(runs.map(({ record }) => costOf(record))) ?? 0;
  return { runs: runs.length, unreadable: unreadable.length, cost };
}

export function sumOf(totals: Iterable<RunTotals>): RunTotals {
  const sum = { runs: 0, unreadable: 0, cost: 0 };
  for (const { runs, unreadable, cost } of totals) {
    sum.runs += runs;
    sum.unreadable += unreadable;
    sum.cost = roundMoney(sum.cost + cost);
  }
  return sum;
}

export function isSameTotals(a: RunTotals | undefined, b: RunTotals): boolean {
  return a?.runs === b.runs && a.unreadable === b.unreadable && a.cost === b.cost;
}
