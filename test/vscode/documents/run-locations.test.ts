import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { homeOf } from '../../../src/vscode/documents/prompt-documents';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { workspaceFolder } from '../support';

const STORAGE = vscode.Uri.file('/somewhere/storage');
const locations = new RunLocations(STORAGE);

describe('the folder of the runs of a document', () => {
  it('has the path of the document in its workspace folder, saved or not', () => {
    const file = vscode.Uri.joinPath(workspaceFolder(), 'posters', 'a.structured-prompt.json');
    const runs = path.join('.structured-prompt', 'runs', 'posters', 'a.structured-prompt.json');
    const expected = path.join(workspaceFolder().fsPath, runs);
    assert.equal(locations.folderOf(file), expected);
    assert.equal(locations.folderOf(file.with({ scheme: 'untitled' })), expected);
    assert.equal(homeOf(file.with({ scheme: 'untitled' })).toString(), file.toString());
  });

  it('is in the storage for documents outside any workspace folder, a different one for each', () => {
    const one = locations.folderOf(vscode.Uri.file('/one/a.structured-prompt.json'));
    const two = locations.folderOf(vscode.Uri.file('/two/a.structured-prompt.json'));
    assert.notEqual(one, two);
    assert.equal(path.dirname(one), path.join(STORAGE.fsPath, 'runs'));
  });

  for (const document of [
    vscode.Uri.file('/one/a.structured-prompt.json'),
    vscode.Uri.joinPath(workspaceFolder(), 'a.structured-prompt.json'),
  ]) {
    it(`is the same for the copy of a prompt that a run of ${document.path} keeps`, () => {
      const folder = locations.folderOf(document);
      const copy = vscode.Uri.file(
        path.join(folder, '2026-01-01T00-00-00-aaaaaaaa', 'prompt.structured-prompt.json'),
      );
      assert.ok(locations.isCopy(copy));
      assert.ok(!locations.isCopy(document));
      assert.equal(locations.folderOf(copy), folder);
    });
  }
});
