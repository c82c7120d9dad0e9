import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { useService } from './support/use-service';

const CARD = 'talk-social-card.structured-prompt.json';

describe('reviewing the images of a prompt', () => {
  const { workbench, setKey, generate } = useService({
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

  it('makes thumbnails of images from another origin than the page, and keeps them beside the images', async () => {
    const bench = workbench();
    await bench.studio.locator('[data-testid="result-image"][src*="/thumbnail-"]').nth(2).waitFor();
    const runs = path.join(bench.folder, '.structured-prompt', 'runs', CARD);
    const files = await readdir(path.join(runs, (await readdir(runs))[0] ?? ''));
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
    await studio.getByRole('menuitem', { name: 'Copy image' }).click();
    await studio.getByRole('status').getByText('Image copied').waitFor({ state: 'attached' });
    assert.equal(await studio.getByTestId('said').count(), 0);
  });
});
