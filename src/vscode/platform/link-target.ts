import { lstat, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { l10n, type Uri, window, workspace } from 'vscode';
import { isInside } from '../../run/record/folder';
import { plain } from './plain';

/** Where a link in a workspace folder leads, if that is outside of it or nowhere; undefined for anything else. */
async function outsideTarget(file: Uri): Promise<string | undefined> {
  const folder = workspace.getWorkspaceFolder(file)?.uri;
  if (file.scheme !== 'file' || folder?.scheme !== 'file') return undefined;
  const there = await lstat(file.fsPath).catch(() => undefined);
  if (!there?.isSymbolicLink()) return undefined;
  const target = await realpath(file.fsPath).catch(() => undefined);
  if (target === undefined) return path.resolve(path.dirname(file.fsPath), await readlink(file.fsPath));
  return isInside(await realpath(folder.fsPath), target) ? undefined : target;
}

/**
 * Whether a file that a person chose may be written to. As with any file in the editor, a link is followed; one that leads
 * out of the workspace may not be the person's own, and is asked about.
 */
export async function mayWriteTo(file: Uri): Promise<boolean> {
  const target = await outsideTarget(file);
  if (target === undefined) return true;
  const goOn = l10n.t('Write There');
  const question = l10n.t(
    '{0} is a link that leads out of the workspace, to {1}. Write there?',
    plain(path.basename(file.fsPath)),
    plain(target),
  );
  return (await window.showWarningMessage(question, { modal: true }, goOn)) === goOn;
}
