import {
  commands,
  Range,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  WorkspaceEdit,
} from 'vscode';
import type { TextEdit } from '../../prompt/edit';
import type { TextSpan } from '../../prompt/parse';

/** The range of a span of a document's text. */
export function rangeOf(document: TextDocument, { offset, length }: TextSpan): Range {
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** Makes one workspace edit of the edits of a document's text: one step to undo. */
export function workspaceEdit(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const one of edits) edit.replace(document.uri, rangeOf(document, one), one.text);
  return edit;
}

/** Shows a document in its editor with the cursor at a problem. */
export async function revealProblem(document: TextDocument, problem: TextSpan): Promise<void> {
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, visible?.viewColumn ?? ViewColumn.One);
  const range = rangeOf(document, problem);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens a file read-only. */
export async function showReadOnly(file: string): Promise<void> {
  await window.showTextDocument(Uri.file(file), { viewColumn: ViewColumn.One });
  await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
}
