import path from 'node:path';
import type { HostMessage, RunView } from '../../protocol/messages';
import type { StoredRun } from '../../run/run-index';

type RunsMessage = Extract<HostMessage, { readonly type: 'runs' }>;

/** What a run's view is made from. */
interface Source {
  readonly run: StoredRun;
  readonly active: boolean;
}

function isSame(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a?.length === b.length && b.every((id, place) => id === a[place]);
}

/** Knows what a page was told of the runs, and tells it the rest. */
export class RunFeed {
  private readonly view: (run: StoredRun, active: boolean) => RunView;
  private order: readonly string[] | undefined;
  private told = new Map<string, Source>();

  constructor(view: (run: StoredRun, active: boolean) => RunView) {
    this.view = view;
  }

  /** A new page, or another document: the next message has all. */
  restart(): void {
    this.order = undefined;
    this.told.clear();
  }

  /** What is to be told now; undefined where the page knows it all. `runs` are newest first. */
  next(runs: readonly StoredRun[], isActive: (run: StoredRun) => boolean): RunsMessage | undefined {
    const order = runs.map(({ directory }) => path.basename(directory));
    const told = new Map<string, Source>();
    const changed: RunView[] = [];
    for (const [place, id] of order.entries()) {
      const run = runs[place];
      if (!run) continue;
      const active = isActive(run);
      const before = this.told.get(id);
      told.set(id, { run, active });
      if (before?.run !== run || before.active !== active) changed.push(this.view(run, active));
    }
    if (changed.length === 0 && isSame(this.order, order)) return undefined;
    this.order = order;
    this.told = told;
    return { type: 'runs', order, changed };
  }
}
