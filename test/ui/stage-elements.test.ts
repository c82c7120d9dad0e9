import assert from 'node:assert/strict';
import { exactly } from './support/exactly';
import { useStage } from './support/use-stage';

/** Two elements with boxes, the second one's upside down, and one without. */
const MOON = '{ "type": "obj", "bbox": [400, 400, 500, 500], "desc": "A moon" }';
const WORDS = '{ "type": "text", "bbox": [700, 100, 600, 900], "text": "HELLO", "desc": "Bold capitals" }';
const PINES = '{ "type": "obj", "desc": "Two pines" }';

/** A card with these elements, in this order. */
function card(...elements: readonly string[]): string {
  return [
    '{',
    '  "compositional_deconstruction": {',
    '    "background": "Paper", // cream',
    '    "elements": [',
    elements.map((element) => `      ${element}`).join(',\r\n'),
    '    ]',
    '  }',
    '}',
    '',
  ].join('\r\n');
}

const TEXT = card(MOON, WORDS, PINES);

describe('the elements on the stage of the workbench', () => {
  const { workbench, box, says, pixels } = useStage(TEXT);
  const undone = async () => {
    await workbench().page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  };

  it('duplicates, reorders and deletes by keyboard, each one step to undo', async () => {
    const { page } = workbench();
    await box(0).click();
    await page.keyboard.press('Control+d');
    const copied = await says((text) => text !== TEXT);
    assert.equal(
      copied,
      card(MOON, MOON.replace('[400, 400, 500, 500]', '[420, 420, 520, 520]'), WORDS, PINES),
    );
    await undone();
    await box(0).click();
    await page.keyboard.press('}');
    assert.equal(await says((text) => text !== TEXT), card(WORDS, PINES, MOON));
    await undone();
    await box(0).click();
    await page.keyboard.press('Delete');
    assert.equal(await says((text) => text !== TEXT), card(WORDS, PINES));
    await undone();
  });

  it('takes a box away and places the element again from the tray, by keyboard', async () => {
    const { page, studio } = workbench();
    await box(0).click();
    await page.keyboard.press('Shift+Delete');
    const without = card(MOON.replace(' "bbox": [400, 400, 500, 500],', ''), WORDS, PINES);
    assert.equal(await says((text) => text !== TEXT), without);
    const chip = studio.getByTestId('unplaced').getByRole('button', { name: /A moon/ });
    await chip.focus();
    await page.keyboard.press('Enter');
    const placed = await says((text) => text !== without);
    assert.equal(placed.replace(/ "bbox": \[\d+, \d+, \d+, \d+\],(?= "desc": "A moon")/, ''), without);
    await box(0).waitFor();
  });

  it('draws a new element where the pointer says, and Enter goes to its words in the text', async () => {
    const { page, studio } = workbench();
    await box(0).click();
    await page.keyboard.press('t');
    const frame = await studio.getByTestId('frame').boundingBox();
    assert.ok(frame);
    const [left, right] = [await pixels(100), await pixels(400)];
    await page.keyboard.down('Alt');
    await page.mouse.move(frame.x + left, frame.y + left);
    await page.mouse.down();
    await page.mouse.move(frame.x + right, frame.y + right, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    const drawn = await says((text) => text !== TEXT);
    const added =
      /, \{ "type": "text", "bbox": \[(.+)\], "text": "", "desc": "" \}|,\r\n {6}(\{ "type": "text".+"desc": "" \})/;
    assert.match(drawn, added);
    assert.equal(drawn.replace(added, ''), TEXT);
    await box(3).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.type('MOON');
    await says((text) => text.includes('"text": "MOON"'));
    await studio.getByRole('button', { name: '4 text: MOON' }).waitFor();
  });

  it('keeps the last layout, grayed, while the text does not parse, and comes back by itself', async () => {
    const { page, studio } = workbench();
    await page.locator('.view-line', { hasText: 'Two pines' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' {');
    await studio.locator('.frame.stale').waitFor();
    await exactly(studio.locator('.box'), 2);
    await studio
      .getByTestId('problem')
      .getByText(/line 7/i)
      .waitFor();
    await page.keyboard.press('Control+z');
    await studio.locator('.frame:not(.stale)').waitFor();
    await exactly(studio.locator('.box'), 2);
  });

  it('marks the box that something is wrong with, and mends it there', async () => {
    const { page, studio } = workbench();
    const mark = studio.locator('.mark[data-mark="1"]');
    await mark.focus();
    const fix = studio.getByTestId('problem-card').getByRole('button').first();
    await fix.waitFor();
    await fix.click();
    const mended = await says((text) => text !== TEXT);
    assert.equal(mended, TEXT.replace('[700, 100, 600, 900]', '[600, 100, 700, 900]'));
    await mark.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await says((text) => text === TEXT);
  });

  it('walks from the text through the elements and back by keyboard alone', async () => {
    const { page, studio } = workbench();
    // The panel's group of editors; then past the toolbar.
    await page.keyboard.press('Control+2');
    const focused = studio.locator('.box:focus');
    for (let press = 0; press < 40 && (await focused.count()) === 0; press++) {
      await page.keyboard.press('Tab');
    }
    const first = await focused.getAttribute('data-element-index');
    await page.keyboard.press('Tab');
    assert.notEqual(await focused.getAttribute('data-element-index'), first);
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused').waitFor();
    await page.locator('.active-line-number', { hasText: /^[56]$/ }).waitFor();
  });

  it('is looked at as before after a reload of the window', async () => {
    const { studio } = workbench();
    await box(0).waitFor();
    await studio.getByTestId('zoom').click();
    await studio.getByRole('combobox', { name: 'Backdrop' }).selectOption('Layout proof');
    await workbench().reload();
    await studio.getByTestId('stage-proof').waitFor();
    assert.equal(await studio.getByTestId('zoom').innerText(), '100 %');
    await exactly(box(0), 1);
  });
});
