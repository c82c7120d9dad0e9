import type { HostMessage } from '../protocol/messages';
import type { RunView } from '../protocol/run-view';

/** The runs as the host last told of them: it sends only those that changed. */
export class RunBook {
  /** Newest first; the same objects for runs that did not change. */
  list: readonly RunView[] = [];
  /** How many there are beside those of the list. */
  older = 0;
  private byId = new Map<string, RunView>();

  receive({ order, changed, total }: Extract<HostMessage, { type: 'runs' }>): void {
    for (const run of changed) this.byId.set(run.id, run);
    this.list = order.flatMap((id) => this.byId.get(id) ?? []);
    this.older = total - this.list.length;
    this.byId = new Map(this.list.map((run) => [run.id, run]));
  }
}
