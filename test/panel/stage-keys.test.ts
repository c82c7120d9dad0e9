import assert from 'node:assert/strict';
import type { Bbox } from '../../src/prompt/model';
import { openStage, type StagePage } from './support/stage-page';

describe('The keyboard on the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(async () => {
    await stage.reset();
    await stage.panel.byId('frame').focus();
    await stage.keys('Tab');
  });
  after(() => stage.close());

  const placed = (bbox: Bbox, index = 0) => ({ kind: 'place', boxes: [{ index, bbox }] });

  const NUDGES: readonly (readonly [key: string, to: Bbox])[] = [
    ['ArrowLeft', [100, 99, 300, 299]],
    ['ArrowRight', [100, 101, 300, 301]],
    ['ArrowUp', [99, 100, 299, 300]],
    ['Shift+ArrowDown', [110, 100, 310, 300]],
    ['Alt+ArrowRight', [100, 100, 300, 301]],
    ['Alt+ArrowUp', [100, 100, 299, 300]],
    ['Alt+Shift+ArrowLeft', [100, 100, 300, 290]],
  ];
  for (const [key, to] of NUDGES) {
    it(`moves or resizes by one step with ${key}`, async () => {
      await stage.keys(key);
      assert.deepEqual(await stage.host.one(), placed(to));
      assert.deepEqual(await stage.drawn(0), to);
    });
  }

  it('makes one edit of all presses while a key is held, and announces where the box is', async () => {
    const { keyboard } = stage.page;
    for (let press = 0; press < 5; press++) await keyboard.down('ArrowRight');
    assert.deepEqual(await stage.drawn(0), [100, 105, 300, 305]);
    assert.deepEqual(await stage.host.sent(), []);
    const spoken = stage.panel.byId('stage').getByRole('status');
    assert.equal(await spoken.innerText(), '1 object: Red kite. Top 100, left 105, bottom 300, right 305');
    await keyboard.up('ArrowRight');
    assert.deepEqual(await stage.host.one(), placed([100, 105, 300, 305]));
  });

  it('cancels held arrow keys with Escape', async () => {
    const { keyboard } = stage.page;
    await keyboard.down('ArrowRight');
    await keyboard.down('ArrowRight');
    await keyboard.press('Escape');
    await keyboard.up('ArrowRight');
    assert.deepEqual(await stage.host.sent(), []);
    assert.deepEqual(await stage.drawn(0), [100, 100, 300, 300]);
  });

  it('stops at the edge, and sends nothing when nothing moved', async () => {
    await stage.host.type((all) => all.map((one, at) => (at === 0 ? { ...one, bbox: [0, 0, 9, 9] } : one)));
    await stage.keys('ArrowLeft', 'Shift+ArrowUp');
    assert.deepEqual(await stage.host.sent(), []);
  });

  it('deletes the selection', async () => {
    await stage.keys('Delete');
    assert.deepEqual(await stage.host.one(), { kind: 'delete', indices: [0] });
    assert.deepEqual(await stage.chosen(), []);
    await stage.keys('Tab', 'Backspace');
    assert.deepEqual(await stage.host.one(), { kind: 'delete', indices: [0] });
  });

  it('duplicates the selection beside it, and selects the copies', async () => {
    await stage.keys('Control+a', 'Control+d');
    const copies = [
      { index: 0, bbox: [120, 120, 320, 320] },
      { index: 1, bbox: [420, 420, 620, 820] },
      { index: 2, bbox: [670, 120, 870, 320] },
    ];
    assert.deepEqual(await stage.host.one(), { kind: 'duplicate', copies });
    assert.deepEqual(await stage.chosen(), [1, 3, 5]);
  });

  it('moves the selection in the order of the elements', async () => {
    const order = async (key: string) => {
      await stage.keys(key);
      const edit = await stage.host.one();
      return edit.kind === 'reorder' ? edit.order.join('') : undefined;
    };
    assert.equal(await order(']'), '10234');
    assert.equal(await order(']'), '02134');
    assert.equal(await order('['), '02134');
    assert.equal(await order('}'), '02341');
    assert.equal(await order('{'), '40123');
    await stage.keys('[', '{');
    assert.equal((await stage.host.sent()).length, 5, 'what is at the back stays there');
    assert.deepEqual(await stage.chosen(), [0]);
  });

  it('undoes and redoes in the editor', async () => {
    await stage.keys('Control+z', 'Control+Shift+z', 'Control+y', 'Meta+z');
    const types = (await stage.panel.posted())
      .map(({ type }) => type)
      .filter((type) => type !== 'showElement');
    assert.deepEqual(types, ['undo', 'redo', 'redo', 'undo']);
  });

  it('undoes with Caps Lock on, too', async () => {
    await stage.panel.byId('frame').dispatchEvent('keydown', { key: 'Z', ctrlKey: true, bubbles: true });
    assert.deepEqual((await stage.panel.posted()).at(-1), {
      type: 'undo',
      document: stage.host.snapshot.uri,
    });
  });

  it('clears the selection with Escape, and keeps the focus on the stage', async () => {
    await stage.keys('Escape');
    assert.deepEqual(await stage.chosen(), []);
    assert.ok(await stage.panel.byId('frame').evaluate((frame) => frame.contains(document.activeElement)));
  });

  it('locks with L, and unlocks from the menu', async () => {
    await stage.keys('l', 'ArrowRight', 'Alt+ArrowDown', 'Delete', 'Shift+Delete');
    await stage.drag([200, 200], [300, 300]);
    assert.deepEqual(await stage.host.sent(), []);
    await stage.panel.byId('arrange').click();
    await stage.page.getByRole('menuitem', { name: 'Unlock All (1)' }).click();
    await stage.drag([200, 200], [220, 200]);
    assert.deepEqual(await stage.host.one(), placed([100, 120, 300, 320]));
  });

  it('hides with H and shows again with Shift+H', async () => {
    await stage.keys('h');
    assert.equal(await stage.box(0).count(), 0);
    assert.deepEqual(await stage.chosen(), []);
    await stage.keys('Shift+H');
    assert.equal(await stage.box(0).count(), 1);
    assert.deepEqual(await stage.host.sent(), []);
  });

  it('zooms', async () => {
    const percent = () => stage.panel.byId('zoom').innerText();
    await stage.keys('1');
    assert.equal(await percent(), '100 %');
    await stage.keys('+');
    assert.equal(await percent(), '125 %');
    await stage.keys('-', '-');
    assert.equal(await percent(), '80 %');
    await stage.keys('0');
    assert.notEqual(await percent(), '80 %');
  });
});
