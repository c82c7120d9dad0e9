import { Position, Uri, ViewColumn, window, workspace, WorkspaceEdit } from 'vscode';
import type { GenerationOptions } from '../task/types';
import type { Controls } from './controls';
import { exists } from './exists';

/** An address for a new, unsaved document in the workspace that no file and no open document has. */
async function freshUri(stem: string): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}.structured-prompt.json`;
    const uri = folder
      ? Uri.joinPath(folder, name).with({ scheme: 'untitled' })
      : Uri.from({ scheme: 'untitled', path: name });
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (!isOpen && !(folder && (await exists(Uri.joinPath(folder, name))))) return uri;
  }
}

/** Shows a text as a new, unsaved prompt document named after `stem`, with what the panel's controls are to say of it. */
export async function showNewPrompt(
  stem: string,
  text: string,
  options: Partial<GenerationOptions>,
  controls: Controls,
): Promise<void> {
  const uri = await freshUri(stem);
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  await controls.set(uri, { ...controls.of(uri), ...options });
  // Beside the studio, not over it.
  const viewColumn = window.activeTextEditor ? ViewColumn.Active : ViewColumn.One;
  await window.showTextDocument(document, { viewColumn });
}
