import assert from 'node:assert/strict';
import type { Bbox } from '../../src/prompt/model';
import type { StageProblem } from '../../src/protocol/stage';
import { painted, rectOf } from './support/layout';
import { openPanel, type Panel } from './support/panel';
import { studio } from './support/states';
import { type Elements, obj, snapshotOf, text } from '../unit/webview/stage/elements';

const LONG = 'A very long description of a thing that nobody could ever put into so small a box';

/** Boxes at every edge and corner of the frame: tiny, small, and as long as the edge. */
const BOXES: readonly Bbox[] = [
  [0, 0, 20, 20],
  [0, 980, 20, 1000],
  [980, 0, 1000, 20],
  [980, 980, 1000, 1000],
  [0, 0, 90, 160],
  [0, 840, 90, 1000],
  [910, 0, 1000, 160],
  [910, 840, 1000, 1000],
  [0, 300, 100, 700],
  [900, 300, 1000, 700],
  [300, 0, 700, 60],
  [300, 940, 700, 1000],
  [0, 0, 1000, 1000],
];

const ELEMENTS: Elements = BOXES.map((bbox, index) =>
  index % 2 === 0 ? obj(bbox, LONG) : text(bbox, LONG.toUpperCase()),
);

const PROBLEM: StageProblem = {
  element: 0,
  severity: 'warning',
  message: 'Too small.',
  fixes: [],
};

const FRAMES = [
  { width: 2048, height: 2048 },
  { width: 1248, height: 3328 },
  { width: 3328, height: 1248 },
];

describe('What belongs to a box at the edge of the frame', function () {
  this.timeout(30_000);
  let panel: Panel;
  before(async () => (panel = await openPanel(studio(), { stage: null })));
  after(() => panel.close());

  /**
   * What of these parts, or of the labels of boxes, is outside of the stage, in CSS pixels. What is chosen changes the height of
   * the strip, which the frame is fitted to with the next picture.
   */
  const outside = async (selector: string) => {
    await painted(panel.page);
    return panel.page.evaluate((parts) => {
      const stage = document.querySelector('.stage')?.getBoundingClientRect() ?? new DOMRect();
      return [...document.querySelectorAll(parts)].flatMap((part) => {
        let { left, top, right, bottom } = part.getBoundingClientRect();
        if (part.matches('.box')) {
          // The label floats at an end of the content, whose place is from the inner side of the border.
          const label = getComputedStyle(part, '::before');
          if (label.content === 'none') return [];
          const width = Number.parseFloat(label.width);
          left += part.clientLeft;
          left +=
            label.float === 'right'
              ? part.clientWidth - Number.parseFloat(label.marginRight) - width
              : Number.parseFloat(label.marginLeft);
          top += part.clientTop + Number.parseFloat(label.marginTop);
          right = left + width;
          bottom = top + Number.parseFloat(label.height);
        }
        const over = Math.max(stage.left - left, stage.top - top, right - stage.right, bottom - stage.bottom);
        return over > 0.5 || Number.isNaN(over) ? [`${over} of ${part.outerHTML.slice(0, 120)}`] : [];
      });
    }, selector);
  };

  for (const width of [760, 460]) {
    for (const frame of FRAMES) {
      it(`stays on the stage: ${frame.width} × ${frame.height} in a panel of ${width}`, async () => {
        await panel.page.setViewportSize({ width, height: 850 });
        const { controls } = studio();
        await panel.show(
          studio({ runs: [], selected: null, controls: controls && { ...controls, ...frame } }),
        );
        await panel.send({ type: 'stage', stage: null });
        await panel.send({ type: 'stage', stage: snapshotOf(ELEMENTS) });
        const { uri } = snapshotOf(ELEMENTS);
        const problems = BOXES.map((_, element) => ({ ...PROBLEM, element, problem: element }));
        await panel.send({ type: 'problems', uri, problems });
        assert.equal(await panel.byId('mark').count(), BOXES.length);
        assert.deepEqual(await outside('.box, .mark'), []);
        for (const index of BOXES.keys()) {
          await panel.page.locator(`.box[data-element-index="${index}"]`).focus();
          assert.equal(await panel.byId('numbers').count(), 1);
          const parts = `.box[data-element-index="${index}"], .handle, .numbers`;
          assert.deepEqual(await outside(parts), [], `element ${index} chosen`);
        }
      });
    }
  }

  it('keeps the card of its problem in the panel', async () => {
    for (const width of [760, 460]) {
      await panel.page.setViewportSize({ width, height: 850 });
      for (const mark of await panel.byId('mark').all()) {
        await mark.focus();
        const card = await rectOf(panel.byId('problem-card'));
        assert.ok(card.x >= 0 && card.x + card.width <= width && card.y >= 0);
      }
    }
    await panel.page.keyboard.press('Escape');
  });

  it('keeps the card of its problem on the stage in the middle of a narrow panel, too', async () => {
    await panel.page.setViewportSize({ width: 460, height: 850 });
    const { controls } = studio();
    await panel.show(
      studio({ runs: [], selected: null, controls: controls && { ...controls, width: 2048, height: 2048 } }),
    );
    for (const right of [300, 499, 501, 700]) {
      const stage = snapshotOf([obj([400, right - 100, 600, right], 'Kite')]);
      await panel.send({ type: 'stage', stage: null });
      await panel.send({ type: 'stage', stage });
      const message = 'Something at some length about this box that takes all the room that a card may have.';
      await panel.send({ type: 'problems', uri: stage.uri, problems: [{ ...PROBLEM, message }] });
      await panel.byId('mark').focus();
      await panel.byId('problem-card').waitFor();
      assert.deepEqual(await outside('.problem-card'), [], `${right}`);
      await panel.page.keyboard.press('Escape');
    }
  });

  it('leaves room between its handles to move a small selected box', async () => {
    await panel.page.setViewportSize({ width: 760, height: 850 });
    const { controls } = studio();
    const square = controls && { ...controls, width: 2048, height: 2048 };
    await panel.show(studio({ runs: [], selected: null, controls: square }));
    await panel.send({
      type: 'stage',
      stage: snapshotOf([obj([500, 500, 520, 520], 'Tiny')], { version: 5 }),
    });
    const box = panel.page.locator('.box').first();
    await box.focus();
    const place = await rectOf(box);
    await panel.page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
    await panel.page.mouse.down();
    await panel.page.mouse.move(place.x + place.width / 2 + 60, place.y + place.height / 2);
    await panel.page.mouse.up();
    const edit = (await panel.posted()).find((message) => message.type === 'edit')?.edit;
    assert.ok(edit?.kind === 'place');
    const [top = 0, left = 0, bottom = 0, right = 0] = edit.boxes[0]?.bbox ?? [];
    assert.deepEqual([bottom - top, right - left], [20, 20], 'moved, not resized');
  });
});
