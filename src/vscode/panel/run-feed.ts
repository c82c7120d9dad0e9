import path from 'node:path';
import type { HostMessage } from '../../protocol/messages';
import type { RunView } from '../../protocol/run-view';
import type { StoredRun } from '../../run/record/run-index';

type RunsMessage = Extract<HostMessage, { readonly type: 'runs' }>;

/** What a run's view is made from. */
interface Source {
  readonly run: StoredRun;
  readonly active: boolean;
}

/** So many of the newest are told at first, more than a page shows before anything is scrolled; then so many at a time. */
const FIRST = 12;
const MORE = 100;

function idOf({ directory }: StoredRun): string {
  return path.basename(directory);
}

function isSame(a: RunsMessage | undefined, b: RunsMessage): boolean {
  return (
    a?.total === b.total &&
    a.order.length === b.order.length &&
    a.order.every((id, place) => id === b.order[place])
  );
}

/** Knows what a page was told of the runs, and tells it what is new; of the older ones only as far back as the page asks. */
export class RunFeed {
  private readonly view: (run: StoredRun, active: boolean) => RunView;
  private last: RunsMessage | undefined;
  private told = new Map<string, Source>();
  private reach = FIRST;

  constructor(view: (run: StoredRun, active: boolean) => RunView) {
    this.view = view;
  }

  /** A new page, or another document: the next message begins anew. */
  restart(): void {
    this.last = undefined;
    this.told.clear();
    this.reach = FIRST;
  }

  /** The page asks for more than it was told: for some, or for all. */
  goFurther(all: boolean): void {
    this.reach = all ? Infinity : this.reach + MORE;
  }

  /**
   * What is to be told now; undefined where the page knows it. `runs` are all there are, newest first. What goes on, and
   * `chosen`, whose image is on the stage, the page knows however old it is, and what it was told it goes on to know.
   */
  next(
    runs: readonly StoredRun[],
    isActive: (run: StoredRun) => boolean,
    chosen?: string,
  ): RunsMessage | undefined {
    const isNeeded = (run: StoredRun) => this.told.has(idOf(run)) || idOf(run) === chosen || isActive(run);
    this.reach = Math.max(this.reach, runs.findLastIndex(isNeeded) + 1);
    const told = new Map<string, Source>();
    const changed: RunView[] = [];
    for (const run of runs.slice(0, this.reach)) {
      const active = isActive(run);
      const before = this.told.get(idOf(run));
      told.set(idOf(run), { run, active });
      if (before?.run !== run || before.active !== active) changed.push(this.view(run, active));
    }
    const message: RunsMessage = { type: 'runs', order: [...told.keys()], changed, total: runs.length };
    if (changed.length === 0 && isSame(this.last, message)) return undefined;
    this.last = { ...message, changed: [] };
    this.told = told;
    return message;
  }
}
