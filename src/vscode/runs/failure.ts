import path from 'node:path';
import { commands, l10n } from 'vscode';
import { RECORD, type Run } from '../../run/record/store';
import type { TaskError } from '../../task/errors';
import { explain } from '../../task/explain';
import { COMMANDS } from '../platform/contributions';
import { showReadOnly } from '../platform/editor';
import { plain } from '../platform/plain';
import type { Reason } from './summary';

/** A failure in a sentence or two: what happened, the service's message, and what to do. */
export function failureMessage(error: TaskError, isOpen = false): string {
  const { title, advice } = explain(error, l10n.t, isOpen);
  return l10n.t('{0}: "{1}" {2}', title, plain(error.message), advice);
}

/** Opens the record of a run, read-only. */
export async function showDetails(run: Run): Promise<void> {
  await showReadOnly(path.join(run.directory, RECORD));
}

/** A button of a notification. */
export interface Action {
  readonly title: string;
  run(): Thenable<unknown>;
}

/** What a person can do about a failure. */
export function actionsFor({ error, run }: Reason): readonly Action[] {
  const actions: Action[] = [];
  if (error.class === 'auth') {
    const title = l10n.t('Set API Key…');
    actions.push({ title, run: () => commands.executeCommand(COMMANDS.setApiKey) });
  }
  if (run) actions.push({ title: l10n.t('Show Details'), run: () => showDetails(run) });
  if (error.class !== 'auth') {
    actions.push({ title: l10n.t('Show Log'), run: () => commands.executeCommand(COMMANDS.showLog) });
  }
  return actions;
}
