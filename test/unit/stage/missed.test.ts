import assert from 'node:assert/strict';
import type { StageNews } from '../../../src/vscode/panel/stage-controller';
import { assertAgreement } from '../../stage/agreement';
import { settled } from '../../stage/link';
import { gesture, picker, typing } from '../../stage/player';
import { openSheet, Sheet, type SheetPanel } from '../../stage/sheet';
import { TEXTS } from '../../stage/texts';

const PLAIN = TEXTS['plain'] ?? '';

const settle = (panel: SheetPanel) => settled([panel.link]);

/** Types into the first description. */
function type(sheet: Sheet, text = 'very '): void {
  const offset = sheet.text.indexOf('"desc": "') + '"desc": "'.length;
  sheet.edit([{ offset, length: 0, text }]);
}

function assertShown(
  { link }: SheetPanel,
  sheet: Sheet,
  kind: 'prompt' | 'task' = 'prompt',
  words = '',
): void {
  assertAgreement(link.model, sheet.text, sheet.version, kind, words);
}

/** A panel on a text, with all that was posted to its page, whether or not it got there. */
async function opened(text: string) {
  const sheet = new Sheet(text);
  const posted: StageNews[] = [];
  const way = { open: true };
  const panel = openSheet(
    sheet,
    'prompt',
    () => 1,
    (news) => {
      posted.push(news);
      return way.open;
    },
  );
  await settle(panel);
  return { sheet, panel, posted, way };
}

describe('the messages to the stage about a text', () => {
  it('are a full snapshot first, and then the elements that have changed', async () => {
    const { sheet, panel, posted } = await opened(PLAIN);
    const before = panel.link.model.elements;
    type(sheet);
    await settle(panel);
    const [first, second] = posted;
    assert.equal(first?.type, 'stage');
    assert.ok(second?.type === 'stageChange');
    assert.deepEqual(
      second.change.snapshot.model.elements.map(({ desc }) => desc),
      ['very A moon'],
    );
    assertShown(panel, sheet);
    const after = panel.link.model.elements;
    assert.deepEqual(
      after.map((element, index) => element === before[index]),
      [false, true, true],
    );
    assert.equal(panel.link.resyncs, 0);
  });

  it('are a full snapshot again after the page missed a change', async () => {
    const { sheet, panel, posted, way } = await opened(PLAIN);
    way.open = false;
    type(sheet);
    way.open = true;
    type(sheet, 'quite ');
    await settle(panel);
    assert.deepEqual(
      posted.map((news) => news.type),
      ['stage', 'stageChange', 'stageChange', 'stage'],
    );
    assertShown(panel, sheet);
    type(sheet);
    await settle(panel);
    assert.equal(posted.at(-1)?.type, 'stageChange');
    assert.equal(panel.link.resyncs, 1);
    assertShown(panel, sheet);
  });

  it('are a full snapshot for a page that is loaded again, whatever was on its way to the old one', async () => {
    const { sheet, panel, posted } = await opened(PLAIN);
    type(sheet);
    panel.reload();
    type(sheet);
    await settle(panel);
    assert.deepEqual(
      posted.map((news) => news.type),
      ['stage', 'stageChange', 'stage', 'stageChange'],
    );
    assertShown(panel, sheet);
    assert.equal(panel.link.resyncs, 0);
  });

  it('are a full snapshot when another task comes on the stage, before and after the page asks for it', async () => {
    const two = `[${(TEXTS['task'] ?? '').trim().slice(1, -1)}, { "settings": { "structuredPrompt": ${PLAIN} } }]`;
    const sheet = new Sheet(two);
    const posted: StageNews[] = [];
    const panel = openSheet(
      sheet,
      'task',
      () => 1,
      (news) => posted.push(news) > 0,
    );
    await settle(panel);
    panel.controller.begin(1);
    type(sheet);
    panel.controller.send();
    await settle(panel);
    assert.deepEqual(
      posted.map((news) => news.type),
      ['stage', 'stage', 'stage'],
    );
    assert.deepEqual(
      panel.link.model.elements.map(({ desc }) => desc),
      ['A moon', 'Bold capitals', 'Two pines'],
    );
  });

  it('show the last valid text while it does not parse, and nothing if there never was one', async () => {
    const { sheet, panel, posted } = await opened(PLAIN);
    sheet.edit([{ offset: 0, length: 1, text: '' }]);
    await settle(panel);
    const broken = posted.at(-1);
    assert.ok(broken?.type === 'stageChange' && broken.change.snapshot.stale);
    assert.deepEqual(broken.change.snapshot.model.elements, []);
    assert.equal(panel.link.model.elements.length, 3);
    sheet.undo();
    await settle(panel);
    assertShown(panel, sheet);
    const torn = await opened('{ "a"');
    assert.deepEqual(torn.posted, [{ type: 'stage', stage: null }]);
    torn.sheet.edit([{ offset: 0, length: 6, text: PLAIN }]);
    await settle(torn.panel);
    assert.equal(torn.posted.at(-1)?.type, 'stage');
    assertShown(torn.panel, torn.sheet);
  });

  it('result in the current text in two panels, one of which is hidden and loaded again at random', async function () {
    this.timeout(60_000);
    let asked = 0;
    for (const [name, text] of Object.entries(TEXTS)) {
      const kind = name === 'task' ? 'task' : 'prompt';
      for (let seed = 1; seed <= 60; seed++) {
        const pick = picker(seed);
        const sheet = new Sheet(text);
        let hidden = false;
        const delay = () => pick(3);
        const steady = openSheet(sheet, kind, delay);
        const shaken = openSheet(sheet, kind, delay, () => !hidden);
        await settled([steady.link, shaken.link]);
        for (let step = 0; step < 15; step++) {
          const what = pick(10);
          hidden = what < 3;
          if (what === 3) {
            await settled([steady.link, shaken.link]);
            shaken.reload();
          } else if (what < 6) gesture((pick(2) === 0 ? steady : shaken).link.model, pick);
          else sheet.edit(typing(sheet.text, pick));
          if (pick(2) === 0) await settled([steady.link, shaken.link]);
        }
        hidden = false;
        // Whatever the page has missed, the next change brings to light.
        sheet.edit([{ offset: sheet.text.length, length: 0, text: '\n' }]);
        await settled([steady.link, shaken.link]);
        for (const panel of [steady, shaken]) assertShown(panel, sheet, kind, `${name}, seed ${seed}`);
        asked += shaken.link.resyncs;
        assert.equal(steady.link.resyncs, 0);
      }
    }
    assert.ok(asked > 0, 'no page has missed anything');
  });
});
