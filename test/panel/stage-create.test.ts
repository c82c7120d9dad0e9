import assert from 'node:assert/strict';
import type { Bbox } from '../../src/prompt/model';
import { rectOf } from './support/layout';
import { openStage, type StagePage } from './support/stage-page';

describe('Drawing on the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  const isDrawing = async (kind: 'obj' | 'text') =>
    (await stage.panel.byId(`draw-${kind}`).getAttribute('aria-pressed')) === 'true';

  for (const kind of ['obj', 'text'] as const) {
    it(`gives a new ${kind} the drawn box, selects it and shows its text`, async () => {
      await stage.panel.byId(`draw-${kind}`).click();
      assert.ok(await isDrawing(kind));
      await stage.press([200, 200], [300, 260], [400, 700]);
      assert.equal(await stage.page.locator('.created').getAttribute('data-kind'), kind);
      await stage.release();
      assert.deepEqual(await stage.host.one(), { kind: 'add', type: kind, bbox: [200, 200, 700, 400] });
      assert.deepEqual(await stage.chosen(), [5]);
      assert.deepEqual(await stage.drawn(5), [200, 200, 700, 400]);
      assert.deepEqual(await stage.sent('showElement'), [
        { type: 'showElement', document: stage.host.snapshot.uri, index: 5, focus: false },
      ]);
      assert.ok(!(await isDrawing(kind)), 'one box for one press of the button');
    });

    it(`puts a new ${kind} into the middle by keyboard`, async () => {
      await stage.panel.byId(`draw-${kind}`).focus();
      await stage.keys('Enter');
      const bbox: Bbox = kind === 'obj' ? [375, 375, 625, 625] : [440, 200, 560, 800];
      assert.deepEqual(await stage.host.one(), { kind: 'add', type: kind, bbox });
      assert.deepEqual(await stage.chosen(), [5]);
    });

    it(`draws a new ${kind} after its shortcut`, async () => {
      await stage.panel.byId('frame').focus();
      await stage.keys(kind === 'obj' ? 'o' : 't');
      assert.ok(await isDrawing(kind));
      await stage.drag([700, 300], [600, 100]);
      assert.deepEqual(await stage.host.one(), { kind: 'add', type: kind, bbox: [100, 600, 300, 700] });
    });
  }

  it('gives a box of the usual size on a click, within the frame', async () => {
    await stage.panel.byId('draw-obj').click();
    await stage.drag([980, 980]);
    assert.deepEqual(await stage.host.one(), { kind: 'add', type: 'obj', bbox: [750, 750, 1000, 1000] });
  });

  it('draws a square with Shift, within the frame', async () => {
    await stage.panel.byId('draw-obj').click();
    await stage.press([700, 100]);
    await stage.page.keyboard.down('Shift');
    await stage.move([800, 400]);
    await stage.release();
    assert.deepEqual(await stage.host.one(), { kind: 'add', type: 'obj', bbox: [100, 700, 400, 1000] });
  });

  it('is canceled with Escape, before and while a box is drawn', async () => {
    await stage.panel.byId('frame').focus();
    await stage.keys('o', 'Escape');
    assert.ok(!(await isDrawing('obj')));
    await stage.keys('o');
    await stage.press([700, 100], [900, 300]);
    await stage.keys('Escape');
    assert.equal(await stage.page.locator('.created').count(), 0);
    await stage.release();
    assert.deepEqual(await stage.host.sent(), []);
    await stage.keys('Escape');
    assert.ok(!(await isDrawing('obj')));
  });

  it('is canceled with Escape right after its button was pressed', async () => {
    await stage.panel.byId('draw-text').click();
    await stage.keys('Escape');
    assert.ok(!(await isDrawing('text')));
  });
});

describe('The elements without a box', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  const tray = () => stage.panel.byId('unplaced');
  const chip = (index: number) => tray().locator(`[data-element-index="${index}"]`);
  const lift = async (index: number) => {
    const place = await rectOf(chip(index));
    await stage.page.mouse.move(place.x + 15, place.y + 10);
    await stage.page.mouse.down();
  };

  it('wait in the tray, with their numbers and names', async () => {
    assert.match(await tray().innerText(), /^Not placed\s+Three gulls\s+est\. 1911$/);
    assert.equal(await chip(4).getAttribute('aria-label'), '5 text: est. 1911');
    const number = await chip(4)
      .locator('b')
      .evaluate((place) => getComputedStyle(place, '::before').content);
    assert.equal(number, '"5"');
    assert.match((await chip(3).getAttribute('title')) ?? '', /^Three gulls\n.*Drag it onto the stage/);
  });

  it('are dragged onto the stage, keep their index and are selected', async () => {
    await lift(3);
    await stage.move([300, 700]);
    assert.equal(await stage.page.locator('.created').count(), 1);
    await stage.move([600, 200]);
    await stage.release();
    const box = { index: 3, bbox: [75, 475, 325, 725] };
    assert.deepEqual(await stage.host.one(), { kind: 'place', boxes: [box] });
    assert.deepEqual(await stage.chosen(), [3]);
    assert.deepEqual(await stage.drawn(3), box.bbox);
    assert.equal(await chip(3).count(), 0);
    assert.equal(await chip(4).count(), 1);
  });

  it('stay in the tray when dropped elsewhere, or with Escape', async () => {
    await lift(3);
    await stage.move([300, 700]);
    await stage.move([1100, 500]);
    await stage.release();
    await lift(3);
    await stage.move([300, 700]);
    await stage.keys('Escape');
    assert.equal(await stage.page.locator('.created').count(), 0);
    await stage.release();
    assert.equal(await chip(3).count(), 1);
    assert.deepEqual(await stage.host.sent(), []);
    assert.equal(await chip(3).getAttribute('aria-pressed'), 'false', 'nothing waits to be drawn');
  });

  it('are put into the middle with Enter', async () => {
    await chip(4).focus();
    await stage.keys('Enter');
    const box = { index: 4, bbox: [440, 200, 560, 800] };
    assert.deepEqual(await stage.host.one(), { kind: 'place', boxes: [box] });
    assert.deepEqual(await stage.chosen(), [4]);
  });

  it('get the next drawn box after a click', async () => {
    await chip(3).click();
    assert.equal(await chip(3).getAttribute('aria-pressed'), 'true');
    assert.deepEqual(await stage.sent('showElement'), [
      { type: 'showElement', document: stage.host.snapshot.uri, index: 3, focus: false },
    ]);
    await stage.drag([600, 100], [900, 300]);
    const box = { index: 3, bbox: [100, 600, 300, 900] };
    assert.deepEqual(await stage.host.one(), { kind: 'place', boxes: [box] });
  });

  it('still get it after an element was inserted before them in the text', async () => {
    await chip(3).click();
    await stage.host.type((elements) => elements.slice(1).map((one, index) => ({ ...one, index })));
    await stage.drag([600, 100], [900, 300]);
    const [edit] = await stage.host.edits();
    assert.ok(edit?.kind !== 'place' || edit.boxes[0]?.index === 2, JSON.stringify(edit));
  });

  it('come back when their box is removed, and the tray goes when none is left', async () => {
    await stage.drag([200, 200]);
    await stage.keys('Shift+Delete');
    assert.deepEqual(await stage.host.one(), { kind: 'unplace', indices: [0] });
    assert.match(await chip(0).innerText(), /Red kite/);
    await stage.host.type((elements) =>
      elements.map((one) => ({ ...one, bbox: one.bbox ?? [0, 0, 90, 90] })),
    );
    assert.equal(await tray().count(), 0);
  });
});
