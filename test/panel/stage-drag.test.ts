import assert from 'node:assert/strict';
import type { Bbox } from '../../src/prompt/model';
import { ELEMENTS, openStage, type Spot, type StagePage } from './support/stage-page';

/** Where each handle of the first box lies, and what becomes of the box when it goes 40 to the right and 60 down. */
const HANDLES: readonly (readonly [name: string, from: Spot, to: Bbox])[] = [
  ['n', [200, 100], [160, 100, 300, 300]],
  ['ne', [300, 100], [160, 100, 300, 340]],
  ['e', [300, 200], [100, 100, 300, 340]],
  ['se', [300, 300], [100, 100, 360, 340]],
  ['s', [200, 300], [100, 100, 360, 300]],
  ['sw', [100, 300], [100, 140, 360, 300]],
  ['w', [100, 200], [100, 140, 300, 300]],
  ['nw', [100, 100], [160, 140, 300, 300]],
];

describe('Dragging on the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  const placed = (...boxes: readonly (readonly [index: number, bbox: Bbox])[]) => ({
    kind: 'place',
    boxes: boxes.map(([index, bbox]) => ({ index, bbox })),
  });

  it('moves a box, shows it at once and sends it once', async () => {
    await stage.press([200, 200], [220, 210], [240, 260]);
    assert.deepEqual(await stage.drawn(0), [160, 140, 360, 340]);
    assert.match(await stage.panel.byId('numbers').innerText(), /y 160–360 · x 140–340 · 20 × 20 %/);
    assert.deepEqual(await stage.host.sent(), []);
    await stage.release();
    assert.deepEqual(await stage.host.sent(), [
      {
        type: 'edit',
        document: stage.host.snapshot.uri,
        id: 1,
        version: 1,
        task: 0,
        edit: placed([0, [160, 140, 360, 340]]),
      },
    ]);
    assert.deepEqual(await stage.drawn(0), [160, 140, 360, 340], 'until the text says it');
    await stage.host.answer();
    assert.deepEqual(await stage.drawn(0), [160, 140, 360, 340]);
    assert.deepEqual(await stage.chosen(), [0]);
  });

  it('moves all selected boxes together, and no others', async () => {
    await stage.drag([200, 200]);
    await stage.page.keyboard.down('Shift');
    await stage.drag([200, 750]);
    await stage.page.keyboard.up('Shift');
    await stage.drag([200, 200], [260, 180]);
    const moved = placed([0, [80, 160, 280, 360]], [2, [630, 160, 830, 360]]);
    assert.deepEqual(await stage.host.one(), moved);
  });

  it('stops a box at the edge of the frame, wherever the pointer goes', async () => {
    await stage.drag([200, 200], [-100, 2000]);
    assert.deepEqual(await stage.host.one(), placed([0, [800, 0, 1000, 200]]));
  });

  it('sends nothing when a box is dragged back to where it was', async () => {
    await stage.drag([200, 200], [300, 300], [200, 200]);
    assert.deepEqual(await stage.host.sent(), []);
    assert.deepEqual(await stage.drawn(0), [100, 100, 300, 300]);
  });

  it('moves along one axis with Shift', async () => {
    await stage.press([200, 200]);
    await stage.page.keyboard.down('Shift');
    await stage.move([300, 230]);
    await stage.release();
    assert.deepEqual(await stage.host.one(), placed([0, [100, 200, 300, 400]]));
  });

  for (const [name, [x, y], to] of HANDLES) {
    it(`resizes at the handle ${name}`, async () => {
      await stage.drag([200, 200]);
      await stage.drag([x, y], [x + 20, y + 20], [x + 40, y + 60]);
      assert.deepEqual(await stage.host.one(), placed([0, to]));
      assert.deepEqual(await stage.drawn(0), to);
    });
  }

  it('keeps the proportions of a box at its corner with Shift', async () => {
    await stage.drag([200, 200]);
    await stage.press([300, 300]);
    await stage.page.keyboard.down('Shift');
    await stage.move([400, 320]);
    await stage.release();
    assert.deepEqual(await stage.host.one(), placed([0, [100, 100, 400, 400]]));
  });

  it('keeps a width when an edge is dragged over the other edge, or out of the frame', async () => {
    await stage.drag([200, 200]);
    await stage.drag([300, 200], [100, 200]);
    assert.deepEqual(await stage.host.one(), placed([0, [100, 100, 300, 101]]));
    await stage.reset();
    await stage.drag([200, 200]);
    await stage.drag([300, 200], [-300, 200]);
    assert.deepEqual(await stage.host.one(), placed([0, [100, 0, 300, 100]]));
  });

  it('resizes all selected boxes as one', async () => {
    await stage.drag([50, 50], [450, 950]);
    await stage.drag([600, 500]);
    await stage.drag([50, 50], [310, 950]);
    assert.deepEqual(await stage.chosen(), [0, 2]);
    await stage.drag([300, 850], [500, 925]);
    assert.deepEqual(await stage.host.one(), placed([0, [100, 100, 320, 500]], [2, [705, 100, 925, 500]]));
  });

  for (const [name, gesture] of Object.entries<readonly Spot[]>({
    move: [
      [200, 200],
      [300, 300],
    ],
    brush: [
      [950, 950],
      [250, 550],
    ],
  })) {
    it(`cancels a ${name} with Escape, and sends nothing`, async () => {
      const [from, ...to] = gesture;
      assert.ok(from);
      await stage.press(from, ...to);
      await stage.keys('Escape');
      assert.deepEqual(await stage.drawn(0), ELEMENTS[0]?.bbox);
      assert.equal(await stage.page.locator('.brush, .guide, .created').count(), 0);
      await stage.move([500, 500]);
      await stage.release();
      assert.deepEqual(await stage.host.sent(), []);
      assert.deepEqual(await stage.chosen(), name === 'move' ? [0] : []);
    });
  }

  it('cancels a resize with Escape, and sends nothing', async () => {
    await stage.drag([200, 200]);
    await stage.press([300, 300], [400, 400]);
    await stage.keys('Escape');
    assert.deepEqual(await stage.drawn(0), ELEMENTS[0]?.bbox);
    await stage.release();
    assert.deepEqual(await stage.host.sent(), []);
    assert.deepEqual(await stage.chosen(), [0]);
  });

  it('cancels a drag when the window loses the focus', async () => {
    await stage.press([200, 200], [300, 300]);
    await stage.page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await stage.release();
    assert.deepEqual(await stage.drawn(0), ELEMENTS[0]?.bbox);
    assert.deepEqual(await stage.host.sent(), []);
  });
});
