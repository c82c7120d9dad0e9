import { costOf } from '../../run/record/record';
import type { Run } from '../../run/record/store';
import { roundMoney } from '../../task/prices';
import { imagesOf } from './summary';

/** The number of images, and their cost in US dollars as the service reported it. */
export interface Totals {
  readonly images: number;
  readonly cost: number;
}

/** The current work: `expected` images in all. */
export interface Work extends Totals {
  readonly expected: number;
}

interface Account {
  /** The totals when the run was first seen: those do not belong to this session. */
  readonly before: Totals;
  readonly run: Run;
  readonly active: boolean;
  /** The stretch of work that the run belongs to. */
  readonly stretch: number;
}

function totalsOf(run: Run): Totals {
  return { images: imagesOf(run), cost: costOf(run.record) ?? 0 };
}

/** Counts the images and costs of the runs of one session, each once. Proofs are free and not counted. */
export class Ledger {
  private readonly accounts = new Map<string, Account>();
  private stretch = 0;

  /** Records the current state of a run. To be called at each change from the first one on. */
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

  /** The images and costs of this session. */
  get session(): Totals {
    return this.sum([...this.accounts.values()]);
  }

  /** The images and costs of the current stretch of work; undefined while nothing is going on. */
  get work(): Work | undefined {
    const accounts = [...this.accounts.values()].filter(({ stretch }) => stretch === this.stretch);
    if (accounts.length === 0) return undefined;
    // A run that ended as queued was withdrawn.
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
