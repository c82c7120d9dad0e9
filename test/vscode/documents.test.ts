import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { homeOf, isRunCopy, runsFolderOf } from '../../src/vscode/documents/prompt-documents';
import { workspaceFolder } from './support';

const STORAGE = vscode.Uri.file('/somewhere/storage');

describe('where the runs of a document are', () => {
  it('follows its path in the workspace folder, saved or not yet', () => {
    const file = vscode.Uri.joinPath(workspaceFolder(), 'posters', 'a.structured-prompt.json');
    const runs = path.join('.structured-prompt', 'runs', 'posters', 'a.structured-prompt.json');
    const expected = path.join(workspaceFolder().fsPath, runs);
    assert.equal(runsFolderOf(file, STORAGE), expected);
    assert.equal(runsFolderOf(file.with({ scheme: 'untitled' }), STORAGE), expected);
    assert.equal(homeOf(file.with({ scheme: 'untitled' })).toString(), file.toString());
  });

  it('tells documents outside of any workspace folder apart, in the storage', () => {
    const one = runsFolderOf(vscode.Uri.file('/one/a.structured-prompt.json'), STORAGE);
    const two = runsFolderOf(vscode.Uri.file('/two/a.structured-prompt.json'), STORAGE);
    assert.notEqual(one, two);
    assert.equal(path.dirname(one), path.join(STORAGE.fsPath, 'runs'));
  });

  for (const document of [
    vscode.Uri.file('/one/a.structured-prompt.json'),
    vscode.Uri.joinPath(workspaceFolder(), 'a.structured-prompt.json'),
  ]) {
    it(`is the same for the copy of a prompt that a run of ${document.path} keeps`, () => {
      const folder = runsFolderOf(document, STORAGE);
      const copy = vscode.Uri.file(
        path.join(folder, '2026-01-01T00-00-00-aaaaaaaa', 'prompt.structured-prompt.json'),
      );
      assert.ok(isRunCopy(copy, STORAGE));
      assert.ok(!isRunCopy(document, STORAGE));
      assert.equal(runsFolderOf(copy, STORAGE), folder);
    });
  }
});
