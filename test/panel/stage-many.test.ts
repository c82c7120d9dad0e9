import assert from 'node:assert/strict';
import type { Bbox } from '../../src/prompt/model';
import { middle, openStage, type StagePage } from './support/stage-page';
import { type Elements, obj, text } from '../unit/webview/stage/elements';

/** Forty boxes that overlap in every way: within each other, across each other, on the very same place. */
function crowd(): Elements {
  return Array.from({ length: 40 }, (_, index) => {
    const size = 60 + ((index * 137) % 500);
    const left = (index * 211) % (1000 - size);
    const top = (index * 89) % (900 - size / 2);
    const bbox: Bbox = [top, left, top + size / 2, left + size].map(Math.round) as unknown as Bbox;
    const twin: Bbox = index % 10 === 9 ? [200, 200, 420, 640] : bbox;
    return index % 3 === 0 ? text(twin, `WORDS ${index}`) : obj(twin, `Thing number ${index}`);
  });
}

/** So many small boxes in rows. */
function field(count: number): Elements {
  return Array.from({ length: count }, (_, index) => {
    const [row, column] = [Math.floor(index / 20), index % 20];
    return obj([row * 60 + 5, column * 50 + 5, row * 60 + 45, column * 50 + 40], `Tile ${index}`);
  });
}

describe('A crowded stage', function () {
  this.timeout(120_000);
  let stage: StagePage;
  before(async () => (stage = await openStage({ elements: crowd() })));
  after(() => stage.close());

  it('lets every box be dragged at its center, at once or after clicking through those above it', async () => {
    const lost: string[] = [];
    for (const [index, { bbox }] of crowd().entries()) {
      assert.ok(bbox);
      await stage.reset();
      if (!(await reach(stage, index, bbox))) lost.push(`${index} is never chosen`);
      else if (!(await isMoved(stage, index, bbox))) lost.push(`${index} is chosen and does not move`);
    }
    assert.deepEqual(lost, []);
  });

  it('gives neighbors different colors', async () => {
    const colors = await stage.page
      .locator('.box')
      .evaluateAll((boxes) => boxes.slice(0, 8).map((box) => getComputedStyle(box).borderTopColor));
    assert.equal(new Set(colors).size, 8);
  });
});

/** Clicks at the middle of a box, each click for itself, until it is chosen. */
async function reach(stage: StagePage, index: number, bbox: Bbox): Promise<boolean> {
  for (let click = 0; click < 25; click++) {
    await stage.drag(middle(bbox));
    if ((await stage.chosen()).join() === String(index)) return true;
    // Elsewhere, where nothing is chosen by it: the next click is no double click.
    await stage.page.mouse.move(5, 400);
    await stage.page.mouse.click(5, 400, { button: 'middle' });
  }
  return false;
}

/** Drags a box at its middle: whether that is one change, of this box alone and of its place alone. */
async function isMoved(stage: StagePage, index: number, bbox: Bbox): Promise<boolean> {
  const [x, y] = middle(bbox);
  const by = x > 500 ? -20 : 20;
  await stage.drag([x, y], [x + by, y]);
  const edits = await stage.host.edits();
  await stage.host.answer();
  const to = [bbox[0], bbox[1] + by, bbox[2], bbox[3] + by];
  return JSON.stringify(edits) === JSON.stringify([{ kind: 'place', boxes: [{ index, bbox: to }] }]);
}

describe('A stage with 300 elements', function () {
  this.timeout(60_000);
  let stage: StagePage;
  before(async () => (stage = await openStage({ elements: field(300) })));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  it('shows them all, and moves one without changing the others', async () => {
    assert.equal(await stage.page.locator('.box').count(), 300);
    await stage.press([22, 24], [26, 28]);
    await stage.page.evaluate(() => {
      const touched = new Set<string>();
      const frame = document.querySelector('.frame');
      if (!frame) return;
      new MutationObserver((records) => {
        for (const { target } of records) {
          const box = target instanceof Element ? target.closest('.box') : null;
          if (box) touched.add(box.getAttribute('data-element-index') ?? '');
        }
        document.documentElement.dataset['touched'] = [...touched].join();
      }).observe(frame, { subtree: true, attributes: true, childList: true, characterData: true });
    });
    for (let step = 1; step <= 20; step++) await stage.move([26 + step * 10, 28 + step * 10]);
    assert.equal(await stage.page.evaluate(() => document.documentElement.dataset['touched']), '0');
    await stage.release();
    assert.deepEqual(await stage.host.one(), {
      kind: 'place',
      boxes: [{ index: 0, bbox: [209, 209, 249, 244] }],
    });
  });

  it('draws only the changed box again when the text changes', async () => {
    await stage.page.evaluate(() => {
      for (const box of document.querySelectorAll('.box')) (box as HTMLElement).dataset['old'] = 'yes';
    });
    await stage.host.type((all) =>
      all.map((one, at) => (at === 7 ? { ...one, bbox: [700, 700, 900, 900] } : one)),
    );
    assert.equal(await stage.page.locator('.box[data-old]').count(), 300);
    assert.deepEqual(await stage.drawn(7), [700, 700, 900, 900]);
  });

  it('selects and moves them all as one', async () => {
    await stage.panel.byId('frame').focus();
    await stage.keys('Control+a', 'Shift+ArrowDown');
    const edit = await stage.host.one();
    assert.ok(edit.kind === 'place' && edit.boxes.length === 300);
  });
});
