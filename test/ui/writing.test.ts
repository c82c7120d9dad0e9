import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useWorkbench } from './support/use-workbench';

describe('writing by keyboard alone in the workbench', () => {
  const workbench = useWorkbench();

  const press = (key: string) => workbench().page.keyboard.press(key);
  const type = (text: string) => workbench().page.keyboard.type(text);
  const suggestions = () => workbench().page.locator('.suggest-widget.visible .monaco-list-row');
  const picker = () => workbench().page.locator('.colorpicker-body');

  /** The suggestion that Enter and Tab take. */
  const selected = (label: string) =>
    suggestions().and(workbench().page.locator('.focused')).filter({ hasText: label });

  /** Opens a new file, and waits until the extension is there for it. */
  async function begin(name: string, text: string): Promise<void> {
    await writeFile(path.join(workbench().folder, name), text);
    await workbench().openFile(name);
    await workbench().page.locator('.codelens-decoration', { hasText: 'Open Studio' }).waitFor();
  }

  async function saved(name: string): Promise<string> {
    await press('Control+S');
    await workbench().saved();
    return readFile(path.join(workbench().folder, name), 'utf8');
  }

  /** Waits until a line of the editor holds this. */
  async function line(text: string): Promise<void> {
    await workbench().page.locator('.view-line', { hasText: text }).waitFor();
  }

  it('begins with a whole prompt, and goes from field to field', async () => {
    // The editor asks nobody about an empty file before the first key: another prompt wakes the extension.
    await begin('first.structured-prompt.json', '{}\n');
    await begin('keys.structured-prompt.json', '');
    await press('Control+Space');
    await suggestions().filter({ hasText: 'Structured prompt: photograph' }).waitFor();
    await press('ArrowDown');
    await selected('Structured prompt: photograph').waitFor();
    await press('Enter');
    await line('"medium": "photograph"');
    await type('A boat at dusk');
    await press('Tab');
    await type('nosta');
    await selected('nostalgic').waitFor();
    await press('Tab');
    await line('"aesthetics": "nostalgic",');
    await press('Tab');
    await type('blue');
    await selected('blue hour glow').waitFor();
    await press('Enter');
    await line('"lighting": "blue hour glow",');
    const { high_level_description, style_description } = JSON.parse(
      await saved('keys.structured-prompt.json'),
    ) as { high_level_description: string; style_description: Record<string, unknown> };
    assert.equal(high_level_description, 'A boat at dusk');
    assert.deepEqual(Object.keys(style_description), [
      'aesthetics',
      'lighting',
      'photo',
      'medium',
      'color_palette',
    ]);
    await workbench().page.locator('.monaco-editor .squiggly-warning').waitFor({ state: 'detached' });
  });

  it('pastes what a chat wrote as it is, and mended once that is chosen', async () => {
    const name = 'pasted.structured-prompt.json';
    const prompt = '{"compositional_deconstruction": {"background": "sea", "elements": []}}';
    await begin(name, '{}\n');
    await press('Control+A');
    await workbench().page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      `Here it is:\n\`\`\`json\n${prompt}\n\`\`\``,
    );
    await press('Control+V');
    await line('Here it is:');
    await workbench().page.locator('.post-edit-widget').click();
    await workbench()
      .page.locator('.action-widget .monaco-list-row', { hasText: 'Paste as Mended Prompt' })
      .click();
    await workbench().page.locator('.view-line', { hasText: 'Here it is:' }).waitFor({ state: 'detached' });
    assert.equal(await saved(name), `${prompt}\n`);
  });

  it('leaves the literal text of an element to the person', async () => {
    const name = 'text.structured-prompt.json';
    await begin(
      name,
      '{\n  "compositional_deconstruction": {\n    "background": "COASTAL",\n    "elements": [\n      \n    ]\n  }\n}\n',
    );
    for (let row = 0; row < 4; row += 1) await press('ArrowDown');
    await press('End');
    await press('Control+Space');
    await suggestions().filter({ hasText: 'Element: text' }).waitFor();
    await press('ArrowDown');
    await selected('Element: text').waitFor();
    await press('Enter');
    await line('"text": "TITLE"');
    for (let side = 0; side < 4; side += 1) await press('Tab');
    await type('VISIT THE COAST COAS');
    await line('"text": "VISIT THE COAST COAS"');
    // Asked for outright, there is nothing to offer: no words of the file.
    await press('Control+Space');
    await workbench().page.locator('.suggest-widget.visible.message').waitFor();
    await press('Escape');
    await press('Tab');
    await type('conde');
    await selected('condensed sans-serif').waitFor();
    await press('Enter');
    const text = await saved(name);
    assert.match(text, /"text": "VISIT THE COAST COAS",\n.*"desc": "condensed sans-serif"\n/);
    assert.doesNotThrow(() => JSON.parse(text) as unknown);
  });

  it('takes a width and its height as a pair', async () => {
    await begin('pair.image-task.json', '{\n  "positivePrompt": "A boat",\n  \n}\n');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('End');
    await type('"wid');
    await selected('width').waitFor();
    await press('Enter');
    await suggestions().filter({ hasText: '2048 × 2048 (1:1)' }).waitFor();
    await type('16');
    await selected('1664 × 2496 (2:3)').waitFor();
    await press('Enter');
    await line('"height": 2496');
    assert.equal(
      await saved('pair.image-task.json'),
      '{\n  "positivePrompt": "A boat",\n  "width": 1664,\n  "height": 2496\n}\n',
    );
  });

  it('writes the color that is picked at a swatch in uppercase', async () => {
    const name = 'swatch.structured-prompt.json';
    const before = '{ "style_description": { "color_palette": ["#1b3a57"] } }\n';
    await begin(name, before);
    const { page } = workbench();
    await page.locator('.colorpicker-color-decoration').click();
    await picker().waitFor();
    await picker()
      .locator('.saturation-wrap')
      .click({ position: { x: 200, y: 40 } });
    await page.locator('.tab.active.dirty', { hasText: name }).waitFor();
    await press('Escape');
    const text = await saved(name);
    assert.match(text, /\["#[0-9A-F]{6}"\]/);
    assert.equal(text.replace(/#[0-9A-F]{6}/, '#1b3a57'), before);
    assert.doesNotMatch(text, /1B3A57/);
  });
});
