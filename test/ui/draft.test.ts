import assert from 'node:assert/strict';
import { useService } from './support/use-service';

const DRAFT = 'Structured Prompt: Draft from Description…';
const TITLE = 'Draft from Description';
const SENTENCE = 'A lighthouse at dusk with the words "LAST LIGHT"';
const REFUSED = 'A blocked-trigger lighthouse';

describe('drafting a prompt from a description', () => {
  const { workbench, simulator } = useService({ 'structuredPrompt.generation.size': '1664x2496' });

  const title = (step: number) =>
    workbench().page.locator('.quick-input-title', { hasText: `${TITLE} (${step}/2)` });
  const message = (text: string) =>
    workbench().page.locator('.quick-input-widget .quick-input-message', { hasText: text });
  /** Writes a description and goes on to the sizes. */
  const describeIt = async (sentence: string) => {
    await title(1).waitFor();
    await workbench().quickInput.fill(sentence);
    await workbench().quickInput.press('Enter');
    await title(2).waitFor();
  };

  it('leads to the key first, and goes on when it is set', async () => {
    const bench = workbench();
    await bench.openFile('travel-poster.structured-prompt.json');
    await bench.runCommand(DRAFT);
    const toast = bench.notification('Only the service can expand a description.');
    await toast.getByRole('button', { name: 'Set API Key…' }).click();
    await bench.answer('Runware API key', simulator().apiKey);
    await title(1).waitFor();
    await bench.page.keyboard.press('Escape');
    await title(1).waitFor({ state: 'hidden' });
    assert.equal(simulator().requests.length, 0);
  });

  it('takes only what the service would take, as it is typed', async () => {
    const bench = workbench();
    await bench.runCommand(DRAFT);
    await title(1).waitFor();
    await bench.quickInput.fill('A');
    await message('The service takes 2 characters or more.').waitFor();
    await bench.quickInput.fill('A'.repeat(2049));
    await message('The service takes 2048 characters, and these are 2049.').waitFor();
    await bench.quickInput.press('Enter');
    assert.ok(await title(1).isVisible());
  });

  it('says the price beside the sizes, begins at the one of the settings, and can go back', async () => {
    const bench = workbench();
    await describeIt(SENTENCE);
    const price = 'The size of the frame. Makes 1 image at TURBO for about $0.03.';
    assert.equal(await bench.quickInput.getAttribute('placeholder'), price);
    await bench.quickInputRow('1664 × 2496 (2:3)').and(bench.page.locator('.focused')).waitFor();
    await bench.page.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();
    await title(1).waitFor();
    assert.equal(await bench.quickInput.inputValue(), SENTENCE);
    await bench.quickInput.press('Enter');
    await title(2).waitFor();
  });

  it('opens the prompt as a new document, its boxes over the image in the panel', async () => {
    const bench = workbench();
    await bench.quickInput.fill('2560 × 1440');
    await bench.quickInput.press('Enter');
    const tab = bench.page.locator('.tab.active', {
      hasText: 'a-lighthouse-at-dusk-with.structured-prompt.json',
    });
    await tab.waitFor();
    await bench.studio.getByTestId('stage-image').waitFor();
    await bench.studio.getByRole('button', { name: /^2 text: LAST LIGHT/ }).waitFor();
    await bench.page.locator('.codelens-decoration', { hasText: 'Generate 1 x 2560x1440' }).waitFor();
    const run = bench.studio.locator('[data-testid="run"][data-state="succeeded"]');
    await run.getByTestId('result-image').waitFor();
    assert.equal(simulator().accepted.length, 1);
    assert.equal(simulator().accepted[0]?.['positivePrompt'], SENTENCE);
  });

  it('says why one failed, and keeps what was written', async () => {
    const bench = workbench();
    await bench.runCommand(DRAFT);
    await title(1).waitFor();
    assert.equal(await bench.quickInput.inputValue(), '', 'the last one has become a prompt');
    await describeIt(REFUSED);
    await bench.quickInput.press('Enter');
    const toast = bench.notification('Blocked by the content policy');
    await toast.getByRole('button', { name: 'Edit Description…' }).click();
    await title(1).waitFor();
    assert.equal(await bench.quickInput.inputValue(), REFUSED);
    await bench.page.keyboard.press('Escape');
  });
});
