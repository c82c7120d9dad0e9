import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exactly } from './support/exactly';
import { useWorkbench } from './support/use-workbench';

const ELEMENT =
  '{ "type": "object", "bbox": [950, 90, 200, 10], "desc": "A boat", "color_palette": ["#1b3a57"] }';

/** A prompt with three mistakes, each with a certain fix, and what is left of it without them. */
const MISTAKEN = `{\n  "compositional_deconstruction": {\n    "background": "Sea",\n    "elements": [\n      ${ELEMENT}\n    ]\n  }\n}\n`;
const MENDED = MISTAKEN.replace('"object"', '"obj"')
  .replace('[950, 90, 200, 10]', '[200, 10, 950, 90]')
  .replace('#1b3a57', '#1B3A57');

describe('mending a prompt in the workbench', () => {
  const workbench = useWorkbench({
    settings: { 'editor.codeActionsOnSave': { 'source.fixAll.structuredPrompt': 'explicit' } },
  });

  const file = (name: string) => path.join(workbench().folder, name);
  const squiggles = () => workbench().page.locator('.monaco-editor .squiggly-warning');

  async function open(name: string, text: string): Promise<void> {
    await writeFile(file(name), text);
    await workbench().openFile(name);
  }

  /** Saves the active editor; the text of its file then. */
  async function save(name: string): Promise<string> {
    const { page } = workbench();
    await page.locator('.tab.active.dirty').waitFor();
    await page.keyboard.press('Control+S');
    await workbench().saved();
    return readFile(file(name), 'utf8');
  }

  it('underlines every mistake, and says at each what is wrong and where that is explained', async () => {
    await open('mistaken.structured-prompt.json', MISTAKEN);
    const { page } = workbench();
    await squiggles().nth(2).waitFor();
    await exactly(squiggles(), 3);
    await workbench().runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.locator('.marker-widget', { hasText: 'element-type' }).waitFor();
    await page.keyboard.press('Escape');
    await workbench().runCommand('Show or Focus Hover');
    const hover = page.locator('.monaco-hover-content:visible');
    await hover.filter({ hasText: 'The type of an element is' }).waitFor();
    await hover.getByText('element-type').click();
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await preview.getByRole('heading', { name: 'element-type' }).waitFor();
    await page.locator('.tab', { hasText: 'element-type.md' }).waitFor();
  });

  it('offers the fix in the light bulb', async () => {
    const { page } = workbench();
    await workbench().openFile('mistaken.structured-prompt.json');
    await workbench().runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget:visible');
    await menu.getByText('Fix all problems that have a certain fix').waitFor();
    await menu.getByText('"obj"').first().click();
    await page.locator('.view-line', { hasText: '"type": "obj"' }).waitFor();
    await squiggles().nth(2).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Z');
    await page.locator('.view-line', { hasText: '"type": "object"' }).waitFor();
  });

  it('mends all of it at the save', async () => {
    const { page } = workbench();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n');
    assert.equal(await save('mistaken.structured-prompt.json'), `${MENDED}\n`);
    await squiggles().first().waitFor({ state: 'detached' });
  });

  it('brings a prompt into canonical form with one keystroke', async () => {
    const loose = '{ "compositional_deconstruction": { "elements": [], "background": "Sea" } }\n';
    await open('loose.structured-prompt.json', loose);
    await squiggles().first().waitFor();
    await workbench().page.keyboard.press('Shift+Alt+K');
    assert.equal(
      await save('loose.structured-prompt.json'),
      '{ "compositional_deconstruction": { "background": "Sea", "elements": [] } }\n',
    );
  });

  it('says of a key what it is for', async () => {
    const { page } = workbench();
    await workbench().openFile('loose.structured-prompt.json');
    await page.getByText('"background"', { exact: true }).first().click();
    await workbench().runCommand('Show or Focus Hover');
    await page
      .locator('.monaco-hover-content:visible', { hasText: 'Everything behind the elements' })
      .waitFor();
  });
});
