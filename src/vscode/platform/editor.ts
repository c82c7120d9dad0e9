import { Range, Selection, type TextDocument, TextEditorRevealType, ViewColumn, window } from 'vscode';
import type { TextSpan } from '../../prompt/parse';

/** A stretch of a document's text as the editor counts it. */
export function rangeOf(document: TextDocument, { offset, length }: TextSpan): Range {
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** Shows a place of a document in its editor. */
export async function revealProblem(document: TextDocument, problem: TextSpan): Promise<void> {
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, visible?.viewColumn ?? ViewColumn.One);
  const range = rangeOf(document, problem);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
