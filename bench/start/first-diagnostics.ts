// Runs in the extension host: opens the first prompt of the window, which activates the extension, and waits for its problems.
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';

const MISTAKEN = `{ "compositional_deconstruction": { "background": "Sea",
  "elements": [{ "type": "object", "bbox": [100, 100, 900, 900], "desc": "A boat" }] } }`;

/** Resolves when a file has problems that the linter has found. */
function hasProblems(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (vscode.languages.getDiagnostics(uri).length === 0) return;
      listener.dispose();
      resolve();
    });
  });
}

/** Writes how many milliseconds it took into the file that STUDIO_BENCH_RESULT names. */
export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const result = process.env['STUDIO_BENCH_RESULT'];
  if (!folder || result === undefined) throw new Error('A folder and STUDIO_BENCH_RESULT are needed.');
  const uri = vscode.Uri.joinPath(folder.uri, 'first.structured-prompt.json');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(MISTAKEN));
  const found = hasProblems(uri);
  const start = performance.now();
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  await found;
  await writeFile(result, String(performance.now() - start));
}
