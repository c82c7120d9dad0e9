import { type Disposable, l10n, type LogOutputChannel, window, workspace } from 'vscode';
import type { Run } from '../../run/record/store';
import { priceOf } from '../../task/build';
import { formatMoney } from '../../task/prices';
import type { RunLocations } from '../documents/run-locations';
import type { ApiKey } from '../platform/api-key';
import type { Connections } from '../runs/connections';
import type { RunService } from '../runs/run-service';
import { type Arrival, collectInterrupted, findInterrupted } from './collect-interrupted';
import type { Resumer } from './resumer';

/** Another window may close with runs unfinished: the runs that it worked on are checked again after this time. */
const LOOK_AGAIN_MS = 15_000;

export interface InterruptedRunServices {
  readonly runs: RunService;
  readonly connections: Connections;
  readonly apiKey: ApiKey;
  readonly resumer: Resumer;
  readonly locations: RunLocations;
  readonly log: LogOutputChannel;
  /** Shows a run in the panel, or its folder. */
  readonly show: (run: Run) => Promise<void>;
}

function arrivalMessage({ images, runs, cost }: Arrival): string {
  const dollars = formatMoney(cost);
  if (images === 1) return l10n.t('1 image of an earlier run has arrived (${0}).', dollars);
  return runs === 1
    ? l10n.t('{0} images of an earlier run have arrived (${1}).', images, dollars)
    : l10n.t('{0} images of {1} earlier runs have arrived (${2}).', images, runs, dollars);
}

function unsentMessage(unsent: readonly Run[]): string {
  const price = priceOf(unsent.map(({ record }) => record.request));
  return unsent.length === 1
    ? l10n.t('1 task was written down but never sent. Send it now for about ${0}?', formatMoney(price))
    : l10n.t(
        '{0} tasks were written down but never sent. Send them now for about ${1}?',
        unsent.length,
        formatMoney(price),
      );
}

/** Collects the runs that a closed window or a killed program left unfinished: quietly, and without sending anything. */
export class InterruptedRuns implements Disposable {
  private readonly services: InterruptedRunServices;
  private readonly subscriptions: readonly Disposable[];
  private readonly timers = new Set<NodeJS.Timeout>();
  /** The folders of the runs that the person was asked about, so that nobody is asked twice. */
  private readonly offered = new Set<string>();
  private disposed = false;

  constructor(services: InterruptedRunServices) {
    this.services = services;
    this.subscriptions = [
      workspace.onDidGrantWorkspaceTrust(() => this.lookEverywhere()),
      // Without a key, or with another one, the service could not be asked for these runs.
      services.apiKey.onDidChange(() => this.lookEverywhere()),
      workspace.onDidChangeWorkspaceFolders(({ added }) => added.length > 0 && this.lookEverywhere()),
    ];
    this.lookEverywhere();
  }

  dispose(): void {
    this.disposed = true;
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const timer of this.timers) clearTimeout(timer);
  }

  private lookEverywhere(): void {
    const { runs, locations } = this.services;
    this.look(runs.roots.all().then((below) => [...locations.roots, ...below]));
  }

  private look(roots: Promise<readonly string[]> | readonly string[]): void {
    this.collectBelow(roots).catch((error: unknown) => {
      this.services.log.error(error instanceof Error ? error : String(error));
    });
  }

  private async collectBelow(roots: Promise<readonly string[]> | readonly string[]): Promise<void> {
    const { apiKey, runs, connections } = this.services;
    if (!workspace.isTrusted || !(await apiKey.isSet())) return;
    const found = await findInterrupted(await roots, runs);
    if (found.length === 0) return;
    const backend = connections.runware();
    const { arrived, unsent, busy } = collectInterrupted(found, runs, {
      backend,
      signal: new AbortController().signal,
    });
    await Promise.all([
      unsent.then((list) => this.offer(list)),
      arrived.then((arrival) => this.announce(arrival)),
      busy.then((folders) => this.lookAgain(folders)),
    ]);
  }

  private lookAgain(folders: readonly string[]): void {
    if (folders.length === 0 || this.disposed) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.look(folders);
    }, LOOK_AGAIN_MS);
    this.timers.add(timer);
  }

  private async announce(arrival: Arrival | undefined): Promise<void> {
    if (!arrival) return;
    const show = l10n.t('Show');
    const chosen = await window.showInformationMessage(arrivalMessage(arrival), show);
    if (chosen === show) await this.services.show(arrival.newest);
  }

  private async offer(found: readonly Run[]): Promise<void> {
    const unsent = found.filter(({ directory }) => !this.offered.has(directory));
    if (unsent.length === 0) return;
    for (const { directory } of unsent) this.offered.add(directory);
    const send = l10n.t('Send');
    const discard = l10n.t('Discard');
    const chosen = await window.showInformationMessage(unsentMessage(unsent), send, discard);
    if (chosen === send) await this.services.resumer.send(unsent);
    if (chosen === discard) await this.discard(unsent);
  }

  private async discard(unsent: readonly Run[]): Promise<void> {
    const { runs, log } = this.services;
    for (const run of unsent) {
      await runs.discard(run).catch((error: unknown) => log.warn(`${run.directory}: ${String(error)}`));
    }
  }
}
