import { commands, l10n, type LogOutputChannel, ProgressLocation, window, workspace } from 'vscode';
import type { RunwareBackend } from '../../backend/runware/backend';
import { messageOf, ServiceError } from '../../task/errors';
import { formatMoney } from '../../task/prices';
import { explainRestriction } from '../generate/hints';
import type { ApiKey } from '../platform/api-key';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';
import { plain } from '../platform/plain';
import type { Connections } from '../runs/connections';
import { actionsFor, failureMessage } from '../runs/failure';
import type { Spending } from '../runs/spending';

/** Nobody waits longer than this for a number. */
const PATIENCE_MS = 15_000;

/** Shows its progress in the status bar, where people usually click to ask. */
function ask(backend: RunwareBackend): Thenable<number> {
  const options = { location: ProgressLocation.Window, title: l10n.t('Asking for the balance') };
  return window.withProgress(options, () => backend.balance(AbortSignal.timeout(PATIENCE_MS)));
}

/** `Structured Prompt: Show Balance`: what the account holds, and what this session has cost. */
export class ShowBalanceCommand implements Command {
  readonly id = COMMANDS.showBalance;
  private readonly connections: Connections;
  private readonly apiKey: ApiKey;
  private readonly spending: Spending;
  private readonly log: LogOutputChannel;

  constructor(connections: Connections, apiKey: ApiKey, spending: Spending, log: LogOutputChannel) {
    this.connections = connections;
    this.apiKey = apiKey;
    this.spending = spending;
    this.log = log;
  }

  async execute(): Promise<void> {
    if (!workspace.isTrusted) {
      explainRestriction();
      return;
    }
    if (!(await this.apiKey.isSet())) return this.explainMissingKey();
    try {
      const balance = await ask(this.connections.runware());
      const message = l10n.t('Balance: ${0}.', formatMoney(balance));
      void window.showInformationMessage([message, this.spending.message ?? ''].join(' ').trim());
    } catch (error) {
      void this.explain(error);
    }
  }

  private async explainMissingKey(): Promise<void> {
    const setKey = l10n.t('Set API Key…');
    const message = l10n.t('There is no balance to show without an API key.');
    const chosen = await window.showInformationMessage(message, setKey);
    if (chosen === setKey) await commands.executeCommand(COMMANDS.setApiKey);
  }

  private async explain(error: unknown): Promise<void> {
    const reason = messageOf(error);
    this.log.warn(`balance: ${reason}`);
    if (!(error instanceof ServiceError)) {
      void window.showErrorMessage(l10n.t('Nothing was sent. {0}', plain(reason)));
      return;
    }
    const [first] = error.errors;
    // The time limit ended the wait, not the person.
    const message =
      first.class === 'aborted' ? l10n.t('The service did not answer in time.') : failureMessage(first);
    const chosen = await window.showErrorMessage(message, ...actionsFor({ error: first, run: undefined }));
    await chosen?.run();
  }
}
