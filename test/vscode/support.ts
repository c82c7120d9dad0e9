import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The opened folder. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return folder.uri;
}

/**
 * Writes a file of the workspace and shows it. If an earlier test left the file open, VS Code would read it again only
 * when its watcher reports it: this makes VS Code read it now.
 */
export async function openText(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  if (document.getText() !== text) await vscode.commands.executeCommand('workbench.action.files.revert');
  return document;
}

/** Asks again until there is an answer. If there never is, mocha's time limit ends the wait. */
export async function eventually<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A small, valid prompt with the lettering HELLO. */
export const PROMPT_TEXT = `{
  "high_level_description": "A card that says hello.",
  "compositional_deconstruction": {
    "background": "Plain cream paper",
    "elements": [{ "type": "text", "bbox": [300, 100, 700, 900], "text": "HELLO", "desc": "Bold sans-serif capitals" }]
  }
}
`;

/** Adds text at the end of a document, without saving it. */
export async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
  await vscode.workspace.applyEdit(edit);
}

/** The text of a file. */
export async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** A secret storage with one key, which may be set later. */
export function secretsWith(key: string | undefined): vscode.SecretStorage {
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  let held = key;
  return {
    get: () => Promise.resolve(held),
    store: (name, value) => {
      held = value;
      changed.fire({ key: name });
      return Promise.resolve();
    },
    delete: () => Promise.resolve(),
    onDidChange: changed.event,
  };
}

/** The run folders of a document of the workspace. */
export async function runsOf(document: string): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(workspaceFolder(), '.structured-prompt', 'runs', document);
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.map(([name]) => vscode.Uri.joinPath(folder, name));
  } catch {
    return [];
  }
}
