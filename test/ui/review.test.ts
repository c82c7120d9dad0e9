import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../../src/task/types';
import { useService } from './support/use-service';

const CARD = 'talk-social-card.structured-prompt.json';

describe('reviewing the images of a prompt', () => {
  const { workbench, simulator, setKey, generate } = useService({
    'structuredPrompt.generation.size': '2880x1440',
    'structuredPrompt.generation.count': 3,
  });

  before('generate', async function () {
    this.timeout(60_000);
    await setKey();
    await generate(CARD);
  });

  /** The image at a place of the one run that there is. */
  const image = (index: number) => workbench().studio.locator(`[data-key$="/${index}"]`);

  const runFolder = async () => {
    const runs = path.join(workbench().folder, '.structured-prompt', 'runs', CARD);
    return path.join(runs, (await readdir(runs))[0] ?? '');
  };

  it('makes thumbnails of images from another origin than the page, and keeps them beside the images', async () => {
    const bench = workbench();
    await bench.studio.locator('[data-testid="result-image"][src*="/thumbnail-"]').nth(2).waitFor();
    const files = await readdir(await runFolder());
    const thumbnails = files.filter((name) => name.startsWith('thumbnail-')).sort();
    assert.deepEqual(thumbnails, ['thumbnail-1.webp', 'thumbnail-2.webp', 'thumbnail-3.webp']);
  });

  it('compares two of them in every mode, and says what differs', async () => {
    const { studio, page } = workbench();
    await image(1).click({ modifiers: ['Control'] });
    await studio.getByText('The prompts are the same.', { exact: true }).waitFor();
    await studio.getByTestId('changes').locator('ins').waitFor();
    for (const [index, mode] of ['side', 'swipe', 'onion', 'blink', 'difference'].entries()) {
      await page.keyboard.press(String(index + 1));
      await studio.locator(`.compare-stage.mode-${mode}`).waitFor();
    }
    await image(2).click();
    await studio
      .getByTestId('compared')
      .getByText(/^B .* · 3$/)
      .waitFor();
    await page.keyboard.press('Escape');
    await studio.getByTestId('frame').waitFor();
  });

  it('marks one, and finds it by the filter', async () => {
    const { studio, page } = workbench();
    await image(2).focus();
    await page.keyboard.press('f');
    await studio.locator('.film .codicon-star-full').waitFor();
    await studio.getByTestId('filter').click();
    await studio.getByRole('menuitemcheckbox', { name: 'Favorites' }).click();
    await image(0).waitFor({ state: 'detached' });
    assert.equal(await studio.getByTestId('hidden').innerText(), '−2');
    await studio.getByRole('menuitem', { name: 'Clear filter' }).click();
    await image(0).waitFor();
  });

  it('shows one alone, and copies it', async () => {
    const { studio, page } = workbench();
    await image(1).focus();
    await page.keyboard.press('v');
    await studio.locator('[data-testid="image-view"] img[src*="image-2"]').waitFor();
    await page.keyboard.press('Escape');
    await studio.getByTestId('frame').waitFor();
    await image(1).click({ button: 'right' });
    await studio.getByRole('menuitem', { name: 'Copy Image' }).click();
    await studio.getByRole('status').getByText('Image copied').waitFor({ state: 'attached' });
    assert.equal(await studio.getByTestId('said').count(), 0);
  });

  /** Chooses from the menu of an image. */
  const choose = async (index: number, name: string) => {
    await image(index).click({ button: 'right' });
    await workbench().studio.getByRole('menuitem', { name, exact: true }).click();
  };
  /** What is copied, as soon as it is what is meant. */
  const copied = async (isMeant: (text: string) => boolean) => {
    for (;;) {
      const text = await workbench().page.evaluate(() => navigator.clipboard.readText());
      if (isMeant(text)) return text;
    }
  };

  it('copies the seed, and the request as JSON and for a shell, without the key', async () => {
    const record: unknown = JSON.parse(await readFile(path.join(await runFolder(), 'run.json'), 'utf8'));
    assert.ok(isJsonObject(record));
    const caption = await image(1).locator('.caption').innerText();
    await choose(1, 'Copy Seed');
    await copied((text) => caption === `seed ${text}`);
    await choose(1, 'Copy Request as JSON');
    assert.deepEqual(JSON.parse(await copied((text) => text.startsWith('['))), [record['request']]);
    await choose(1, 'Copy Request as cURL');
    const command = await copied((text) => text.startsWith('curl '));
    assert.ok(command.includes('$RUNWARE_API_KEY') && !command.includes(simulator().apiKey), command);
  });

  it('saves all images of the run where the person says', async () => {
    const bench = workbench();
    const kept = path.join(bench.folder, 'kept');
    await mkdir(kept);
    await choose(0, 'Save All Images…');
    await bench.page.locator('.quick-input-title', { hasText: 'Folder for the Images' }).waitFor();
    // The dialog takes answers once it has listed the folder that it proposes.
    await bench.quickInputRow('kept').click();
    // It has gone into the folder: there is nothing in it but the way back.
    await bench.quickInputRow('kept').waitFor({ state: 'detached' });
    await bench.quickInputRow('..').waitFor();
    assert.equal(await bench.quickInput.inputValue(), `${kept}/`);
    await bench.page.locator('.quick-input-widget').getByRole('button', { name: 'Save Here' }).click();
    await bench.notification('3 images were saved in kept.').waitFor();
    assert.equal((await readdir(kept)).length, 3);
    // It lies over the filmstrip.
    await bench.runCommand('Notifications: Clear All Notifications');
  });

  it('shows what changed to an image of another run, and all of it in the editor’s own view', async () => {
    const { studio, page, folder } = workbench();
    const file = path.join(folder, CARD);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/"text": "[^"]+"/, '"text": "SOMETHING ELSE"'));
    await page.locator('.view-lines', { hasText: 'SOMETHING ELSE' }).first().waitFor();
    await studio.getByTestId('generate').click();
    const runs = studio.locator('[data-testid="run"][data-state="succeeded"]');
    await runs.nth(1).waitFor();
    await runs
      .nth(1)
      .getByTestId('result-image')
      .first()
      .click({ modifiers: ['Control'] });
    await studio.getByTestId('changes').getByText('SOMETHING ELSE').first().waitFor();
    await studio.getByRole('button', { name: 'Open as diff' }).click();
    await page.locator('.tab.active', { hasText: '↔' }).waitFor();
    await page.locator('.monaco-diff-editor').waitFor();
  });
});
