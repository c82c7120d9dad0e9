import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { embedOrigin } from '../../src/metadata/embed';
import { isJsonObject } from '../../src/task/types';
import { eventually, PROMPT_TEXT, read, runsOf, workspaceFolder } from './support';

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const OPTIONS = { width: 1664, height: 2496, outputFormat: 'WEBP' };

/** Writes an image that carries a prompt, as the panel saves it. */
async function writeImage(name: string, promptText: string): Promise<vscode.Uri> {
  const prompt: unknown = JSON.parse(PROMPT_TEXT);
  assert.ok(isJsonObject(prompt));
  const image = await embedOrigin(PIXEL, {
    model: 'ideogram:4@0',
    prompt,
    promptText,
    task: { ...OPTIONS, settings: { renderingSpeed: 'TURBO', structuredPrompt: prompt } },
    seed: 5,
    createdAt: new Date().toISOString(),
  });
  assert.ok(image);
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, image);
  return uri;
}

describe('Restore Prompt from Image', () => {
  const restore = async (uri: vscode.Uri): Promise<vscode.TextDocument> => {
    await vscode.commands.executeCommand('structuredPrompt.restorePrompt', uri);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    return document;
  };

  it('opens the prompt with its exact text as a new document named after the image', async () => {
    const text = `// Mine\n${PROMPT_TEXT}`;
    const uri = await writeImage('poster-812.png', `\ufeff${text}`);
    const first = await restore(uri);
    assert.equal(first.getText(), text);
    assert.equal(first.uri.scheme, 'untitled');
    assert.match(first.uri.path, /\/poster-812\.structured-prompt\.json$/);
    const second = await restore(uri);
    assert.match(second.uri.path, /\/poster-812-2\.structured-prompt\.json$/, 'nothing is written over');
  });

  it('sets the size, speed and format of the image for the new document', async () => {
    const document = await restore(await writeImage('again.png', PROMPT_TEXT));
    await vscode.commands.executeCommand('structuredPrompt.generate', document.uri);
    const [run] = await eventually(async () => {
      const runs = await runsOf('again.structured-prompt.json');
      return runs.length > 0 ? runs : undefined;
    });
    assert.ok(run);
    const record: unknown = JSON.parse(await read(vscode.Uri.joinPath(run, 'run.json')));
    const request = isJsonObject(record) ? record['request'] : undefined;
    assert.ok(isJsonObject(request) && isJsonObject(request['settings']));
    const { width, height, outputFormat, settings } = request;
    assert.deepEqual({ width, height, outputFormat }, OPTIONS);
    assert.equal(settings['renderingSpeed'], 'TURBO');
  });
});
