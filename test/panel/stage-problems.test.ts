import assert from 'node:assert/strict';
import type { StageProblem } from '../../src/protocol/stage';
import { numbered, obj } from '../unit/webview/stage/elements';
import { rectOf } from './support/layout';
import { openStage, type StagePage } from './support/stage-page';

const SMALL: StageProblem = {
  element: 1,
  severity: 'warning',
  message: 'This text would be too small to read.',
  fixes: ['Make the box as large as its text needs', 'Remove the box'],
};
const PROBLEMS: readonly StageProblem[] = [
  SMALL,
  { ...SMALL, severity: 'error', message: 'No characters.', fixes: [] },
  { ...SMALL, element: 4, message: 'No box.', fixes: [] },
];

describe('Problems on the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage()));
  beforeEach(async () => {
    await stage.reset();
    await stage.panel.send({ type: 'problems', uri: stage.host.snapshot.uri, problems: PROBLEMS });
  });
  after(() => stage.close());

  const mark = () => stage.panel.byId('mark');
  const card = () => stage.panel.byId('problem-card');
  /** What the page asks for when a fix is chosen. */
  const fix = (version: number, element: number, title: string) => ({
    type: 'fix',
    document: stage.host.snapshot.uri,
    version,
    task: 0,
    element,
    message: SMALL.message,
    fix: title,
  });

  it('mark their box once, by the most severe of them', async () => {
    assert.equal(await mark().count(), 1);
    assert.match((await mark().getAttribute('class')) ?? '', /mark-error/);
    assert.equal(
      await mark().getAttribute('aria-label'),
      'Problems of element 2: This text would be too small to read. No characters.',
    );
    const [box, place] = await Promise.all([rectOf(stage.box(1)), rectOf(mark())]);
    const corner = { x: box.x + box.width, y: box.y };
    assert.ok(Math.abs(place.x - corner.x) <= 1 && Math.abs(place.y + place.height - corner.y) <= 1);
  });

  it('are shown for an element in the tray, too', async () => {
    const chip = stage.panel.byId('unplaced').locator('[data-element-index="4"]');
    assert.equal(await chip.getAttribute('aria-label'), '5 text: est. 1911. No box.');
    assert.match((await chip.getAttribute('title')) ?? '', /No box\./);
  });

  it('show their messages under the pointer, and are fixed there', async () => {
    await mark().hover();
    assert.match(
      await card().innerText(),
      /too small to read\.\s+Make the box.*\s+Remove the box\s+No characters/s,
    );
    await card().getByRole('button', { name: 'Remove the box' }).click();
    assert.deepEqual(await stage.sent('fix'), [fix(1, 1, 'Remove the box')]);
    assert.equal(await card().count(), 0);
    assert.deepEqual(await stage.host.sent(), []);
  });

  it('are reached and fixed by keyboard', async () => {
    await stage.box(2).focus();
    await stage.keys('Tab');
    assert.equal(await card().count(), 1);
    await stage.keys('Tab', 'Enter');
    assert.deepEqual(await stage.sent('fix'), [fix(1, 1, 'Make the box as large as its text needs')]);
  });

  it('move with their element, and are fixed in the text as it is now', async () => {
    await stage.host.type((elements) => numbered([obj([0, 0, 50, 50], 'A sun'), ...elements]));
    assert.equal(await mark().getAttribute('data-mark'), '2');
    await mark().hover();
    await card().getByRole('button', { name: 'Remove the box' }).click();
    assert.deepEqual(await stage.sent('fix'), [fix(2, 2, 'Remove the box')]);
    await stage.host.type((elements) => numbered(elements.filter((_, index) => index !== 2)));
    assert.equal(await mark().count(), 0);
  });

  it('close with Escape, and when the pointer leaves', async () => {
    await mark().click();
    assert.equal(await card().count(), 1);
    await stage.keys('Escape');
    assert.equal(await card().count(), 0);
    await stage.move([100, 900]);
    await mark().hover();
    await stage.move([100, 900]);
    assert.equal(await card().count(), 0);
  });

  it('open on the selected box, whose corner can still be dragged', async () => {
    await stage.drag([600, 500]);
    await mark().hover({ timeout: 2000 });
    assert.equal(await card().count(), 1);
    const corner = await rectOf(stage.handle('ne'));
    const reached = await stage.page.evaluate(
      ({ x, y, width, height }) =>
        [0, 0.25, 0.5, 0.75, 1].flatMap((across) =>
          [0, 0.5, 1].map(
            (down) => document.elementFromPoint(x + width * across, y + height * down)?.className,
          ),
        ),
      corner,
    );
    assert.ok(reached.includes('handle'));
  });

  it('are not shown for boxes that move or are hidden', async () => {
    await stage.press([600, 500], [620, 500]);
    assert.equal(await mark().count(), 0);
    await stage.release();
    await stage.host.answer();
    assert.equal(await mark().count(), 1);
    await stage.keys('h');
    assert.equal(await mark().count(), 0);
  });

  it('are those of this document only, and are replaced all at once', async () => {
    await stage.panel.send({ type: 'problems', uri: 'file:///other', problems: [] });
    assert.equal(await mark().count(), 1);
    await stage.panel.send({ type: 'problems', uri: stage.host.snapshot.uri, problems: [] });
    assert.equal(await mark().count(), 0);
  });

  it('show markup in messages as text', async () => {
    const message = '<img src=x onerror=alert(1)>';
    const { uri } = stage.host.snapshot;
    await stage.panel.send({ type: 'problems', uri, problems: [{ ...SMALL, message }] });
    await mark().hover();
    assert.ok((await card().innerText()).includes(message));
    assert.deepEqual(await stage.panel.violations(), []);
  });
});
