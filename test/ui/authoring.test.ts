import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exactly } from './support/exactly';
import { useWorkbench } from './support/use-workbench';

describe('writing a prompt in the workbench', () => {
  const workbench = useWorkbench();

  it('offers the next keys of the format, with what they do', async () => {
    const bench = workbench();
    const { page } = bench;
    await writeFile(path.join(bench.folder, 'new.structured-prompt.json'), '{\n  \n}\n');
    await bench.openFile('new.structured-prompt.json');
    // The missing composition is underlined: the language service is there.
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Space');
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.filter({ hasText: 'compositional_deconstruction' }).waitFor();
    const labels = await rows.locator('.label-name').allInnerTexts();
    const keys = ['high_level_description', 'style_description', 'compositional_deconstruction'];
    const offered = labels.filter((label) => keys.includes(label));
    assert.deepEqual(offered, keys, 'in the trained order');
  });

  it('takes a suggestion into the text', async () => {
    const bench = workbench();
    const { page } = bench;
    const focused = page.locator('.suggest-widget.visible .monaco-list-row.focused');
    await focused.filter({ hasText: 'high_level_description' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active.dirty').waitFor();
    await page.keyboard.press('Control+S');
    await bench.saved();
    const text = await readFile(path.join(bench.folder, 'new.structured-prompt.json'), 'utf8');
    assert.match(text, /"high_level_description": "/);
  });

  it('underlines a mistake at its place and says what is wrong', async () => {
    const bench = workbench();
    const { page } = bench;
    const element = '{ "type": "object", "desc": "A boat" }';
    const text = `{\n"compositional_deconstruction": { "background": "Sea",\n"elements": [${element}] }\n}\n`;
    await writeFile(path.join(bench.folder, 'mistake.structured-prompt.json'), text);
    await bench.openFile('mistake.structured-prompt.json');
    await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
    await bench.runCommand('Go to Next Problem in Files (Error, Warning, Info)');
    await page.locator('.marker-widget', { hasText: 'The type of an element is "obj"' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('opens a new prompt from a template, unsaved, with IntelliSense', async () => {
    const bench = workbench();
    const { page } = bench;
    await bench.runCommand('Structured Prompt: New Prompt…');
    await bench.quickInputRow('Poster with text').click();
    await page.locator('.tab.active.dirty', { hasText: 'poster.structured-prompt.json' }).waitFor();
    await page.locator('.codelens-decoration', { hasText: 'Make a layout proof' }).waitFor();
  });

  it('makes a proof of the unsaved prompt, in the size of its template', async () => {
    const bench = workbench();
    await bench.runCommand('Structured Prompt: Generate');
    const image = bench.studio.getByTestId('stage-image');
    await image.waitFor();
    assert.match(await bench.studio.getByTestId('run').first().innerText(), /Layout proof/);
    await bench.page.locator('.tab.dirty', { hasText: 'poster.structured-prompt.json' }).waitFor();
  });

  it('keeps its size and its runs when it is saved', async () => {
    const bench = workbench();
    await bench.openFile('poster.structured-prompt.json');
    await bench.page.keyboard.press('Control+S');
    await bench.saved();
    await bench.studio.getByTestId('stage-image').waitFor();
    await exactly(bench.studio.getByTestId('run'), 1);
    assert.equal(await bench.studio.getByRole('combobox', { name: 'Size' }).inputValue(), '1664x2496');
  });

  it('says for a sentence without a key what is needed, and draws nothing', async () => {
    const bench = workbench();
    await bench.openFile('garden-ideas.image-task.json');
    await bench.page.locator('.codelens-decoration', { hasText: 'Set an API key to generate' }).waitFor();
    await bench.runCommand('Structured Prompt: Generate');
    await bench.notification('A sentence has no layout to draw').waitFor();
    assert.equal(await bench.studio.getByTestId('run').count(), 0);
  });

  it('follows the active prompt, and stays when it is locked', async () => {
    const bench = workbench();
    const name = bench.studio.getByTestId('studio');
    await bench.openFile('jazz-flyer.structured-prompt.json');
    await name.getByText('jazz-flyer', { exact: true }).waitFor();
    const lock = bench.studio.getByRole('button', { name: 'Stay on this prompt' });
    await lock.click();
    await bench.openFile('cafe-menu.structured-prompt.json');
    assert.equal(await lock.getAttribute('aria-pressed'), 'true');
    await name.getByText('jazz-flyer', { exact: true }).waitFor();
    await lock.click();
    await name.getByText('cafe-menu', { exact: true }).waitFor();
  });
});
