import assert from 'node:assert/strict';
import { rectOf } from './support/layout';
import { openStage, type StagePage } from './support/stage-page';
import { obj } from '../unit/webview/stage/elements';

/** Three boxes of one size and place, and one that holds them all. */
const STACK = [
  obj([300, 300, 500, 500], 'Bottom'),
  obj([300, 300, 500, 500], 'Middle'),
  obj([300, 300, 500, 500], 'Top'),
  obj([100, 100, 900, 900], 'Large'),
];

describe('Selecting on the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  it('selects the box under the pointer, shows its text and keeps the focus on the stage', async () => {
    await stage.drag([200, 200]);
    assert.deepEqual(await stage.chosen(), [0]);
    assert.deepEqual(await stage.panel.posted(), [
      { type: 'showElement', document: stage.host.snapshot.uri, index: 0, focus: false },
    ]);
    assert.equal(await stage.box(0).evaluate((box) => box === document.activeElement), true);
  });

  it('adds to the selection and removes from it with Shift', async () => {
    await stage.drag([200, 200]);
    await stage.page.keyboard.down('Shift');
    await stage.drag([600, 500]);
    assert.deepEqual(await stage.chosen(), [0, 1]);
    await stage.drag([200, 200]);
    assert.deepEqual(await stage.chosen(), [1]);
  });

  it('selects all that a brush touches, and with Shift adds it to the selection', async () => {
    await stage.drag([950, 950], [250, 550]);
    assert.deepEqual(await stage.chosen(), [1, 2]);
    await stage.page.keyboard.down('Shift');
    await stage.drag([50, 50], [110, 110]);
    assert.deepEqual(await stage.chosen(), [0, 1, 2]);
    assert.deepEqual(await stage.host.sent(), []);
  });

  it('shows the brush while it is drawn', async () => {
    await stage.press([950, 950], [500, 900]);
    assert.equal(await stage.page.locator('.brush').count(), 1);
    await stage.release();
    assert.equal(await stage.page.locator('.brush').count(), 0);
  });

  it('clears the selection by a click beside the boxes', async () => {
    await stage.drag([200, 200]);
    await stage.drag([900, 100]);
    assert.deepEqual(await stage.chosen(), []);
  });

  it('selects all by keyboard', async () => {
    await stage.panel.byId('frame').focus();
    await stage.keys('Control+a');
    assert.deepEqual(await stage.chosen(), [0, 1, 2]);
  });

  it('focuses the boxes with Tab in the order of the elements, and names each', async () => {
    await stage.panel.byId('frame').focus();
    const names: (string | null)[] = [];
    for (let index = 0; index < 3; index++) {
      await stage.keys('Tab');
      names.push(await stage.page.locator(':focus').getAttribute('aria-label'));
      assert.deepEqual(await stage.chosen(), [index]);
      const outline = await stage.page
        .locator(':focus')
        .evaluate((box) => getComputedStyle(box).outlineStyle);
      assert.equal(outline, 'solid');
    }
    assert.deepEqual(names, ['1 object: Red kite', '2 text: HELLO', '3 object: Blue boat']);
    const shown = (await stage.sent('showElement')).map(({ index, focus }) => [index, focus]);
    assert.deepEqual(shown, [
      [0, false],
      [1, false],
      [2, false],
    ]);
  });

  it('goes to the text with Enter and with a double click', async () => {
    await stage.drag([200, 200]);
    await stage.keys('Enter');
    const spot = await rectOf(stage.box(1));
    await stage.page.mouse.dblclick(spot.x + 20, spot.y + 20);
    const focused = (await stage.sent('showElement')).filter(({ focus }) => focus);
    assert.deepEqual(
      focused.map(({ index }) => index),
      [0, 1],
    );
    assert.deepEqual(await stage.chosen(), [1]);
  });

  it('marks the element that the text cursor is in, and no other', async () => {
    const { uri } = stage.host.snapshot;
    await stage.panel.send({ type: 'cursor', uri, element: 1 });
    assert.deepEqual(await linked(stage), ['1']);
    await stage.panel.send({ type: 'cursor', uri: 'file:///other', element: 0 });
    assert.deepEqual(await linked(stage), ['1']);
    await stage.panel.send({ type: 'cursor', uri, element: 3 });
    assert.deepEqual(await linked(stage), ['3']);
    await stage.panel.send({ type: 'cursor', uri, element: null });
    assert.deepEqual(await linked(stage), []);
    assert.deepEqual(await stage.chosen(), []);
    assert.deepEqual(await stage.panel.posted(), []);
  });

  it('shows the description of the box under the pointer', async () => {
    assert.equal(await stage.box(0).getAttribute('title'), 'Red kite');
    assert.equal(await stage.box(1).getAttribute('title'), 'Bold sans-serif');
  });
});

async function linked(stage: StagePage): Promise<readonly (string | null)[]> {
  return stage.page
    .locator('.linked')
    .evaluateAll((parts) => parts.map((part) => part.getAttribute('data-element-index')));
}

describe('Boxes over each other', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage({ elements: STACK })));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  /** Clicks that are no double clicks: between them the pointer is elsewhere, where nothing is chosen by it. */
  const clickApart = async () => {
    await stage.move([950, 950]);
    await stage.page.mouse.click(...(await pointer(stage)), { button: 'middle' });
    await stage.drag([400, 400]);
  };

  it('are selected from the top down by one click after the other, and then again from the top', async () => {
    const seen: number[] = [];
    for (let click = 0; click < 5; click++) {
      await clickApart();
      seen.push(...(await stage.chosen()));
    }
    assert.deepEqual(seen, [2, 1, 0, 3, 2]);
  });

  it('are dragged by the selected one where it lies below others', async () => {
    for (let click = 0; click < 3; click++) await clickApart();
    await stage.drag([400, 400], [420, 440]);
    assert.deepEqual(await stage.host.one(), {
      kind: 'place',
      boxes: [{ index: 0, bbox: [340, 320, 540, 520] }],
    });
  });

  it('stay selected on a double click', async () => {
    const spot = await rectOf(stage.box(2));
    await stage.page.mouse.dblclick(spot.x + 50, spot.y + 50);
    assert.deepEqual(await stage.chosen(), [2]);
  });
});

async function pointer(stage: StagePage): Promise<[number, number]> {
  const frame = await rectOf(stage.panel.byId('frame'));
  return [frame.x + frame.width * 0.95, frame.y + frame.height * 0.95];
}
