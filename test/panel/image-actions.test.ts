import assert from 'node:assert/strict';
import type { PanelMessage } from '../../src/protocol/messages';
import { rectOf } from './support/layout';
import { openPanel, type Panel } from './support/panel';
import * as states from './support/states';

const { studio } = states;
const IMAGE = { runId: 'pair', index: 1 };

describe('The actions of an image', function () {
  this.timeout(30_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const item = (key: string) => panel.page.locator(`[data-key="${key}"]`);
  const menu = () => panel.page.getByRole('menu', { name: 'Image' });
  const focused = () => panel.page.evaluate(() => document.activeElement?.getAttribute('data-key'));

  it('are in its menu', async () => {
    const lines: readonly (readonly [string, PanelMessage])[] = [
      ['Remove from Favorites', { type: 'imageAction', action: 'removeFavorite', ...IMAGE }],
      ['Edit Note…', { type: 'imageAction', action: 'editNote', ...IMAGE }],
      ['Use This Prompt…', { type: 'runAction', action: 'usePrompt', runId: 'pair' }],
      ['Open Prompt', { type: 'runAction', action: 'openPrompt', runId: 'pair' }],
      ['Same Again', { type: 'runAction', action: 'again', runId: 'pair' }],
      ['Same Again at Quality', { type: 'runAction', action: 'againQuality', runId: 'pair' }],
      ['Save Image As…', { type: 'imageAction', action: 'saveImage', ...IMAGE }],
      ['Reveal in File Explorer', { type: 'imageAction', action: 'revealImage', ...IMAGE }],
      ['Copy File Path', { type: 'imageAction', action: 'copyFilePath', ...IMAGE }],
      ['Copy Seed', { type: 'imageAction', action: 'copySeed', ...IMAGE }],
      ['Copy Request as JSON', { type: 'runAction', action: 'copyRequest', runId: 'pair' }],
      ['Copy Request as cURL', { type: 'runAction', action: 'copyCurl', runId: 'pair' }],
      ['Save All Images…', { type: 'runAction', action: 'saveAllImages', runId: 'pair' }],
      ['Show Details', { type: 'runAction', action: 'showDetails', runId: 'pair' }],
      ['Open Folder', { type: 'runAction', action: 'openFolder', runId: 'pair' }],
      ['Delete Run', { type: 'runAction', action: 'deleteRun', runId: 'pair' }],
    ];
    for (const [name] of lines) {
      await item('pair/1').click({ button: 'right' });
      // A key that does the same may follow.
      await menu()
        .getByRole('menuitem', { name: new RegExp(`^${name}( \\w+)?$`) })
        .click();
      assert.equal(await menu().count(), 0);
      assert.equal(await focused(), 'pair/1');
    }
    assert.deepEqual(
      await panel.posted(),
      lines.map(([, message]) => message),
    );
  });

  it('are in the same menu by its button while the image has the focus; without it the pointer still reaches them', async () => {
    const more = panel.page.getByRole('button', { name: 'Actions for image 2' });
    await item('pair/1').click();
    assert.equal(await focused(), 'pair/1');
    await more.click();
    await menu().waitFor();
    await panel.page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    await item('pair/1').hover();
    await item('pair/0').focus();
    assert.ok(await more.isVisible());
  });

  it('are in the same menu by its button, and by the menu key, which returns the focus', async () => {
    await item('pair/1').hover();
    await panel.page.getByRole('button', { name: 'Actions for image 2' }).click();
    assert.equal(await menu().count(), 1);
    await panel.page.keyboard.press('Escape');
    await item('half/0').focus();
    await panel.page.keyboard.press('Shift+F10');
    assert.equal(await menu().getByRole('menuitem', { name: 'Add to Favorites' }).count(), 1);
    await panel.page.keyboard.press('Escape');
    assert.equal(await focused(), 'half/0');
  });

  it('have keys in the filmstrip', async () => {
    await item('pair/0').focus();
    for (const key of ['f', 'N', 'Delete']) await panel.page.keyboard.press(key);
    await item('half/0').focus();
    await panel.page.keyboard.press('Delete');
    assert.deepEqual(await panel.posted(), [
      { type: 'imageAction', action: 'addFavorite', runId: 'pair', index: 0 },
      { type: 'imageAction', action: 'editNote', runId: 'pair', index: 0 },
      { type: 'runAction', action: 'deleteRun', runId: 'pair' },
    ]);
  });

  it('are those of the run for a run without images', async () => {
    await panel.byId('error').click({ button: 'right' });
    const names = await menu().getByRole('menuitem').allInnerTexts();
    assert.ok(names.some((name) => name.startsWith('Delete Run')) && names.includes('Same Again'));
    assert.ok(!names.some((name) => /image|seed|favorites|Note/i.test(name)), names.join());
  });

  it('are fewer for a proof, and for a missing image', async () => {
    await panel.show(studio({ runs: [states.PROOF_RUN], selected: null }));
    await item('proof/0').click({ button: 'right' });
    const proof = await menu().getByRole('menuitem').allInnerTexts();
    assert.ok(!proof.some((name) => /request|seed|again/i.test(name)), proof.join());
    await panel.page.keyboard.press('Escape');
    const gone = {
      ...states.PAIR_RUN,
      hasPrompt: false,
      results: [states.result(0, { state: 'missing', uri: null })],
    };
    await panel.show(studio({ runs: [gone], selected: null }));
    await item('pair/0').click({ button: 'right' });
    const missing = await menu().getByRole('menuitem').allInnerTexts();
    assert.ok(!missing.some((name) => /Save|Copy Image|Reveal|Alone/.test(name)), missing.join());
    assert.ok(await menu().getByRole('menuitem', { name: 'Use This Prompt…' }).isDisabled());
  });

  it('copy the image itself', async () => {
    const { page } = panel;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await item('pair/1').click({ button: 'right' });
    await menu().getByRole('menuitem', { name: 'Copy Image' }).click();
    await page.getByRole('status').getByText('Image copied').waitFor({ state: 'attached' });
    const size = await page.evaluate(async () => {
      const [copied] = await navigator.clipboard.read();
      const bitmap = await createImageBitmap((await copied?.getType('image/png')) ?? new Blob());
      return [bitmap.width, bitmap.height];
    });
    assert.deepEqual(size, [1664, 2496]);
    assert.deepEqual(await panel.violations(), []);
  });

  it('say when an image could not be copied', async () => {
    const closed = states.result(0, { uri: '/nowhere.png' });
    await panel.show(studio({ runs: [{ ...states.PAIR_RUN, results: [closed] }] }));
    await item('pair/0').click({ button: 'right' });
    await menu().getByRole('menuitem', { name: 'Copy Image' }).click();
    await panel.byId('said').getByText('The image could not be copied.').waitFor();
    await panel.byId('said').getByRole('button', { name: 'Close' }).click();
    assert.equal(await panel.byId('said').count(), 0);
  });
});

describe('The image viewer', function () {
  this.timeout(30_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const view = () => panel.byId('image-view');
  const image = () => view().locator('img');

  it('replaces the stage by key, button, menu and double click, and returns to it', async () => {
    const { page } = panel;
    await panel.byId('frame').focus();
    await page.keyboard.press('v');
    assert.equal(await image().getAttribute('src'), '/image/1664x2496/2.svg');
    assert.equal(await page.locator('.box, .chip').count(), 0);
    await page.keyboard.press('Escape');
    await panel.byId('frame').waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('frame'));
    await page.getByRole('button', { name: 'Image Alone' }).click();
    await page.getByRole('button', { name: 'Back to the stage' }).click();
    await page.locator('[data-key="pair/1"]').dblclick();
    assert.equal(await view().count(), 1);
    await panel.show(studio({ selected: { runId: 'pair', index: 1 } }));
    await page.keyboard.press('v');
    assert.equal(await view().count(), 0);
    await page.locator('[data-key="pair/1"]').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Image Alone' }).click();
    assert.equal(await view().count(), 1);
    const chosen = (await panel.posted()).filter(({ type }) => type === 'select');
    assert.deepEqual(chosen[0], { type: 'select', runId: 'pair', index: 1 });
  });

  it('shows the image that has the focus in the filmstrip', async () => {
    await panel.page.locator('[data-key="half/0"]').focus();
    await panel.page.keyboard.press('v');
    assert.deepEqual(await panel.posted(), [{ type: 'select', runId: 'half', index: 0 }]);
    await panel.show(studio({ selected: { runId: 'half', index: 0 } }));
    assert.equal(await image().getAttribute('src'), '/image/1664x2496/0.svg');
    await panel.page.keyboard.press('v');
    assert.equal(await view().count(), 0);
  });

  it('shows all of an image or its pixels, moves it, and draws large pixels as squares', async () => {
    await panel.page.keyboard.press('v');
    const rect = () => rectOf(image());
    const whole = await rect();
    const stage = await rectOf(view());
    assert.ok(whole.height <= stage.height && Math.abs(whole.width / whole.height - 2 / 3) < 0.01);
    await panel.page.keyboard.press('1');
    assert.equal((await rect()).width, 1664);
    assert.equal(await image().evaluate((one) => getComputedStyle(one).imageRendering), 'auto');
    const before = await rect();
    await panel.page.keyboard.press('ArrowDown');
    assert.equal((await rect()).y, before.y - 40);
    for (let press = 0; press < 6; press++) await panel.page.keyboard.press('+');
    assert.equal(await image().evaluate((one) => getComputedStyle(one).imageRendering), 'pixelated');
    await panel.page.keyboard.press('0');
    assert.deepEqual(await rect(), whole);
  });

  it('follows the selection in the filmstrip', async () => {
    await panel.page.keyboard.press('v');
    await panel.show(studio({ selected: { runId: 'half', index: 0 } }));
    assert.equal(await image().getAttribute('src'), '/image/1664x2496/0.svg');
  });
});
