import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { extractOrigin } from '../../src/metadata/embed';
import { promptDocument } from '../../src/metadata/origin';
import { exactly } from './support/exactly';
import { useService } from './support/use-service';

const CARD = 'talk-social-card.structured-prompt.json';

function pixelsOf(image: Buffer): Promise<Buffer> {
  return sharp(image).raw().toBuffer();
}

describe('what can be done with a result', () => {
  const { workbench, setKey, generate } = useService({
    'structuredPrompt.generation.size': '2880x1440',
    'structuredPrompt.generation.format': 'PNG',
  });

  const runFolder = async () => {
    const folder = path.join(workbench().folder, '.structured-prompt', 'runs', CARD);
    return path.join(folder, (await readdir(folder)).sort().at(-1) ?? '');
  };

  before('generate', async function () {
    this.timeout(60_000);
    await setKey();
    await generate(CARD);
  });

  /** Chooses an entry of the menu of the image. */
  const choose = async (name: string) => {
    await workbench().studio.getByTestId('image-menu').click();
    await workbench().studio.getByRole('menuitem', { name }).click();
  };

  it('shows it at full size, one pixel for one, and whole again', async () => {
    const { studio } = workbench();
    const frame = studio.getByTestId('frame');
    await studio.getByTestId('zoom').click();
    await studio.locator('[data-testid="frame"][style*="width: 2880px"]').waitFor();
    assert.equal(Math.round((await studio.getByTestId('stage-image').boundingBox())?.width ?? 0), 2880);
    await studio.getByRole('button', { name: 'Fit', exact: true }).click();
    await studio.locator('[data-testid="frame"]:not([style*="width: 2880px"])').waitFor();
    assert.ok(((await frame.boundingBox())?.width ?? 0) < 1400);
  });

  it('is marked from the command palette while the studio has the focus', async () => {
    const bench = workbench();
    await bench.studio.getByRole('button', { name: 'Fit', exact: true }).click();
    await bench.runCommand('Structured Prompt: Add to Favorites');
    const review = path.join(await runFolder(), 'review.json');
    await bench.studio.locator('.film .codicon-star-full').waitFor();
    assert.match(await readFile(review, 'utf8'), /"favourite": ?true/);
    await bench.runCommand('Structured Prompt: Remove from Favorites');
    await bench.studio.locator('.film .codicon-star-full').waitFor({ state: 'detached' });
  });

  it('saves a copy where the person wants it, with the same pixels and the prompt in it', async () => {
    const bench = workbench();
    await choose('Save Image As…');
    const target = path.join(bench.folder, 'chosen.png');
    // The dialog takes answers once it shows what it proposes.
    await bench.page.waitForFunction(
      `document.querySelector('.quick-input-widget input.input')?.value.endsWith('.png')`,
    );
    await bench.answer('Save Image', target);
    const original = await readFile(path.join(await runFolder(), 'image-1.png'));
    await bench.page.locator('.explorer-folders-view').getByText('chosen.png').waitFor();
    const saved = await readFile(target);
    assert.ok((await pixelsOf(saved)).equals(await pixelsOf(original)));
    const origin = await extractOrigin(saved);
    assert.equal(origin && promptDocument(origin), await readFile(path.join(bench.folder, CARD), 'utf8'));
    assert.equal(await extractOrigin(original), undefined);
  });

  it('restores the prompt from the copy, by the menu of the explorer', async () => {
    const bench = workbench();
    await bench.chooseInExplorer('chosen.png', 'Restore Prompt from Image…');
    await bench.page.locator('.tab.active', { hasText: 'chosen.structured-prompt.json' }).waitFor();
    await bench.studio.getByTestId('studio').getByText('chosen', { exact: true }).waitFor();
  });

  it('restores it into an empty document, by a drop on its editor', async () => {
    const bench = workbench();
    const { page } = bench;
    await writeFile(path.join(bench.folder, 'dropped.structured-prompt.json'), '');
    await bench.openFile('dropped.structured-prompt.json');
    const explorer = page.locator('.explorer-folders-view');
    // Its rows move down for the new file.
    await explorer.getByText('dropped.structured-prompt.json', { exact: true }).waitFor();
    const editor = page.locator('.editor-group-container.active .monaco-editor').first();
    // Without the key the editor opens what is dropped.
    await bench.dragWith('Shift', explorer.getByText('chosen.png', { exact: true }), editor, () =>
      editor.locator('.dnd-target').isVisible(),
    );
    await bench.studio.locator('.box').first().waitFor();
    await page.locator('.tab.active.dirty', { hasText: 'dropped' }).waitFor();
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await page.keyboard.press('Control+s');
    const says = (name: string) => readFile(path.join(bench.folder, name), 'utf8');
    // What the explorer's menu has restored stays unsaved.
    await bench.saved(1);
    assert.equal(await says('dropped.structured-prompt.json'), await says(CARD));
  });

  it('says so of an image that carries no prompt', async () => {
    const bench = workbench();
    await copyFile(path.join(await runFolder(), 'image-1.png'), path.join(bench.folder, 'plain.png'));
    await bench.runCommand('Structured Prompt: Restore Prompt from Image…');
    // The dialog takes answers once it has listed the folder that it proposes.
    await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'plain.png' }).waitFor();
    await bench.answer('Restore Prompt from Image', path.join(bench.folder, 'plain.png'));
    await bench.notification('plain.png carries no prompt').waitFor();
    await bench.openFile(CARD);
  });

  it('opens the prompt of its run, while the panel stays with the document', async () => {
    const bench = workbench();
    await choose('Open Prompt');
    await bench.page.locator('.tab.active', { hasText: 'prompt.structured-prompt.json' }).waitFor();
    await bench.studio.getByTestId('studio').getByText('talk-social-card', { exact: true }).waitFor();
  });

  it('reveals its file', async () => {
    const bench = workbench();
    await choose('Reveal in File Explorer');
    await bench.page
      .locator('.explorer-folders-view .monaco-list-row.selected', { hasText: 'image-1.png' })
      .waitFor();
  });

  it('shows another image when it is chosen by keyboard', async () => {
    const bench = workbench();
    await bench.openFile(CARD);
    await bench.studio.getByTestId('generate').click();
    const runs = bench.studio.getByTestId('run');
    await runs.nth(1).getByTestId('result-image').waitFor();
    await runs.first().getByTestId('result-image').waitFor();
    const stage = bench.studio.getByTestId('stage-image');
    const newest = await stage.getAttribute('src');
    await runs
      .first()
      .getByRole('button', { name: /^Image 1/ })
      .focus();
    await bench.page.keyboard.press('ArrowRight');
    await bench.page.keyboard.press('Enter');
    await bench.studio.locator(`[data-testid="stage-image"]:not([src="${newest ?? ''}"])`).waitFor();
  });

  it('forgets a run whose folder is deleted by hand, once the panel is looked at again', async () => {
    const bench = workbench();
    await rm(await runFolder(), { recursive: true });
    await bench.openFile('cafe-menu.structured-prompt.json');
    await bench.studio.getByTestId('studio').getByText('cafe-menu', { exact: true }).waitFor();
    await bench.openFile(CARD);
    await bench.studio.getByTestId('studio').getByText('talk-social-card', { exact: true }).waitFor();
    await exactly(bench.studio.getByTestId('run'), 1);
  });
});
