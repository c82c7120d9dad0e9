import path from 'node:path';
import { commands, env, FileSystemError, l10n, Uri, UIKind, window, workspace } from 'vscode';
import { displayName } from '../../prompt/kind';
import { withOrigin } from '../../run/origin';
import type { Run } from '../../run/store';
import { plain } from '../plain';

function imageFile(run: Run, index: number): string | undefined {
  const file = run.record.results[index]?.file ?? undefined;
  return file === undefined ? undefined : path.join(run.directory, file);
}

/** Saves an image of a run, with its origin in it, at a place of the person's choice. */
export async function saveImageAs(run: Run, index: number, document: Uri): Promise<void> {
  const source = imageFile(run, index);
  if (source === undefined) return;
  const ending = path.extname(source);
  const seed = run.record.results[index]?.seed ?? index + 1;
  const name = `${displayName(document.path)}-${seed}${ending}`;
  const folder = workspace.getWorkspaceFolder(document)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: l10n.t('Save Image'),
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
    filters: { [l10n.t('Image')]: [ending.slice(1)] },
  });
  if (!target) return;
  try {
    // The dialog has asked before an existing file is replaced.
    const bytes = await workspace.fs.readFile(Uri.file(source));
    await workspace.fs.writeFile(target, await withOrigin(run, index, bytes));
  } catch (error) {
    const gone = error instanceof FileSystemError && error.code === 'FileNotFound';
    const reason = error instanceof Error ? error.message : String(error);
    const words = gone ? l10n.t('The image is no longer in its run folder.') : reason;
    await window.showErrorMessage(l10n.t('The image could not be saved. {0}', plain(words)));
  }
}

/** Shows an image of a run where its file is: in the system's file manager, or in the explorer of a remote window. */
export async function revealImage(run: Run, index: number): Promise<void> {
  const file = imageFile(run, index);
  if (file === undefined) return;
  await reveal(file);
}

/** Shows a file or folder in the system's file manager, or in the explorer of a remote window. */
export async function reveal(file: string): Promise<void> {
  const isLocal = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  await commands.executeCommand(isLocal ? 'revealFileInOS' : 'revealInExplorer', Uri.file(file));
}
