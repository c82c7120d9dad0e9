import assert from 'node:assert/strict';
import { DEFAULT_VIEW_OPTIONS } from '../../src/protocol/saved-state';
import { rectOf, wheel } from './support/layout';
import { openPanel, type Panel } from './support/panel';
import { openStage, squareStudio, type Spot, type StagePage } from './support/stage-page';
import { studio } from './support/states';

const URI = studio().document?.uri ?? '';

describe('Looking at the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(async () => {
    await stage.reset();
    await stage.page.getByRole('button', { name: 'Fit' }).click();
  });
  after(() => stage.close());

  const frame = async () => {
    const rect = await rectOf(stage.panel.byId('frame'));
    assert.ok(rect);
    return rect;
  };
  /** Where a place of the frame is on the page. */
  const at = async ([x, y]: Spot) => {
    const { x: left, y: top, width, height } = await frame();
    return [left + (x * width) / 1000, top + (y * height) / 1000] as const;
  };
  const near = (a: readonly number[], b: readonly number[], what: string, most = 1) =>
    a.forEach((value, axis) =>
      assert.ok(Math.abs(value - (b[axis] ?? NaN)) <= most, `${what}: ${a.join()} ${b.join()}`),
    );

  for (const [name, delta] of [
    ['in', -240],
    ['out', 100],
  ] as const) {
    it(`zooms ${name} to the pointer: what is under it stays there`, async () => {
      const spot: Spot = [300, 700];
      const before = await at(spot);
      const { width } = await frame();
      await stage.move(spot);
      await stage.page.keyboard.down('Control');
      await wheel(stage.page, 0, delta);
      await wheel(stage.page, 0, delta);
      await stage.page.keyboard.up('Control');
      // Up to half a pixel that the frame was rounded by before, zoomed as well.
      near(await at(spot), before, 'moved', 2);
      const now = (await frame()).width;
      assert.ok(delta < 0 ? now > width * 1.2 : now < width / 1.2, `${width} ${now}`);
    });
  }

  it('moves with the wheel, and sideways with Shift', async () => {
    const before = await frame();
    await stage.move([500, 500]);
    await wheel(stage.page, 30, 50);
    near([(await frame()).x, (await frame()).y], [before.x - 30, before.y - 50], 'wheel');
    await stage.page.keyboard.down('Shift');
    await wheel(stage.page, 0, 40);
    await stage.page.keyboard.up('Shift');
    near([(await frame()).x, (await frame()).y], [before.x - 70, before.y - 50], 'Shift');
  });

  for (const button of ['middle', 'left'] as const) {
    it(`moves with the ${button === 'left' ? 'space bar held' : 'middle button'}, over a box, too`, async () => {
      const before = await frame();
      await stage.panel.byId('frame').focus();
      if (button === 'left') await stage.page.keyboard.down(' ');
      const [x, y] = await at([200, 200]);
      await stage.page.mouse.move(x, y);
      await stage.page.mouse.down({ button });
      await stage.page.mouse.move(x + 40, y - 25);
      await stage.page.mouse.up({ button });
      near([(await frame()).x, (await frame()).y], [before.x + 40, before.y - 25], button);
      assert.deepEqual(await stage.host.sent(), []);
      assert.deepEqual(await stage.drawn(0), [100, 100, 300, 300]);
    });
  }

  it('shows one image pixel for each device pixel, and fits the frame again', async () => {
    const before = await frame();
    await stage.panel.byId('zoom').click();
    assert.equal((await frame()).width, 2048);
    assert.equal(await stage.panel.byId('zoom').innerText(), '100 %');
    await stage.page.getByRole('button', { name: 'Fit' }).click();
    assert.deepEqual(await frame(), before);
  });

  it('always keeps a part of the frame in sight', async () => {
    await stage.move([500, 500]);
    await wheel(stage.page, -5000, -5000);
    const shown = await rectOf(stage.panel.byId('stage'));
    const { x, y } = await frame();
    assert.ok(x < shown.x + shown.width && y < shown.y + shown.height);
  });

  it('draws and drags where the pointer is at any zoom', async () => {
    await stage.panel.byId('zoom').click();
    await stage.drag([500, 420], [510, 430]);
    const edit = await stage.host.one();
    assert.deepEqual(edit, { kind: 'place', boxes: [{ index: 1, bbox: [410, 410, 610, 810] }] });
  });

  it('shows and hides the boxes, except the selected one', async () => {
    await stage.drag([200, 200]);
    const edge = (index: number) => stage.box(index).evaluate((box) => getComputedStyle(box).borderTopColor);
    await stage.page.getByRole('button', { name: 'Boxes' }).click();
    assert.equal(await edge(1), 'rgba(0, 0, 0, 0)');
    assert.notEqual(await edge(0), 'rgba(0, 0, 0, 0)');
    await stage.page.getByRole('button', { name: 'Boxes' }).click();
    assert.notEqual(await edge(1), 'rgba(0, 0, 0, 0)');
  });

  it('shows a new size at once, before the host has answered', async () => {
    await stage.drag([200, 200]);
    await stage.page.getByRole('combobox', { name: 'Size' }).selectOption('1664x2496');
    const { width, height } = await frame();
    assert.ok(Math.abs(width / height - 1664 / 2496) < 0.01, `${width} × ${height}`);
    assert.deepEqual(await stage.drawn(0), [100, 100, 300, 300]);
    assert.deepEqual(await stage.host.sent(), []);
    await stage.panel.show(squareStudio());
    assert.equal((await frame()).width, (await frame()).height);
  });

  it('shows which of several tasks is on the stage, and changes to another', async () => {
    assert.equal(await stage.page.getByRole('combobox', { name: 'Task on the stage' }).count(), 0);
    await stage.host.send({ tasks: 3, task: 1 });
    const chooser = stage.page.getByRole('combobox', { name: 'Task on the stage' });
    assert.equal(await chooser.inputValue(), '1');
    await chooser.selectOption('Task 3 of 3');
    assert.deepEqual(await stage.sent('chooseTask'), [
      { type: 'chooseTask', document: stage.host.snapshot.uri, task: 2 },
    ]);
  });
});

