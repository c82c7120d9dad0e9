import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { useStage } from './support/use-stage';

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
  const { workbench, file, box, says, middleOf, pixels } = useStage(TEXT);

  it('shows every element, writes nothing, and keeps the one without a box in the tray', async () => {
    const { studio } = workbench();
    assert.match((await box(0).getAttribute('aria-label')) ?? '', /^1 object: A moon/);
    assert.match((await box(1).getAttribute('aria-label')) ?? '', /^2 text: HELLO/);
    assert.match(await studio.getByTestId('unplaced').innerText(), /Two pines/);
    assert.equal(await readFile(file(), 'utf8'), TEXT);
    assert.equal(await workbench().page.locator('.tab.active.dirty').count(), 0);
  });

  it('moves an element by pointer: the file changes in its numbers alone, and one undo in the panel takes it back', async () => {
    const { page, studio } = workbench();
    const from = await middleOf(0);
    const way = await pixels(100);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    // Until then the workbench has the keyboard, and takes Alt for its menus.
    await studio.locator('.box:focus').waitFor();
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
    await page.locator('.view-line', { hasText: 'HELLO' }).click({ position: { x: 80, y: 8 } });
    await studio.locator('.box.linked[data-element-index="1"]').waitFor();
    await box(0).click();
    await studio.locator('.box.linked[data-element-index="0"]').waitFor();
    await page.locator('.active-line-number', { hasText: /^6$/ }).waitFor();
    assert.equal(await page.locator('.monaco-editor.focused').count(), 0);
  });

  it('moves and resizes by keyboard, and takes it back', async () => {
    const { page } = workbench();
    await box(0).click();
    await page.keyboard.press('ArrowRight');
    await says((text) => text === moonAt(400, 401, 500, 501));
    await page.keyboard.press('Alt+ArrowRight');
    await says((text) => text === moonAt(400, 401, 500, 502));
    await page.keyboard.press('Control+z');
    await says((text) => text === moonAt(400, 401, 500, 501));
    await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  });
});
