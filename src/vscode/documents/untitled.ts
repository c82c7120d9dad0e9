import { Position, Uri, ViewColumn, window, workspace, WorkspaceEdit } from 'vscode';
import type { GenerationOptions } from '../../task/types';
import { exists } from '../platform/files';
import type { Controls } from './controls';

/** Whether an open document or a file of the workspace already has an address. */
export async function isInUse(uri: Uri): Promise<boolean> {
  if (workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return true;
  const [folder] = workspace.workspaceFolders ?? [];
  return folder !== undefined && (await exists(uri.with({ scheme: folder.uri.scheme })));
}

const unclaimed = () => Promise.resolve(true);

/**
 * Finds an address for a new, unsaved document that no file and no open document has, and that `claim` accepts.
 */
export async function freshUri(
  stem: string,
  claim: (uri: Uri) => Promise<boolean> = unclaimed,
): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}.structured-prompt.json`;
    const uri = folder
      ? Uri.joinPath(folder, name).with({ scheme: 'untitled' })
      : Uri.from({ scheme: 'untitled', path: name });
    if (!(await isInUse(uri)) && (await claim(uri))) return uri;
  }
}

/** Shows a text as a new, unsaved prompt document named after `stem`; `options` go into the panel's controls. */
export async function showNewPrompt(
  stem: string,
  text: string,
  options: Partial<GenerationOptions>,
  controls: Controls,
): Promise<void> {
  await showNewPromptAt(await freshUri(stem), text, options, controls);
}

/** Does the same at an address that is not in use. */
export async function showNewPromptAt(
  uri: Uri,
  text: string,
  options: Partial<GenerationOptions>,
  controls: Controls,
): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  await controls.set(uri, { ...controls.of(uri), ...options });
  // Beside the studio, not over it.
  const viewColumn = window.activeTextEditor ? ViewColumn.Active : ViewColumn.One;
  await window.showTextDocument(document, { viewColumn });
}
