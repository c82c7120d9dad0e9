import assert from 'node:assert/strict';
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { extractOrigin } from '../../../src/metadata/embed';
import { saveAllImages, saveImageAs } from '../../../src/vscode/run-actions/images';
import { PROMPT_TEXT, workspaceFolder } from '../support';
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

  it('saves each image under the document’s name and its seed, with its origin inside', async () => {
    const [told] = await save(2, [target]);
    assert.deepEqual(await names(), ['travel-100.png', 'travel-101.png']);
    for (const [index, name] of (await names()).entries()) {
      const origin = await extractOrigin(await readFile(path.join(target.fsPath, name)));
      assert.equal(origin?.seed, 100 + index);
      assert.equal(origin.promptText, PROMPT_TEXT);
    }
    assert.match(told?.words ?? '', /2 images were saved/);
  });

  it('does not overwrite anything', async () => {
    await save(1, [target]);
    const before = await readFile(path.join(target.fsPath, 'travel-100.png'));
    await save(1, [target]);
    assert.deepEqual(await names(), ['travel-100-2.png', 'travel-100.png']);
    assert.deepEqual(await readFile(path.join(target.fsPath, 'travel-100.png')), before);
  });

  it('saves the images that exist, and reports those that do not', async () => {
    const [told] = await save(3, [target], 'image-2.png');
    assert.deepEqual(await names(), ['travel-100.png', 'travel-102.png']);
    assert.match(told?.words ?? '', /^2 of 3 images were saved\. The image is no longer/);
  });

  if (process.platform !== 'win32') {
    it('does not follow a link that has the name of an image, whether or not its target exists', async () => {
      const theirs = path.join(folder, 'theirs.png');
      await symlink(theirs, path.join(target.fsPath, 'travel-100.png'));
      await save(1, [target]);
      assert.deepEqual(await names(), ['travel-100-2.png', 'travel-100.png']);
      assert.ok(!(await readdir(folder)).includes('theirs.png'));
    });

    it('does not save a file from elsewhere as an image', async () => {
      const secret = path.join(target.fsPath, 'secret');
      await writeFile(secret, 'secret');
      const home = path.join(folder, '.structured-prompt', 'runs', 'travel.structured-prompt.json');
      const run = await finished(home, 1);
      await rm(path.join(run.directory, 'image-1.png'));
      await symlink(secret, path.join(run.directory, 'image-1.png'));
      const [told] = await answering([], () =>
        entering('showOpenDialog', [target], () => saveAllImages(run, DOCUMENT)),
      );
      assert.deepEqual(await names(), ['secret']);
      assert.match(told?.words ?? '', /^0 of 1 images were saved\. What is in its place leads out/);
    });
  }

  it('does nothing without a folder', async () => {
    assert.deepEqual(await save(1, undefined), []);
    assert.deepEqual(await names(), []);
  });
});

if (process.platform !== 'win32') {
  describe('Save an image at a link', () => {
    let folder: string;
    let place: string;
    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'sps-save-'));
      place = await mkdtemp(path.join(workspaceFolder().fsPath, 'save-'));
    });
    afterEach(async () => {
      for (const made of [folder, place]) await rm(made, { recursive: true, force: true });
    });

    const save = async (to: string, answers: readonly string[]) => {
      const run = await finished(path.join(folder, 'runs'));
      return answering(answers, () =>
        entering('showSaveDialog', vscode.Uri.file(to), () => saveImageAs(run, 0, DOCUMENT)),
      );
    };

    it('asks before it writes outside the workspace', async () => {
      const theirs = path.join(folder, 'theirs.png');
      const link = path.join(place, 'link.png');
      await symlink(theirs, link);
      const [asked] = await save(link, []);
      assert.match(
        asked?.words ?? '',
        /^link\.png is a link that leads out of the workspace, to .+theirs\.png/,
      );
      assert.ok(!(await readdir(folder)).includes('theirs.png'));
      await save(link, ['Write There']);
      assert.equal((await extractOrigin(await readFile(theirs)))?.seed, 100);
      assert.ok((await lstat(link)).isSymbolicLink());
    });

    it('follows a link that stays inside, as the editor does with any file', async () => {
      await writeFile(path.join(place, 'mine.png'), '');
      await symlink('mine.png', path.join(place, 'link.png'));
      assert.deepEqual(await save(path.join(place, 'link.png'), []), []);
      assert.equal((await extractOrigin(await readFile(path.join(place, 'mine.png'))))?.seed, 100);
      assert.ok((await lstat(path.join(place, 'link.png'))).isSymbolicLink());
    });
  });
}
