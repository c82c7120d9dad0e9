import path from 'node:path';
import type { HostMessage } from '../../protocol/messages';
import type { RunView } from '../../protocol/run-view';
import type { StoredRun } from '../../run/record/run-index';

type RunsMessage = Extract<HostMessage, { readonly type: 'runs' }>;

/** The source of a run's view. */
interface Source {
  readonly run: StoredRun;
  readonly active: boolean;
}

/**
 * The number of newest runs to send first, more than a page shows before it is scrolled; then the number to add on each
 * request.
 */
const FIRST = 12;
const MORE = 100;

function idOf({ directory }: StoredRun): string {
  return path.basename(directory);
}

function isSame(a: RunsMessage | undefined, b: RunsMessage): boolean {
  return (
    a?.total === b.total &&
    a.order.length === b.order.length &&
    a.order.every((id, index) => id === b.order[index])
  );
}

/**
 * Keeps track of the runs that a page has, and makes messages with what is new: of older runs only as many as the page
 * asks for.
 */
export class RunFeed {
  private readonly view: (run: StoredRun, active: boolean) => RunView;
  private last: RunsMessage | undefined;
  private sent = new Map<string, Source>();
  private reach = FIRST;

  constructor(view: (run: StoredRun, active: boolean) => RunView) {
    this.view = view;
  }

  /** Starts again for a new page or another document. */
  restart(): void {
    this.last = undefined;
    this.sent.clear();
    this.reach = FIRST;
  }

  /** Goes further back, by some runs or to the first. */
  goFurther(all: boolean): void {
    this.reach = all ? Infinity : this.reach + MORE;
  }

  /**
   * The message to send now; undefined if the page has all of it. `runs` are all runs, newest first. However old they
   * are, the page gets active runs and `chosen`, whose image is on the stage, and keeps what it has.
   */
  next(
    runs: readonly StoredRun[],
    isActive: (run: StoredRun) => boolean,
    chosen?: string,
  ): RunsMessage | undefined {
    const isNeeded = (run: StoredRun) => this.sent.has(idOf(run)) || idOf(run) === chosen || isActive(run);
    this.reach = Math.max(this.reach, runs.findLastIndex(isNeeded) + 1);
    const sent = new Map<string, Source>();
    const changed: RunView[] = [];
    for (const run of runs.slice(0, this.reach)) {
      const active = isActive(run);
      const before = this.sent.get(idOf(run));
      sent.set(idOf(run), { run, active });
      if (before?.run !== run || before.active !== active) changed.push(this.view(run, active));
    }
    const message: RunsMessage = { type: 'runs', order: [...sent.keys()], changed, total: runs.length };
    if (changed.length === 0 && isSame(this.last, message)) return undefined;
    this.last = { ...message, changed: [] };
    this.sent = sent;
    return message;
  }
}
