import type { HostMessage } from '../../protocol/messages';
import type { RunView } from '../../protocol/run-view';

/** The list of runs, kept up to date by the host's messages, which contain only the runs that changed. */
export class RunList {
  /** Newest first; the same objects for runs that did not change. */
  runs: readonly RunView[] = [];
  /** How many runs the host has not sent yet. */
  older = 0;
  private byId = new Map<string, RunView>();

  receive({ order, changed, total }: Extract<HostMessage, { type: 'runs' }>): void {
    for (const run of changed) this.byId.set(run.id, run);
    this.runs = order.flatMap((id) => this.byId.get(id) ?? []);
    this.older = total - this.runs.length;
    this.byId = new Map(this.runs.map((run) => [run.id, run]));
  }
}
