import { costOf } from '../../run/record/record';
import type { RunIndex } from '../../run/record/run-index';
import { roundMoney, sumOfKnown } from '../../task/prices';

/** What the runs of a document, or of all, come to. */
export interface RunTotals {
  readonly runs: number;
  readonly unreadable: number;
  /** US dollars, as the service reported them. */
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
