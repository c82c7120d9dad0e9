import { lstat, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { commands, env, FileType, l10n, Uri, UIKind, window, workspace } from 'vscode';
import { isInside } from '../../run/record/folder';
import { plain } from './plain';

/** Whether there is a file or folder at an address. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Whether there is a file at an address, or a link to one. */
export async function isFile(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}

/** Shows a file or folder in the system's file manager, or in the explorer of a remote window. */
export async function reveal(file: string): Promise<void> {
  const isLocal = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  await commands.executeCommand(isLocal ? 'revealFileInOS' : 'revealInExplorer', Uri.file(file));
}

/**
 * The target of a link in a workspace folder, if it is outside that folder or does not exist; undefined for any other
 * file.
 */
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
 * Whether a file that a person chose may be written to. The editor follows links. A link that leads out of the workspace
 * may not be the person's own, so this asks first.
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
