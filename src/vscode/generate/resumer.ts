import path from 'node:path';
import { l10n, window, workspace } from 'vscode';
import { lintDocument } from '../../lint/lint';
import { displayName } from '../../prompt/kind';
import type { RunRecord } from '../../run/record/record';
import type { Run } from '../../run/record/store';
import { summarize } from '../../task/build';
import { formatMoney } from '../../task/prices';
import { plain } from '../platform/plain';
import { SingleFlight } from '../platform/single-flight';
import type { Connections } from '../runs/connections';
import { driveBatch } from '../runs/drive';
import { reportBatch } from '../runs/report';
import type { RunService } from '../runs/run-service';
import { confirmPurchase } from './confirm';
import { explainRestriction } from './hints';

/**
 * Why the service would refuse a run's task; undefined if it would not. The record comes from a file, which anybody may
 * have written, so its task is checked like any other.
 */
export function refusalOf({ request }: Pick<RunRecord, 'request'>): string | undefined {
  const linted = lintDocument('request.image-task.json', JSON.stringify(request));
  return linted.problems.find(({ blocking }) => blocking)?.message;
}

/** Asks before anything is sent that may cost money. */
async function mayBeSent({ record }: Run): Promise<boolean> {
  if (record.accepted || record.backend === 'proof') return true;
  // It was certainly not sent: this is a generation like any other.
  if (record.state === 'queued') return confirmPurchase([record.request]);
  const goOn = l10n.t('Continue');
  const question = l10n.t(
    'It is not known whether the service has this task. If it does not, it is sent now for about ${0}.',
    formatMoney(summarize(record.request).price),
  );
  return (await window.showWarningMessage(question, { modal: true }, goOn)) === goOn;
}

/** Resumes runs on a person's request. */
export class Resumer {
  private readonly runs: RunService;
  private readonly connections: Connections;
  private readonly starting = new SingleFlight();

  constructor(runs: RunService, connections: Connections) {
    this.runs = runs;
    this.connections = connections;
  }

  /** Collects the images of an unfinished run, or sends it if it never was. Failures are shown, never thrown. */
  async resume(run: Run): Promise<void> {
    if (this.runs.isActive(run)) return;
    await this.starting.run(run.directory, () => this.start(run));
  }

  /** Sends runs that were saved and never sent. */
  async send(runs: readonly Run[]): Promise<void> {
    await this.drive(runs, l10n.t('earlier tasks'));
  }

  private async start(run: Run): Promise<void> {
    const { record, directory } = run;
    if (record.backend === 'runware' && !workspace.isTrusted) {
      explainRestriction();
      return;
    }
    const refusal = refusalOf(record);
    if (refusal !== undefined) {
      void window.showErrorMessage(l10n.t('This run cannot be resumed. {0}', plain(refusal)));
      return;
    }
    if (await mayBeSent(run)) await this.drive([run], displayName(path.dirname(directory)));
  }

  private async drive(runs: readonly Run[], name: string): Promise<void> {
    const [first] = runs;
    if (!first) return;
    const title = { name, backend: first.record.backend, total: runs.length };
    const outcomes = await driveBatch(this.connections, title, (batch) =>
      this.runs.resume(runs, true, batch),
    );
    void reportBatch(outcomes);
  }
}
