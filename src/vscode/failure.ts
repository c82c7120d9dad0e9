import { commands, l10n, Uri, ViewColumn, window } from 'vscode';
import path from 'node:path';
import type { ErrorView } from '../protocol/messages';
import type { Run } from '../run/store';
import type { ErrorClass, TaskError } from '../task/errors';
import { explain } from '../task/explain';
import { COMMANDS } from './contributions';

/** A failure in the words of the panel and the notifications. */
export function errorView(error: TaskError): ErrorView {
  const { title, advice } = explain(error, l10n.t);
  return { class: error.class, title, advice, message: error.message, code: error.code };
}

/** Opens a file of a run's record, which is what was sent and what came of it: to read, not to change. */
export async function showRecord(run: Run, file: string): Promise<void> {
  await window.showTextDocument(Uri.file(path.join(run.directory, file)), { viewColumn: ViewColumn.One });
  await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
}

/** Opens what a run has written down. */
export async function showDetails(run: Run): Promise<void> {
  await showRecord(run, 'run.json');
}

interface Action {
  readonly title: string;
  run(): Thenable<unknown>;
}

function actionsFor(errorClass: ErrorClass, run: Run): Action[] {
  const details: Action = { title: l10n.t('Details'), run: () => showDetails(run) };
  const log: Action = { title: l10n.t('Show Log'), run: () => commands.executeCommand(COMMANDS.showLog) };
  if (errorClass !== 'auth') return [details, log];
  const setKey = { title: l10n.t('Set API Key…'), run: () => commands.executeCommand(COMMANDS.setApiKey) };
  return [setKey, details];
}

/** Says how a run ended when it did not bring everything. Success needs no word: the images are in the panel. */
export async function reportOutcome(run: Run): Promise<void> {
  const { record } = run;
  const [error] = record.errors;
  if (record.state === 'succeeded' || !error) return;
  if (error.class === 'aborted') {
    const text = l10n.t('Stopped waiting. What was sent goes on at the service and may be charged.');
    if (record.state === 'detached') void window.showInformationMessage(text);
    return;
  }
  const { title, advice } = explain(error, l10n.t);
  const words = l10n.t('{0}: "{1}" {2} (Task {3})', title, error.message, advice, record.taskUUID);
  const actions = actionsFor(error.class, run);
  const saved = record.results.filter((result) => result.state === 'saved').length;
  const chosen =
    record.state === 'partial'
      ? await window.showWarningMessage(
          l10n.t('{0} of {1} images arrived. {2}', saved, record.expected, words),
          ...actions,
        )
      : await window.showErrorMessage(words, ...actions);
  await chosen?.run();
}
