import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openText } from '../support';

/** An open file with the cursor at the position of the `|` in its text. */
export interface Open {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

/** Opens a file of the workspace with this text, whose `|` is the cursor. */
export async function openAt(name: string, marked: string): Promise<Open> {
  const document = await openText(name, marked.replace('|', ''));
  const position = document.positionAt(marked.indexOf('|'));
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new vscode.Selection(position, position);
  return { document, position };
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The editor's suggestions at the cursor, in their order, once this one is among them. */
export function offered({ document, position }: Open, label: string): Promise<vscode.CompletionItem[]> {
  return eventually(async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    const key = (item: vscode.CompletionItem) => item.sortText ?? labelOf(item);
    const sorted = [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    return sorted.some((item) => labelOf(item) === label) ? sorted : undefined;
  });
}

/** Asks for suggestions as a person does, and accepts the first. */
export async function takeFirst({ document }: Open): Promise<string> {
  const before = document.version;
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  return eventually(async () => {
    // Nothing happens before the list is shown.
    if (document.version === before) await vscode.commands.executeCommand('acceptSelectedSuggestion');
    return document.version === before ? undefined : document.getText();
  });
}

/** Accepts a suggestion as the editor does. */
export async function take(item: vscode.CompletionItem): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
  const text = item.insertText ?? labelOf(item);
  const snippet = typeof text === 'string' ? new vscode.SnippetString().appendText(text) : text;
  await editor.insertSnippet(snippet, range);
  return editor.document.getText();
}
