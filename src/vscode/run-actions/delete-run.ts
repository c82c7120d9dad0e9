import path from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { acquireLease } from '../../run/files/lease';
import { canResume } from '../../run/record/resumable';
import type { Run } from '../../run/record/store';
import { exists } from '../platform/files';
import type { RunService } from '../runs/run-service';

function explainBusy(): void {
  void window.showInformationMessage(
    l10n.t('This run is being worked on. Cancel it first, or wait for its end.'),
  );
}

/** What is lost in addition to the folder. */
function lossOf({ record }: Run): string {
  const isOpen = record.backend === 'runware' && record.state !== 'queued' && canResume(record);
  return isOpen ? l10n.t('Images of it that the service still has can then not be collected any more.') : '';
}

async function confirm(run: Run, useTrash: boolean): Promise<boolean> {
  const name = path.basename(run.directory);
  const question = useTrash
    ? l10n.t('Are you sure you want to delete the run "{0}" and its images?', name)
    : l10n.t('Are you sure you want to permanently delete the run "{0}" and its images?', name);
  const fate = useTrash
    ? l10n.t('You can restore the folder from the trash.')
    : l10n.t('This action is irreversible!');
  const detail = [lossOf(run), fate].join('\n').trim();
  const act = useTrash ? l10n.t('Move to Trash') : l10n.t('Delete');
  return (await window.showWarningMessage(question, { modal: true, detail }, act)) === act;
}

/** Asks again without a trash, which a remote machine or a network disk may not have. */
async function confirmWithoutTrash(): Promise<boolean> {
  const act = l10n.t('Delete Permanently');
  const question = l10n.t('The run could not be moved to the trash. Do you want to permanently delete it?');
  const detail = l10n.t('This action is irreversible!');
  return (await window.showWarningMessage(question, { modal: true, detail }, act)) === act;
}

async function remove(run: Run, useTrash: boolean): Promise<void> {
  const folder = Uri.file(run.directory);
  const lease = await acquireLease(run.directory);
  if (!lease) {
    explainBusy();
    return;
  }
  try {
    await workspace.fs.delete(folder, { recursive: true, useTrash });
  } finally {
    await lease.release();
  }
}

/** Asks, then deletes a run that nobody is working on. It goes to the trash if there is one. */
export async function deleteRun(run: Run, runs: RunService): Promise<void> {
  if (runs.isActive(run)) {
    explainBusy();
    return;
  }
  const useTrash = workspace.getConfiguration('files').get<unknown>('enableTrash') !== false;
  if (!(await confirm(run, useTrash))) return;
  try {
    await remove(run, useTrash);
  } catch (error) {
    // Someone else has deleted it in the meantime.
    if (!(await exists(Uri.file(run.directory)))) return;
    if (!useTrash) throw error;
    if (await confirmWithoutTrash()) await remove(run, false);
  } finally {
    await runs.refresh([run.directory]);
  }
}