describe('The backdrop of the stage', function () {
  this.timeout(20_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const select = () => panel.page.getByRole('combobox', { name: 'Backdrop' });
  const opacity = () => panel.page.getByRole('slider', { name: 'Opacity of the backdrop' });

  it('is nothing, the proof, or any result, at any opacity', async () => {
    await opacity().fill('0.4');
    assert.equal(await panel.byId('stage-image').evaluate((image) => getComputedStyle(image).opacity), '0.4');
    await select().selectOption('Layout proof');
    assert.equal(await panel.byId('stage-image').count(), 0);
    assert.match(await panel.byId('stage-proof').innerHTML(), /^<svg/);
    assert.equal(await panel.byId('stage-proof').evaluate((proof) => getComputedStyle(proof).opacity), '0.4');
    await select().selectOption('No backdrop');
    assert.equal(await panel.page.locator('.backdrop').count(), 0);
    assert.equal(await opacity().count(), 0);
    const [, , , last] = await select().locator('option').allInnerTexts();
    assert.match(last ?? '', /· 1$|· 2$/);
    await select().selectOption({ label: last ?? '' });
    assert.deepEqual(
      (await panel.posted()).map(({ type }) => type),
      ['select'],
    );
    assert.equal(await panel.byId('stage-image').count(), 1);
    assert.deepEqual(await panel.violations(), []);
  });

  it('is the result that is selected in the filmstrip', async () => {
    await select().selectOption('No backdrop');
    await panel.byId('result-image').nth(2).click();
    assert.equal(await panel.byId('stage-image').count(), 1);
  });

  it('is kept for each document over a reload, with the other view options', async () => {
    await select().selectOption('Layout proof');
    await opacity().fill('0.25');
    for (const name of ['Boxes', 'Snap', 'Grid']) await panel.page.getByRole('button', { name }).click();
    await panel.byId('zoom').click();
    const saved = await panel.savedState();
    const viewport = { scale: 1, x: 0.5, y: 0.5 };
    const flags = { boxes: false, snap: false, grid: true };
    const viewOptions = { ...DEFAULT_VIEW_OPTIONS, viewport, backdrop: 'proof', opacity: 0.25, ...flags };
    assert.deepEqual(saved, { document: URI, locked: false, looks: { [URI]: viewOptions } });

    const again = await openPanel(studio({ locked: true }), { saved });
    assert.equal(await again.byId('zoom').innerText(), '100 %');
    assert.equal(await again.byId('stage-proof').count(), 1);
    assert.equal(await again.page.getByRole('button', { name: 'Grid', pressed: true }).count(), 1);
    const { document } = studio();
    const other = { ...document, uri: 'file:///other' };
    await again.show(studio({ document: document && { ...document, ...other } }));
    const kept = (await again.savedState()) as { looks: Record<string, unknown> };
    assert.deepEqual(kept.looks, { [URI]: viewOptions });
    assert.equal(DEFAULT_VIEW_OPTIONS.viewport, 'fit');
    await again.close();
  });
});
