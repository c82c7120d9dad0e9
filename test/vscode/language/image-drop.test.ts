import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { embedOrigin } from '../../../src/metadata/embed';
import { isJsonObject } from '../../../src/task/types';
import { Controls } from '../../../src/vscode/documents/controls';
import { ImageDrop } from '../../../src/vscode/language/image-drop';
import { Restorer } from '../../../src/vscode/documents/restore';
import { eventually, openText, PROMPT_TEXT, workspaceFolder } from '../support';
import { FORGETFUL, PIXEL } from '../run-actions/support';

class Restoring extends Restorer {
  readonly names: string[] = [];

  override restore(name: string): Promise<void> {
    this.names.push(name);
    return Promise.resolve();
  }
}

describe('an image that is dropped into an editor', () => {
  let controls: Controls;
  let restorer: Restoring;
  let drop: ImageDrop;
  beforeEach(() => {
    controls = new Controls(FORGETFUL);
    restorer = new Restoring(controls);
    drop = new ImageDrop(restorer);
  });
  afterEach(() => {
    drop.dispose();
    controls.dispose();
  });

  const written = async (name: string, bytes: Uint8Array | undefined): Promise<vscode.Uri> => {
    assert.ok(bytes);
    const uri = vscode.Uri.joinPath(workspaceFolder(), name);
    await vscode.workspace.fs.writeFile(uri, bytes);
    return uri;
  };
  const withPrompt = async () => {
    const prompt: unknown = JSON.parse(PROMPT_TEXT);
    assert.ok(isJsonObject(prompt));
    const task = { settings: { structuredPrompt: prompt } };
    const createdAt = new Date().toISOString();
    const promptText = PROMPT_TEXT;
    return embedOrigin(PIXEL, { model: 'ideogram:4@0', prompt, promptText, task, seed: 5, createdAt });
  };
  const dropped = async (document: vscode.TextDocument, ...uris: readonly vscode.Uri[]) => {
    const data = new vscode.DataTransfer();
    data.set('text/uri-list', new vscode.DataTransferItem(uris.join('\r\n')));
    const { token } = new vscode.CancellationTokenSource();
    return drop.provideDocumentDropEdits(document, new vscode.Position(0, 0), data, token);
  };

  it('writes its prompt into an empty document', async () => {
    const document = await openText('review/empty.structured-prompt.json', '\n');
    const edit = await dropped(document, await written('review/drop.png', await withPrompt()));
    assert.equal(edit?.insertText, PROMPT_TEXT);
    drop.resolveDocumentDropEdit(edit);
    assert.deepEqual(restorer.names, []);
  });

  it('does not change any other document, and opens its prompt if the person chooses that', async () => {
    const document = await openText('review/full.structured-prompt.json', PROMPT_TEXT);
    const edit = await dropped(document, await written('review/drop.png', await withPrompt()));
    assert.equal(edit?.insertText, '');
    assert.deepEqual(restorer.names, [], 'an offer does nothing yet');
    drop.resolveDocumentDropEdit(edit);
    assert.deepEqual(restorer.names, ['drop.png']);
  });

  it('is left to the editor if it carries no prompt, or does not exist', async () => {
    const document = await openText('review/full.structured-prompt.json', PROMPT_TEXT);
    assert.equal(await dropped(document, await written('review/plain.png', PIXEL)), undefined);
    assert.equal(await dropped(document, await written('review/no.txt', PIXEL)), undefined);
    const gone = vscode.Uri.joinPath(workspaceFolder(), 'review/gone.png');
    assert.equal(await dropped(document, gone), undefined);
  });
});

describe('the prompt of an image whose bytes the panel sent', () => {
  it('is opened as a document named after the image', async () => {
    const controls = new Controls(FORGETFUL);
    try {
      const prompt: unknown = JSON.parse(PROMPT_TEXT);
      assert.ok(isJsonObject(prompt));
      const task = { width: 1664, height: 2496, settings: { structuredPrompt: prompt } };
      const createdAt = new Date().toISOString();
      const bytes = await embedOrigin(PIXEL, { model: 'ideogram:4@0', prompt, task, seed: 5, createdAt });
      assert.ok(bytes);
      await new Restorer(controls).restore('from outside.png', bytes);
      const document = await eventually(() => vscode.window.activeTextEditor?.document);
      assert.match(document.uri.path, /from outside\.structured-prompt\.json$/);
      assert.deepEqual(JSON.parse(document.getText()), prompt);
    } finally {
      controls.dispose();
    }
  });
});
