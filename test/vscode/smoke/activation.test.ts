import assert from 'node:assert/strict';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually, openText, PROMPT_TEXT } from '../support';

const extension = () =>
  vscode.extensions.getExtension<unknown>('structured-prompt-studio.structured-prompt-studio');

// This file is the first one of the suite: nothing has activated the extension yet.
describe('activation', () => {
  it('waits for a prompt or task file, even in a folder that contains some', async () => {
    await openText('settings-of-something.json', '{ "text": "other JSON" }');
    await vscode.commands.executeCommand(
      'vscode.executeCompletionItemProvider',
      vscode.window.activeTextEditor?.document.uri,
      new vscode.Position(0, 2),
    );
    assert.equal(extension()?.isActive, false);
  });

  it('happens when the first prompt is opened, wherever it is', async () => {
    const uri = vscode.Uri.file(path.join(os.tmpdir(), `outside-${process.pid}.structured-prompt.json`));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(PROMPT_TEXT));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await eventually(() => (extension()?.isActive ? true : undefined));
    await vscode.workspace.fs.delete(uri);
  });
});
