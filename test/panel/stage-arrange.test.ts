import assert from 'node:assert/strict';
import type { Bbox } from '../../src/prompt/model';
import { rectOf } from './support/layout';
import { openStage, type StagePage } from './support/stage-page';

type Boxes = readonly (readonly [index: number, bbox: Bbox])[];

/** What each entry makes of the three boxes of the stage, as far as they change. */
const ARRANGEMENTS: readonly (readonly [name: string, to: Boxes])[] = [
  ['Align Left Edges', [[1, [400, 100, 600, 500]]]],
  [
    'Align Centers Horizontally',
    [
      [0, [100, 350, 300, 550]],
      [1, [400, 250, 600, 650]],
      [2, [650, 350, 850, 550]],
    ],
  ],
  [
    'Align Right Edges',
    [
      [0, [100, 600, 300, 800]],
      [2, [650, 600, 850, 800]],
    ],
  ],
  [
    'Align Top Edges',
    [
      [1, [100, 400, 300, 800]],
      [2, [100, 100, 300, 300]],
    ],
  ],
  [
    'Align Centers Vertically',
    [
      [0, [375, 100, 575, 300]],
      [1, [375, 400, 575, 800]],
      [2, [375, 100, 575, 300]],
    ],
  ],
  [
    'Align Bottom Edges',
    [
      [0, [650, 100, 850, 300]],
      [1, [650, 400, 850, 800]],
    ],
  ],
  ['Distribute Vertically', [[1, [375, 400, 575, 800]]]],
  ['Match Width', [[1, [400, 500, 600, 700]]]],
];

describe('Arranging on the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(async () => {
    await stage.reset();
    await stage.panel.byId('frame').focus();
    await stage.keys('Control+a');
  });
  after(() => stage.close());

  /** An entry by its label; some say their key, too. */
  const item = (label: string) =>
    stage.page.getByRole('menuitem', {
      name: new RegExp(`^${label.replace(/[()]/g, '\\$&')}\\s?[\\w+]*$`),
    });
  const open = () => stage.panel.byId('arrange').click();

  for (const [name, to] of ARRANGEMENTS) {
    it(`does “${name}” as one change`, async () => {
      await open();
      await item(name).click();
      const edit = await stage.host.one();
      assert.ok(edit.kind === 'place');
      const boxes = edit.boxes.map(({ index, bbox }) => [index, bbox] as const);
      assert.deepEqual(boxes, to);
      assert.equal(await stage.page.getByRole('menu').count(), 0);
    });
  }

  it('matches heights and sizes to the box that was selected last', async () => {
    await stage.drag([600, 500]);
    await stage.page.keyboard.down('Shift');
    await stage.host.type((all) =>
      all.map((one, at) => (at === 1 ? { ...one, bbox: [400, 400, 500, 800] } : one)),
    );
    await stage.drag([200, 200]);
    await stage.page.keyboard.up('Shift');
    await open();
    await item('Match Height').click();
    const high = await stage.host.one();
    assert.deepEqual(high, { kind: 'place', boxes: [{ index: 1, bbox: [350, 400, 550, 800] }] });
    await open();
    await item('Match Size').click();
    const both = await stage.host.one();
    assert.deepEqual(both, { kind: 'place', boxes: [{ index: 1, bbox: [350, 500, 550, 700] }] });
  });

  it('distributes horizontally', async () => {
    const far = (index: number): Bbox => [
      100 * index,
      index === 1 ? 120 : index * 400,
      100 * index + 50,
      index === 1 ? 220 : index * 400 + 100,
    ];
    await stage.host.type((all) => all.map((one, at) => (at < 3 ? { ...one, bbox: far(at) } : one)));
    await open();
    await item('Distribute Horizontally').click();
    const edit = await stage.host.one();
    assert.deepEqual(edit, { kind: 'place', boxes: [{ index: 1, bbox: [100, 400, 150, 500] }] });
  });

  for (const [name, order] of [
    ['Bring to Front', '12340'],
    ['Bring Forward', '10234'],
    ['Send Backward', ''],
    ['Send to Back', ''],
  ] as const) {
    it(`does “${name}” with the order of the elements`, async () => {
      await stage.drag([200, 200]);
      await open();
      await item(name).click();
      const edits = await stage.host.edits();
      assert.deepEqual(edits, order === '' ? [] : [{ kind: 'reorder', order: Array.from(order, Number) }]);
    });
  }

  it('aligns a single box to the frame', async () => {
    await stage.drag([200, 200]);
    await open();
    assert.ok(await item('Match Size').isDisabled());
    assert.ok(await item('Distribute Vertically').isDisabled());
    await item('Align Right Edges').click();
    assert.deepEqual(await stage.host.one(), {
      kind: 'place',
      boxes: [{ index: 0, bbox: [100, 800, 300, 1000] }],
    });
  });

  it('enables nothing without a selection', async () => {
    await stage.keys('Escape');
    await open();
    assert.equal(await stage.page.locator('[role=menuitem]:enabled').count(), 0);
    await stage.keys('Escape');
  });

  it('locks, unlocks, hides and shows', async () => {
    await stage.drag([200, 200]);
    await open();
    await item('Lock').click();
    await stage.panel.byId('frame').focus();
    await stage.page.keyboard.press('Tab');
    await open();
    await item('Unlock').waitFor();
    await item('Hide').click();
    assert.equal(await stage.box(0).count(), 0);
    await open();
    await item('Show Hidden (1)').click();
    assert.equal(await stage.box(0).count(), 1);
    assert.deepEqual(await stage.host.sent(), []);
  });

  it('does not reorder or delete a locked element', async () => {
    await stage.drag([200, 200]);
    await stage.keys('l', '}');
    await open();
    assert.ok(await item('Bring to Front').isDisabled());
    assert.ok(await item('Delete Element').isDisabled());
    await stage.keys('Escape');
    assert.deepEqual(await stage.host.sent(), []);
  });

  it('duplicates, removes the box, deletes and goes to the text', async () => {
    await stage.drag([200, 200]);
    for (const name of ['Duplicate', 'Remove Its Box', 'Delete Element']) {
      await open();
      await item(name).click();
      await stage.host.answer();
    }
    const edits = (await stage.host.edits()).map((edit) => edit.kind);
    assert.deepEqual(edits, ['duplicate', 'unplace', 'delete']);
    await stage.drag([600, 500]);
    await open();
    await item('Go to Its Text').click();
    assert.equal((await stage.sent('showElement')).at(-1)?.focus, true);
  });

  it('opens the menu at the pointer, for what is under it, and returns the focus to the stage', async () => {
    await stage.move([600, 500]);
    await stage.keys('Escape');
    const place = await rectOf(stage.box(1));
    await stage.page.mouse.click(place.x + 30, place.y + 30, { button: 'right' });
    assert.deepEqual(await stage.chosen(), [1]);
    await item('Align Left Edges').waitFor();
    await stage.keys('End', 'Home', 'ArrowRight', 'Escape');
    assert.equal(await stage.page.getByRole('menu').count(), 0);
    assert.ok(await stage.box(1).evaluate((box) => box === document.activeElement));
  });
});
