import assert from 'node:assert/strict';
import { ELEMENTS, openStage, squareStudio, type StagePage } from './support/stage-page';
import { type Elements, numbered, obj } from '../unit/webview/stage/elements';

const NEW = obj([900, 900, 990, 990], 'Typed just now');

/** The elements with a new one before all others. */
const inserted = (all: Elements) => numbered([NEW, ...all]);
/** The elements with another box of one of them. */
const moved = (index: number) => (all: Elements) =>
  all.map((one, at) => (at === index ? { ...one, bbox: [10, 10, 60, 60] as const } : one));

describe('The stage and the text', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  it('follows a change of the text', async () => {
    await stage.host.type(moved(0));
    assert.deepEqual(await stage.drawn(0), [10, 10, 60, 60]);
    await stage.host.type((all) => all.slice(0, 1));
    assert.equal(await stage.page.locator('.box').count(), 1);
  });

  it('queues gestures while one is in flight, and shows all of them meanwhile', async () => {
    await stage.drag([200, 200], [220, 200]);
    await stage.drag([600, 500], [600, 520]);
    await stage.drag([220, 200], [240, 200]);
    assert.equal((await stage.host.sent()).length, 1);
    assert.deepEqual(await stage.drawn(0), [100, 140, 300, 340]);
    assert.deepEqual(await stage.drawn(1), [420, 400, 620, 800]);
    for (let left = 2; left >= 0; left--) await stage.host.answer();
    const sent = await stage.host.sent();
    assert.deepEqual(
      sent.map(({ version }) => version),
      [1, 2, 3],
    );
    assert.deepEqual(await stage.drawn(0), [100, 140, 300, 340]);
    assert.deepEqual(await stage.drawn(1), [420, 400, 620, 800]);
  });

  it('keeps a queued change after an edit that changes the indices', async () => {
    await stage.drag([200, 200]);
    await stage.keys('Control+d', 'Control+d');
    for (let left = 2; left > 0; left--) await stage.host.answer();
    assert.equal(stage.host.snapshot.model.elements.length, ELEMENTS.length + 2);
  });

  it('puts a box back when its edit came too late', async () => {
    await stage.drag([200, 200], [240, 200]);
    await stage.host.type(moved(2));
    assert.deepEqual(await stage.drawn(0), [100, 140, 300, 340]);
    await stage.host.answer();
    assert.deepEqual(await stage.drawn(0), [100, 100, 300, 300]);
    assert.deepEqual(await stage.drawn(2), [10, 10, 60, 60]);
  });

  it('cancels a drag when the text changes its element', async () => {
    await stage.press([200, 200], [300, 300]);
    await stage.host.type(moved(0));
    assert.deepEqual(await stage.drawn(0), [10, 10, 60, 60]);
    await stage.move([400, 400]);
    await stage.release();
    assert.deepEqual(await stage.drawn(0), [10, 10, 60, 60]);
    assert.deepEqual(await stage.host.sent(), []);
  });

  it('goes on with a drag when the text changes other elements', async () => {
    await stage.press([200, 200], [300, 300]);
    await stage.host.type(moved(2));
    assert.deepEqual(await stage.drawn(0), [200, 200, 400, 400]);
    await stage.move([310, 300]);
    await stage.release();
    assert.deepEqual(await stage.host.sent(), [
      {
        type: 'edit',
        document: stage.host.snapshot.uri,
        id: (await stage.host.sent())[0]?.id,
        version: 2,
        task: 0,
        edit: { kind: 'place', boxes: [{ index: 0, bbox: [200, 210, 400, 410] }] },
      },
    ]);
  });

  it('never drags another element than the one it started with', async () => {
    await stage.press([200, 200], [300, 300]);
    await stage.host.type(inserted);
    await stage.move([310, 300]);
    await stage.release();
    for (const edit of await stage.host.edits()) {
      assert.ok(edit.kind === 'place' && edit.boxes[0]?.index === 1, JSON.stringify(edit));
    }
    assert.deepEqual(await stage.chosen(), [1]);
  });

  it('keeps selection, locks and hiding with their elements', async () => {
    await stage.drag([200, 200]);
    await stage.keys('l');
    await stage.drag([200, 750]);
    await stage.keys('h');
    await stage.drag([600, 500]);
    await stage.host.type(inserted);
    assert.deepEqual(await stage.chosen(), [2]);
    assert.equal(await stage.box(3).count(), 0);
    assert.match((await stage.box(1).getAttribute('class')) ?? '', /locked/);
    assert.doesNotMatch((await stage.box(0).getAttribute('class')) ?? '', /locked/);
  });

  it('shows the last valid layout in gray while the text does not parse, and changes nothing in it', async () => {
    await stage.host.send({ stale: true, editable: false, version: 2 });
    assert.match((await stage.panel.byId('frame').getAttribute('class')) ?? '', /stale/);
    await tryAll(stage);
    await stage.host.send({ stale: false, editable: true, version: 3 });
    assert.doesNotMatch((await stage.panel.byId('frame').getAttribute('class')) ?? '', /stale/);
    await stage.drag([200, 200], [220, 200]);
    assert.equal((await stage.host.one()).kind, 'place');
  });

  it('cancels a drag when the text no longer parses', async () => {
    await stage.press([200, 200], [300, 300]);
    await stage.host.send({ stale: true, editable: false, version: 2 });
    await stage.release();
    assert.deepEqual(await stage.host.sent(), []);
    assert.deepEqual(await stage.drawn(0), [100, 100, 300, 300]);
  });

  it('changes nothing in a read-only file, but still selects and zooms', async () => {
    await stage.host.send({ editable: false });
    await tryAll(stage);
    await stage.drag([600, 500]);
    assert.deepEqual(await stage.chosen(), [1]);
    assert.equal(await stage.page.locator('.handle').count(), 0);
    assert.ok(await stage.panel.byId('draw-obj').isDisabled());
  });

  it('applies a change to the layout that it shows', async () => {
    const { snapshot } = stage.host;
    const [first] = moved(0)(snapshot.model.elements);
    assert.ok(first);
    const next = { ...snapshot, serial: 2, version: 2, model: { ...snapshot.model, elements: [first] } };
    await stage.panel.send({ type: 'stageChange', change: { base: 1, snapshot: next, count: 4 } });
    assert.deepEqual(await stage.drawn(0), [10, 10, 60, 60]);
    assert.deepEqual(await stage.drawn(1), ELEMENTS[1]?.bbox);
    assert.equal(await stage.panel.byId('unplaced').locator('.chip').count(), 1);
    await stage.drag([35, 35], [45, 35]);
    assert.equal((await stage.host.sent())[0]?.version, 2);
    assert.deepEqual(await stage.sent('resync'), []);
  });

  it('asks for the full layout after a change of another layout, and keeps the one it shows', async () => {
    const { snapshot } = stage.host;
    const next = { ...snapshot, serial: 9, version: 9, model: { ...snapshot.model, elements: [] } };
    const change = { base: 8, snapshot: next, count: 0 };
    await stage.panel.send({ type: 'stageChange', change });
    assert.equal((await stage.sent('resync')).length, 1);
    assert.deepEqual(await stage.drawn(0), [100, 100, 300, 300]);
    await stage.panel.send({ type: 'stage', stage: null });
    await stage.panel.send({ type: 'stageChange', change });
    assert.equal((await stage.sent('resync')).length, 2);
    assert.equal(await stage.page.locator('.box').count(), 0);
    await stage.host.send();
    await stage.panel.send({ type: 'stageChange', change: { ...change, base: snapshot.serial } });
    assert.equal((await stage.sent('resync')).length, 2);
    assert.equal(await stage.panel.byId('unplaced').count(), 0);
  });

  it('starts over with another document', async () => {
    await stage.drag([200, 200], [220, 200]);
    const other = {
      ...stage.host.snapshot,
      uri: 'file:///other',
      model: { ...stage.host.snapshot.model, elements: numbered([NEW]) },
    };
    await stage.panel.send({ type: 'stage', stage: other });
    const { document } = squareStudio();
    await stage.panel.show({ ...squareStudio(), document: document && { ...document, uri: other.uri } });
    assert.deepEqual(await stage.drawn(0), NEW.bbox);
    assert.deepEqual(await stage.chosen(), []);
    await stage.panel.show(squareStudio());
  });
});

