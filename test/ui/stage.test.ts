import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useWorkbench } from './support/use-workbench';

const FILE = 'stage.structured-prompt.json';

/** Windows line ends, a comment, an escape, an unknown key and a layout of its own. */
const TEXT = [
  '// A card',
  '{',
  '  "compositional_deconstruction": {',
  '    "background": "Paper \\u2014 cream",',
  '    "elements": [',
  '      { "type": "obj", "bbox": [400, 400, 500, 500], "desc": "A moon", "id": 7 },',
  '      { "type": "text", "bbox": [600,100,700,900], "text": "HELLO", "desc": "Bold capitals" }, // the words',
  '      { "type": "obj", "desc": "Two pines" },',
  '    ]',
  '  }',
  '}',
  '',
].join('\r\n');

/** The same text with other numbers in the box of the moon. */
const moonAt = (...box: readonly number[]) => TEXT.replace('[400, 400, 500, 500]', `[${box.join(', ')}]`);

describe('the stage in the workbench', () => {
  const workbench = useWorkbench({
    settings: {
      'structuredPrompt.generation.size': '2048x2048',
      'files.autoSave': 'afterDelay',
      'files.autoSaveDelay': 1,
      'files.eol': 'auto',
    },
  });

  const file = () => path.join(workbench().folder, FILE);
  const box = (index: number) => workbench().studio.locator(`.box[data-element-index="${index}"]`);

  /** Waits until the file says this, byte for byte. */
  const says = async (isMeant: (text: string) => boolean) => {
    for (;;) {
      const text = await readFile(file(), 'utf8');
      if (isMeant(text)) return text;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const middleOf = async (index: number) => {
    const { x, y, width, height } = (await box(index).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: x + width / 2, y: y + height / 2 };
  };

  /** Pixels of the screen for so many grid units. */
  const pixels = async (units: number) => {
    const frame = await workbench().studio.getByTestId('frame').boundingBox();
    return ((frame?.width ?? 0) * units) / 1000;
  };

  before('open the prompt beside its stage', async function () {
    this.timeout(60_000);
    await writeFile(file(), TEXT);
    await workbench().openFile(FILE);
    await workbench().runCommand('Structured Prompt: Open Studio');
    await box(0).waitFor();
  });

  it('shows every element, writes nothing, and keeps the one without a box in the tray', async () => {
    const { studio } = workbench();
    assert.match((await box(0).getAttribute('aria-label')) ?? '', /^1 object: A moon/);
    assert.match((await box(1).getAttribute('aria-label')) ?? '', /^2 text: HELLO/);
    assert.match(await studio.getByTestId('unplaced').innerText(), /Two pines/);
    assert.equal(await readFile(file(), 'utf8'), TEXT);
    assert.equal(await workbench().page.locator('.tab.active.dirty').count(), 0);
  });

  it('moves an element by pointer: the file changes in its numbers alone, and one undo in the panel takes it back', async () => {
    const { page } = workbench();
    const from = await middleOf(0);
    const way = await pixels(100);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.keyboard.down('Alt');
    await page.mouse.move(from.x + way / 2, from.y, { steps: 3 });
    await page.mouse.move(from.x + way, from.y, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    const moved = await says((text) => text !== TEXT);
    const [, x = 0] = /"bbox": \[400, (\d+),/.exec(moved)?.map(Number) ?? [];
    assert.ok(Math.abs(x - 500) <= 3, `${x}`);
    assert.equal(moved, moonAt(400, x, 500, x + 100));
    await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
    // The keyboard is still the panel's.
    await page.keyboard.press('Control+Shift+z');
    await says((text) => text === moved);
    await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  });

  it('resizes by a handle, and Escape takes a drag back before it is anything', async () => {
    const { page, studio } = workbench();
    await box(0).click();
    const handle = await studio.locator('[data-handle="e"]').boundingBox();
    assert.ok(handle);
    const at = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
    const way = await pixels(200);
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + way, at.y, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await studio.locator('.box.moving').waitFor({ state: 'detached' });
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + way, at.y, { steps: 4 });
    await page.mouse.up();
    const resized = await says((text) => text !== TEXT);
    const [, right = 0] = /"bbox": \[400, 400, 500, (\d+)\]/.exec(resized)?.map(Number) ?? [];
    assert.ok(Math.abs(right - 700) <= 35, `${right}`);
    assert.equal(resized, moonAt(400, 400, 500, right));
    await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  });

  it('highlights the element that the text cursor is in, and shows in the text what is chosen, without taking the keyboard', async () => {
    const { page, studio } = workbench();
    await workbench().openFile(FILE);
    await page.keyboard.press('Control+Home');
    for (let line = 0; line < 6; line++) await page.keyboard.press('ArrowDown');
    await studio.locator('.box.linked[data-element-index="1"]').waitFor();
    await box(0).click();
    await studio.locator('.box.linked[data-element-index="0"]').waitFor();
    await page.locator('.statusbar-item', { hasText: 'Ln 6, Col 7' }).waitFor();
    assert.equal(await page.locator('.monaco-editor.focused').count(), 0);
  });

  it('is used by keyboard alone: Tab, arrows, Alt and arrows, Enter', async () => {
    const { page, studio } = workbench();
    await studio.getByTestId('frame').focus();
    await page.keyboard.press('Tab');
    await studio.locator('.box.selected[data-element-index="0"]').waitFor();
    await page.keyboard.press('ArrowRight');
    await says((text) => text === moonAt(400, 401, 500, 501));
    await page.keyboard.press('Shift+ArrowDown');
    await says((text) => text === moonAt(410, 401, 510, 501));
    await page.keyboard.press('Alt+ArrowRight');
    await says((text) => text === moonAt(410, 401, 510, 502));
    for (const box of [
      [410, 401, 510, 501],
      [400, 401, 500, 501],
      [400, 400, 500, 500],
    ]) {
      await page.keyboard.press('Control+z');
      await says((text) => text === moonAt(...box));
    }
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.type('Full: ');
    await says((text) => text === TEXT.replace('A moon', 'Full: A moon'));
    await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  });

  it('duplicates, reorders and deletes, each one step to undo', async () => {
    const { page } = workbench();
    await box(0).click();
    await page.keyboard.press('Control+d');
    const copied = await says((text) => text !== TEXT);
    assert.match(copied, /"bbox": \[420, 420, 520, 520\], "desc": "A moon", "id": 7 \},\r\n/);
    await workbench().studio.locator('.box.selected[data-element-index="1"]').waitFor();
    await page.keyboard.press('}');
    await says((text) => text.indexOf('[420, 420, 520, 520]') > text.indexOf('Two pines'));
    await page.keyboard.press('Delete');
    await says((text) => text === TEXT);
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  });

  it('places an element from the tray by keyboard, draws a new one, and removes a box without its element', async () => {
    const { page, studio } = workbench();
    await studio.getByTestId('unplaced').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await says((text) => /"type": "obj", "bbox": \[\d+, \d+, \d+, \d+\], "desc": "Two pines"/.test(text));
    await studio.locator('.box.selected[data-element-index="2"]').waitFor();
    await page.keyboard.press('Shift+Delete');
    await says((text) => text === TEXT);
    await studio.getByTestId('draw-text').click();
    const frame = await studio.getByTestId('frame').boundingBox();
    assert.ok(frame);
    const at = (x: number, y: number) => [frame.x + frame.width * x, frame.y + frame.height * y] as const;
    await page.mouse.move(...at(0.1, 0.1));
    await page.mouse.down();
    await page.mouse.move(...at(0.6, 0.2), { steps: 4 });
    await page.mouse.up();
    await says((text) =>
      /\{ "type": "text", "bbox": \[\d+, \d+, \d+, \d+\], "text": "", "desc": "" \},\r\n/.test(text),
    );
    await studio.locator('.box.selected[data-element-index="3"]').waitFor();
    await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  });

  it('follows the text at each keystroke, keeps the last good stage where it cannot be read, and comes back by itself', async () => {
    const { page, studio } = workbench();
    await workbench().openFile(FILE);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('x');
    await studio.locator('[data-testid="frame"].stale').waitFor();
    await studio
      .getByTestId('problem')
      .getByText(/Line 12/)
      .waitFor();
    assert.equal(await studio.locator('.box').count(), 2);
    await page.keyboard.press('Backspace');
    await studio.locator('[data-testid="frame"]:not(.stale)').waitFor();
    await says((text) => text === TEXT);
  });

  it('marks what the linter found, and mends it there', async () => {
    const { page, studio } = workbench();
    await workbench().openFile(FILE);
    await writeFile(file(), TEXT.replace('[400, 400, 500, 500]', '[500, 400, 400, 500]'));
    await studio.getByTestId('mark').first().hover();
    await studio.getByTestId('problem-card').getByRole('button').first().click();
    await says((text) => text === TEXT);
    await page.mouse.move(0, 0);
  });

  it('keeps zoom and backdrop over a reload of the window', async () => {
    const bench = workbench();
    await bench.studio.getByRole('combobox', { name: 'Backdrop' }).selectOption('proof');
    await bench.studio.getByTestId('stage-proof').waitFor();
    await bench.studio.getByTestId('zoom').click();
    await bench.studio.getByTestId('zoom').getByText('100 %').waitFor();
    await bench.reload();
    await bench.studio.getByTestId('stage-proof').waitFor();
    await bench.studio.getByTestId('zoom').getByText('100 %').waitFor();
    assert.equal(await readFile(file(), 'utf8'), TEXT);
  });
});
