import { costOf } from '../../run/record/record';
import type { Run } from '../../run/record/store';
import { roundMoney } from '../../task/prices';
import { imagesOf } from './summary';

/** Images, and US dollars as the service reported them. */
export interface Totals {
  readonly images: number;
  readonly cost: number;
}

/** What is going on: with how many images are to come in all. */
export interface Work extends Totals {
  readonly expected: number;
}

interface Account {
  /** As the run stood when it was first seen: what came before is not of this session. */
  readonly before: Totals;
  readonly run: Run;
  readonly active: boolean;
  /** The stretch of work that the run belongs to. */
  readonly stretch: number;
}

function totalsOf(run: Run): Totals {
  return { images: imagesOf(run), cost: costOf(run.record) ?? 0 };
}

/** Counts what the runs of one session bring and cost, each once, however often it changes. Proofs are free and not counted. */
export class Ledger {
  private readonly accounts = new Map<string, Account>();
  private stretch = 0;

  /** Takes note of a run as it stands: at its first change at the latest, then at each. */
  note(run: Run, active: boolean): void {
    if (run.record.backend !== 'runware') return;
    const { stretch } = this;
    const before = this.accounts.get(run.directory)?.before ?? totalsOf(run);
    this.accounts.set(run.directory, { before, run, active, stretch });
    if (![...this.accounts.values()].some((account) => account.active)) this.stretch++;
  }

  /** Whether anything was ever noted. */
  get isEmpty(): boolean {
    return this.accounts.size === 0;
  }

  /** What came in and was charged in this session. */
  get session(): Totals {
    return this.sum([...this.accounts.values()]);
  }

  /** What the present stretch of work has brought; undefined while nothing is going on. */
  get work(): Work | undefined {
    const accounts = [...this.accounts.values()].filter(({ stretch }) => stretch === this.stretch);
    if (accounts.length === 0) return undefined;
    // What ended as queued was withdrawn.
    const counted = accounts.filter(({ active, run }) => active || run.record.state !== 'queued');
    return {
      images: counted.reduce((sum, { run }) => sum + imagesOf(run), 0),
      expected: counted.reduce((sum, { run }) => sum + run.record.expected, 0),
      cost: this.sum(counted).cost,
    };
  }

  private sum(accounts: readonly Account[]): Totals {
    const sums = { images: 0, cost: 0 };
    for (const { before, run } of accounts) {
      const now = totalsOf(run);
      sums.images += now.images - before.images;
      sums.cost += now.cost - before.cost;
    }
    return { images: sums.images, cost: roundMoney(sums.cost) };
  }
}
