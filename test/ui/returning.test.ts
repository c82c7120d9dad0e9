import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../../src/task/types';
import { useService } from './support/use-service';

const CARD = 'talk-social-card.structured-prompt.json';

describe('going back to a result', () => {
  let text: string;
  const { workbench, setKey, generate } = useService({ 'structuredPrompt.generation.size': '2880x1440' });

  const runsFolder = () => path.join(workbench().folder, '.structured-prompt', 'runs', CARD);
  const runFolders = async () => (await readdir(runsFolder())).sort();
  const run = (place: number) => workbench().studio.getByTestId('run').nth(place);
  /** Chooses from the menu of the first image of a run. */
  const choose = async (place: number, name: string) => {
    await run(place).getByTestId('result-image').first().click({ button: 'right' });
    await workbench().studio.getByRole('menuitem', { name }).click();
  };

  before('generate', async function () {
    this.timeout(60_000);
    text = await readFile(path.join(workbench().folder, CARD), 'utf8');
    await setKey();
    await generate(CARD);
  });

  it('puts its prompt back after showing what would change, and one undo takes that back', async () => {
    const bench = workbench();
    const file = path.join(bench.folder, CARD);
    const changed = text.replace(/"text": "[^"]+"/, '"text": "SOMETHING ELSE"');
    assert.notEqual(changed, text);
    await writeFile(file, changed);
    await bench.page.locator('.view-lines', { hasText: 'SOMETHING ELSE' }).first().waitFor();
    await choose(0, 'Use This Prompt…');
    await bench.dialog.getByText('Put the prompt of this run back into').waitFor();
    await bench.dialog.getByText('"SOMETHING ELSE" →').waitFor();
    await bench.page.locator('.tab.active', { hasText: '↔ prompt of' }).waitFor();
    await bench.dialog.getByRole('button', { name: 'Use This Prompt' }).click();
    await bench.page.locator('.tab', { hasText: '↔ prompt of' }).waitFor({ state: 'detached' });
    await bench.runCommand('View: Focus First Editor Group');
    await bench.page.locator('.view-lines', { hasText: 'SOMETHING ELSE' }).waitFor({ state: 'detached' });
    await bench.page.keyboard.press('Control+z');
    await bench.page.locator('.view-lines', { hasText: 'SOMETHING ELSE' }).first().waitFor();
    await bench.page.keyboard.press('Control+Shift+z');
    await bench.page.locator('.view-lines', { hasText: 'SOMETHING ELSE' }).waitFor({ state: 'detached' });
  });

  it('makes the same again at Quality, as a new run', async () => {
    await choose(0, 'Same Again at Quality');
    await run(1).getByTestId('result-image').waitFor();
    await run(0).getByTestId('result-image').waitFor();
    const [, second = ''] = await runFolders();
    const record: unknown = JSON.parse(await readFile(path.join(runsFolder(), second, 'run.json'), 'utf8'));
    assert.ok(isJsonObject(record) && isJsonObject(record['request']));
    const { settings } = record['request'];
    assert.equal(isJsonObject(settings) && settings['renderingSpeed'], 'QUALITY');
  });

  it('notes something about an image, and shows what another program notes', async () => {
    const bench = workbench();
    await choose(0, 'Edit Note…');
    await bench.answer('Note on Image 1', 'The one for the wall');
    const [, second = ''] = await runFolders();
    const file = path.join(runsFolder(), second, 'review.json');
    const shown = (words: string) => bench.studio.locator(`[aria-label*="${words}"], [title*="${words}"]`);
    await shown('The one for the wall').first().waitFor();
    const review = await readFile(file, 'utf8');
    await writeFile(file, review.replace('The one for the wall', 'From elsewhere'));
    await shown('From elsewhere').first().waitFor();
  });

  it('deletes a run after a question, and asks again where there is no trash', async () => {
    const bench = workbench();
    const [, second = ''] = await runFolders();
    await choose(0, 'Delete Run');
    await bench.dialog.getByText(`"${second}"`).waitFor();
    await bench.dialog.getByRole('button', { name: 'Move to Trash' }).click();
    await bench.dialog.getByRole('button', { name: 'Delete Permanently' }).click();
    await run(1).waitFor({ state: 'detached' });
    assert.ok(!existsSync(path.join(runsFolder(), second)));
  });
});