/** All that would change the text, by pointer and by keyboard; none of it may. */
async function tryAll(stage: StagePage): Promise<void> {
  await stage.drag([200, 200], [300, 300]);
  await stage.keys('ArrowRight', 'Alt+ArrowUp', 'Control+d', 'Delete', 'Shift+Delete', ']', '{');
  await stage.keys('o');
  await stage.drag([500, 100], [700, 300]);
  await stage.keys('Escape', 'Escape');
  await stage.panel.byId('unplaced').locator('button').first().press('Enter');
  await stage.panel.byId('arrange').click();
  await stage.keys('Escape');
  assert.deepEqual(await stage.host.sent(), []);
}

describe('Loading the stage', function () {
  this.timeout(20_000);

  it('sends nothing, whatever the text says', async () => {
    const odd: Elements = [
      obj([0, 0, 1, 1], 'Tiny'),
      obj([10.5, 10.25, 90.75, 90], 'Between'),
      obj([500, 500, 500, 500], 'Without an area'),
      obj([0, 0, 1000, 1000], ''),
      obj(undefined, '北京の夜 🌃'),
    ];
    const stage = await openStage({ elements: odd });
    await stage.host.send({ version: 2 });
    await stage.panel.send({ type: 'cursor', uri: stage.host.snapshot.uri, element: 1 });
    assert.equal(await stage.page.locator('.box').count(), 4);
    assert.deepEqual(await stage.panel.posted(), []);
    assert.deepEqual(await stage.panel.violations(), []);
    await stage.reset(odd.slice(1, 2));
    await stage.drag([50, 50], [90, 90], [50, 50]);
    assert.deepEqual(await stage.host.sent(), [], 'nor where a box that is no whole numbers comes back');
    await stage.reset([]);
    assert.equal(await stage.panel.byId('frame').count(), 1);
    assert.deepEqual(await stage.panel.posted(), []);
    await stage.close();
  });
});
