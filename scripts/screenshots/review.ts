import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Set } from './scenes';

const NAME = 'review.structured-prompt.json';
const POSTER = 'travel-poster.structured-prompt.json';
const GENERATE = 'Structured Prompt: Generate';
const CLEAR_NOTIFICATIONS = 'Notifications: Clear All Notifications';

/** Two runs of a prompt that was changed in between: viewing, comparing, and the actions on them. */
export async function photographReview(set: Set): Promise<void> {
  const { bench, simulator, camera } = set;
  const { page, studio } = bench;
  const image = (run: number, index: number) =>
    studio.getByTestId('run').nth(run).locator(`[data-key$="/${index}"]`);
  await bench.runCommand('View: Close Primary Side Bar');
  await bench.runCommand('Structured Prompt: Set API Key…');
  await bench.answer('Runware API key', simulator.apiKey);
  await generateTwice(set);
  await image(1, 1).click();
  await image(1, 1).focus();
  await page.keyboard.press('f');
  await studio.locator('.film .codicon-star-full').waitFor();
  await camera.all('review-film');
  await camera.all(
    'review-menu',
    async () => {
      await image(1, 1).click({ button: 'right' });
      await studio.getByRole('menu').waitFor();
    },
    () => page.keyboard.press('Escape'),
  );
  await image(0, 0).click({ modifiers: ['Control'] });
  await studio.getByTestId('changes').locator('ins').first().waitFor();
  for (const [index, mode] of ['side', 'swipe', 'onion', 'blink', 'difference'].entries()) {
    await page.keyboard.press(String(index + 1));
    await studio.locator(`.compare-stage.mode-${mode}`).waitFor();
    await camera.all(`review-${mode}`);
  }
  await page.keyboard.press('Escape');
  await studio.getByTestId('frame').waitFor();
  await bench.runCommand('View: Show Prompts');
  await page.locator('.sidebar').getByRole('treeitem').first().click();
  await camera.all('runs-view');
  await bench.runCommand('View: Close Primary Side Bar');
}

async function generateTwice({ bench }: Set): Promise<void> {
  const text = await readFile(path.join(bench.folder, POSTER), 'utf8');
  const changed = text
    .replace('TRIESTE', 'VENICE')
    .replace('"bbox": [265, 690, 355, 825]', '"bbox": [245, 640, 355, 805]');
  for (const [run, content] of [text, changed].entries()) {
    await writeFile(path.join(bench.folder, NAME), content);
    await bench.openFile(NAME);
    if (run > 0) await bench.page.locator('.view-line', { hasText: 'VENICE' }).waitFor();
    await bench.runCommand(GENERATE);
    await bench.studio.locator('[data-testid="run"][data-state="succeeded"]').nth(run).waitFor();
    await bench.runCommand(CLEAR_NOTIFICATIONS);
  }
}
