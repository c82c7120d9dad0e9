import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { extractOrigin } from '../../../src/metadata/embed';
import { saveAllImages } from '../../../src/vscode/review/images';
import { PROMPT_TEXT } from '../support';
import { answering, entering, finished } from './support';

const DOCUMENT = vscode.Uri.file('/posters/travel.structured-prompt.json');

describe('Save all images of a run', () => {
  let folder: string;
  let target: vscode.Uri;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sps-save-'));
    target = vscode.Uri.file(await mkdtemp(path.join(tmpdir(), 'sps-saved-')));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(target.fsPath, { recursive: true, force: true });
  });

  const names = async () => (await readdir(target.fsPath)).sort();
  const save = async (images: number, choose: readonly vscode.Uri[] | undefined, spoil?: string) => {
    const run = await finished(folder, images);
    if (spoil !== undefined) await rm(path.join(run.directory, spoil));
    return answering([], () =>
      entering('showOpenDialog', choose, () => saveAllImages(run, DOCUMENT)).then(() => undefined),
    );
  };

  it('writes each under the document’s name and its seed, with its origin in it', async () => {
    const [told] = await save(2, [target]);
    assert.deepEqual(await names(), ['travel-100.png', 'travel-101.png']);
    for (const [index, name] of (await names()).entries()) {
      const origin = await extractOrigin(await readFile(path.join(target.fsPath, name)));
      assert.equal(origin?.seed, 100 + index);
      assert.equal(origin.promptText, PROMPT_TEXT);
    }
    assert.match(told?.words ?? '', /2 images were saved/);
  });

  it('writes over nothing', async () => {
    await save(1, [target]);
    const before = await readFile(path.join(target.fsPath, 'travel-100.png'));
    await save(1, [target]);
    assert.deepEqual(await names(), ['travel-100-2.png', 'travel-100.png']);
    assert.deepEqual(await readFile(path.join(target.fsPath, 'travel-100.png')), before);
  });

  it('saves what is there, and says what is not', async () => {
    const [told] = await save(3, [target], 'image-2.png');
    assert.deepEqual(await names(), ['travel-100.png', 'travel-102.png']);
    assert.match(told?.words ?? '', /^2 of 3 images were saved\. The image is no longer/);
  });

  it('does nothing without a folder', async () => {
    assert.deepEqual(await save(1, undefined), []);
    assert.deepEqual(await names(), []);
  });
});
