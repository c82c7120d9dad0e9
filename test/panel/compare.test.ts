import assert from 'node:assert/strict';
import { painted, rectOf, wheel } from './support/layout';
import { openPanel, type Panel } from './support/panel';
import { CHANGES, compare } from './support/scenes';
import * as states from './support/states';

const { studio } = states;
const A = { runId: 'pair', index: 0 };
const B = { runId: 'half', index: 0 };

/** How a picture is shown: where, and how much of it. */
interface Seen {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly opacity: string;
  readonly clip: string;
  readonly blend: string;
}

describe('Comparing two images', function () {
  this.timeout(30_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const item = (key: string) => panel.page.locator(`[data-key="${key}"]`);
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };
  const seen = async (side: 'a' | 'b') => {
    await painted(panel.page);
    return panel.page.locator(`.pane-${side}`).evaluate((pane): Seen => {
      const frame = pane.querySelector('.frame') ?? pane;
      const { left, top, width, height } = frame.getBoundingClientRect();
      const { opacity, clipPath: clip, mixBlendMode: blend } = getComputedStyle(pane);
      const own = getComputedStyle(frame).opacity;
      return { left, top, width, height, opacity: own === '0' ? '0' : opacity, clip, blend };
    });
  };
  const place = async (side: 'a' | 'b') => {
    const { left, top, width, height } = await seen(side);
    return [left, top, width, height].map(Math.round);
  };
  const badges = () =>
    panel.page
      .locator('.film .side-badge')
      .evaluateAll((all) =>
        all.map(
          (one) =>
            `${one.parentElement?.querySelector('[data-key]')?.getAttribute('data-key')} ${one.textContent}`,
        ),
      );
  const asked = async () => (await panel.posted()).filter(({ type }) => type === 'compare');

  it('starts with the selected image and the one that is clicked with Ctrl, and marks both', async () => {
    await item('half/0').click({ modifiers: ['Control'] });
    assert.deepEqual(await panel.posted(), [{ type: 'compare', a: A, b: B }]);
    assert.deepEqual(await badges(), ['half/0 B', 'pair/0 A']);
    assert.match((await item('half/0').getAttribute('aria-label')) ?? '', /^Image 1 [^,]*, B,/);
    assert.match(await panel.byId('compared').innerText(), /^A 11:40 · 1\s*B now · 1$/);
  });

  it('replaces B by a click and A by a click with Shift, and swaps the two', async () => {
    await item('half/0').click({ modifiers: ['Control'] });
    await item('pair/1').click();
    await item('half/0').click({ modifiers: ['Shift'] });
    await panel.page.getByRole('button', { name: 'Swap A and B' }).click();
    await press('x');
    assert.deepEqual(await asked(), [
      { type: 'compare', a: A, b: B },
      { type: 'compare', a: A, b: { runId: 'pair', index: 1 } },
      { type: 'compare', a: B, b: { runId: 'pair', index: 1 } },
      { type: 'compare', a: { runId: 'pair', index: 1 }, b: B },
      { type: 'compare', a: B, b: { runId: 'pair', index: 1 } },
    ]);
    assert.equal((await panel.posted()).filter(({ type }) => type === 'select').length, 0);
  });

  it('starts and continues by keyboard, in the filmstrip and outside of it', async () => {
    await item('pair/0').focus();
    await press('ArrowRight', 'c');
    assert.deepEqual(await badges(), ['pair/0 A', 'pair/1 B']);
    await press('ArrowLeft', 'ArrowLeft', 'Enter');
    assert.deepEqual(await badges(), ['half/0 B', 'pair/0 A']);
    await press('End', 'Shift+C');
    assert.deepEqual(await badges(), ['half/0 B', 'proof/0 A']);
    await press('Escape');
    assert.equal(await panel.byId('compare-stage').count(), 0);
    assert.equal(await panel.byId('frame').count(), 1);
    assert.deepEqual(await badges(), []);
  });

  it('starts from the toolbar and from the menu of an image, and ends by its button', async () => {
    await panel.page.getByRole('button', { name: 'Compare with another image' }).click();
    assert.deepEqual(await badges(), ['pair/0 A', 'pair/1 B']);
    await panel.page.getByRole('button', { name: 'Back to the stage' }).click();
    await item('half/0').click({ button: 'right' });
    await panel.page.getByRole('menuitem', { name: 'Compare with the Shown Image' }).click();
    assert.deepEqual(await badges(), ['half/0 B', 'pair/0 A']);
  });

  it('shows both side by side, with one zoom and pan for both', async () => {
    await compare(panel, 'Side by side');
    const shift = async () => {
      const [a, b] = [await place('a'), await place('b')];
      assert.deepEqual(a.slice(1), b.slice(1));
      return (b[0] ?? 0) - (a[0] ?? 0);
    };
    const apart = await shift();
    assert.ok(apart > 300, String(apart));
    const before = await place('a');
    const stage = await rectOf(panel.byId('compare-stage'));
    await panel.page.mouse.move(stage.x + stage.width * 0.8, stage.y + 100);
    await panel.page.keyboard.down('Control');
    await wheel(panel.page, 0, -300);
    await panel.page.keyboard.up('Control');
    assert.ok(((await place('a'))[2] ?? 0) > (before[2] ?? 0) * 1.5);
    assert.equal(await shift(), apart);
    const zoomed = await place('b');
    await panel.page.mouse.down();
    await panel.page.mouse.move(stage.x + stage.width * 0.8 - 30, stage.y + 140);
    await panel.page.mouse.up();
    assert.deepEqual(await place('b'), [(zoomed[0] ?? 0) - 30, (zoomed[1] ?? 0) + 40, ...zoomed.slice(2)]);
    assert.equal(await shift(), apart);
  });

  it('swipes by dragging the line, and by arrow keys', async () => {
    await compare(panel, 'Swipe');
    const divider = panel.page.getByRole('slider', { name: 'Divider between A and B' });
    const at = async () => Number(await divider.getAttribute('aria-valuenow'));
    const { left, width } = await seen('a');
    const stage = await rectOf(panel.byId('compare-stage'));
    assert.equal(await at(), 50);
    await panel.page.mouse.move(left + width / 2, stage.y + 60);
    await panel.page.mouse.down();
    await panel.page.mouse.move(left + width / 4, stage.y + 60);
    await panel.page.mouse.up();
    assert.equal(await at(), 25);
    const clipped = Number(/([\d.]+)px\)$/.exec((await seen('b')).clip)?.[1]);
    assert.ok(Math.abs(clipped - (left - stage.x + width / 4)) < 1, String(clipped));
    await divider.focus();
    await press('ArrowRight', 'Shift+ArrowRight');
    assert.equal(await at(), 37);
    assert.equal(await divider.getAttribute('aria-valuetext'), 'A 37 %, B 63 %');
    await press('End');
    assert.equal(await at(), 100);
    await panel.page.keyboard.down('Control');
    await wheel(panel.page, 0, -900);
    await panel.page.keyboard.up('Control');
    const line = await rectOf(divider);
    assert.ok(line.x < stage.x + stage.width, 'the line stays in sight at any zoom');
  });

  it('shows B above A at any opacity', async () => {
    await compare(panel, 'Onion');
    assert.equal((await seen('b')).opacity, '0.5');
    await panel.page.getByRole('slider', { name: 'Opacity of B' }).fill('20');
    assert.equal((await seen('b')).opacity, '0.2');
    assert.deepEqual(await place('a'), await place('b'));
  });

  it('blinks by itself at an interval, and by holding the space bar', async () => {
    await compare(panel, 'Blink');
    const shows = (side: 'a' | 'b') => panel.page.locator(`.compare-stage.blink-${side}`).waitFor();
    await panel.page.getByRole('slider', { name: 'Seconds for each' }).fill('0.4');
    for (const side of ['b', 'a', 'b', 'a'] as const) await shows(side);
    await panel.page.getByRole('button', { name: 'Pause' }).click();
    await panel.byId('compare-stage').focus();
    await panel.page.keyboard.down(' ');
    assert.equal((await seen('b')).opacity, '1');
    assert.equal((await seen('a')).opacity, '0');
    await panel.page.keyboard.up(' ');
    assert.equal((await seen('b')).opacity, '0');
    assert.equal((await seen('a')).opacity, '1');
  });

  it('shows the difference', async () => {
    await compare(panel, 'Difference');
    assert.equal((await seen('b')).blend, 'difference');
    const shot = await panel.page.locator('.pane-a .frame').screenshot();
    assert.ok(shot.length > 0);
  });

  it('changes between the modes by number and by arrow keys, without loading a picture again', async () => {
    await compare(panel, 'Side by side');
    await panel.page.evaluate(() => {
      for (const image of document.querySelectorAll('.pane img')) {
        (image as HTMLElement).dataset['old'] = 'yes';
      }
    });
    for (const [index, mode] of ['side', 'swipe', 'onion', 'blink', 'difference'].entries()) {
      await press(String(index + 1));
      await panel.page.locator(`.compare-stage.mode-${mode}`).waitFor();
      assert.equal(await panel.page.locator('.pane img[data-old]').count(), 2);
    }
    await panel.page.getByRole('radio', { name: 'Difference' }).focus();
    await press('ArrowLeft');
    assert.equal(await panel.page.locator('.compare-stage.mode-blink').count(), 1);
  });

  it('switches in one frame', async () => {
    await compare(panel, 'Side by side');
    await panel.byId('compare-stage').focus();
    const switches = { 2: 'swipe', 5: 'difference', 3: 'onion', 1: 'side' };
    for (const [key, mode] of Object.entries(switches)) {
      // What a frame paints is settled when its turn comes.
      await panel.page.evaluate((name) => {
        document.documentElement.removeAttribute('data-there');
        document.body.addEventListener(
          'keydown',
          () =>
            requestAnimationFrame(() => {
              document.documentElement.dataset['there'] = String(
                document.querySelector(`.mode-${name}`) !== null,
              );
            }),
          { once: true },
        );
      }, mode);
      await press(key);
      await panel.page.locator('html[data-there]').waitFor({ state: 'attached' });
      assert.equal(await panel.page.locator('html').getAttribute('data-there'), 'true', mode);
    }
  });

  it('shows all of both images in one frame if their sizes differ', async () => {
    await panel.show(studio({ runs: [states.HALF_RUN, states.PAIR_RUN, states.WIDE_RUN] }));
    await item('wide/0').click({ modifiers: ['Control'] });
    await press('2');
    assert.deepEqual(await place('a'), await place('b'));
    const { width, height } = await seen('a');
    assert.ok(Math.abs(width / height - 1664 / 2496) < 0.01);
    const fits = await panel.page
      .locator('.pane img')
      .evaluateAll((images) => images.map((image) => getComputedStyle(image).objectFit));
    assert.deepEqual(fits, ['contain', 'contain']);
  });

  it('zooms to the pixels and back by button and by key', async () => {
    await compare(panel, 'Onion');
    const whole = await place('a');
    await panel.byId('zoom').click();
    assert.equal((await place('a'))[2], 1664);
    await press('0');
    assert.deepEqual(await place('a'), whole);
    await press('+', '+');
    assert.ok(((await place('b'))[2] ?? 0) > (whole[2] ?? 0) * 1.4);
  });

  it('ends when one of the two is deleted, or another document is shown', async () => {
    await item('half/0').click({ modifiers: ['Control'] });
    await panel.show(studio({ runs: [states.PAIR_RUN] }));
    await panel.byId('frame').waitFor();
    await panel.show(studio());
    await item('half/0').click({ modifiers: ['Control'] });
    const { document } = studio();
    await panel.show(studio({ document: document && { ...document, uri: 'file:///other' } }));
    assert.equal(await panel.byId('compare-stage').count(), 0);
    assert.deepEqual(await badges(), []);
  });

  it('does not blink by itself if motion is to be reduced', async () => {
    const calm = await openPanel(studio(), { browser: { reducedMotion: 'reduce' } });
    await compare(calm, 'Blink');
    assert.equal(await calm.page.getByRole('button', { name: 'Pause' }).count(), 0);
    assert.equal(await calm.page.getByRole('button', { name: 'Blink', exact: true }).count(), 0);
    const showB = calm.page.getByRole('button', { name: 'Show B' });
    await showB.click();
    assert.equal(await showB.getAttribute('aria-pressed'), 'true');
    assert.equal(await calm.page.locator('.compare-stage.blink-b').count(), 1);
    await calm.close();
  });
});

describe('What changed between two images', function () {
  this.timeout(30_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const list = () => panel.byId('changes');
  const lines = () =>
    list()
      .locator('li > .unseen')
      .evaluateAll((all) => all.map((one) => one.textContent));
  const status = () => list().getByRole('status').innerText();

  it('is listed by elements, with the settings', async () => {
    await compare(panel, 'Swipe');
    assert.deepEqual(await lines(), [
      '1 White sailboat with a red hull: moved 40 right, 20 down, 12 % larger',
      '2 "VISIT THE COAST": text "VISIT OUR COAST" → "VISIT THE COAST"',
      'Palette: +#E43F5A, −#27456B',
      'Background: "evening" → "morning", +"and birds"',
      'Speed: Default → Quality',
      'Seed: 133329 → 48213',
    ]);
    assert.equal(await status(), '4 changes in the prompt');
  });

  it('shows removed and added texts, of long ones the words, and colors', async () => {
    await compare(panel, 'Swipe');
    const texts = (tag: string) => list().locator(tag).allInnerTexts();
    assert.deepEqual(await texts('del'), ['VISIT OUR COAST', '#27456B', 'evening', 'Default', '133329']);
    assert.deepEqual(await texts('ins'), [
      'VISIT THE COAST',
      '#E43F5A',
      'morning',
      ' and birds',
      'Quality',
      '48213',
    ]);
    const colors = await list()
      .locator('.swatch')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    assert.deepEqual(colors, ['rgb(228, 63, 90)', 'rgb(39, 69, 107)']);
  });

  it('opens as a diff in the editor, and restores the prompt of B', async () => {
    await compare(panel, 'Swipe');
    await list().getByRole('button', { name: 'Open as diff' }).click();
    await list().getByRole('button', { name: 'Use B’s prompt' }).click();
    assert.deepEqual((await panel.posted()).slice(1), [
      { type: 'openDiff', a: 'pair', b: 'half' },
      { type: 'runAction', action: 'usePrompt', runId: 'half' },
    ]);
  });

  it('is the settings that differ if the prompt is the same', async () => {
    await compare(panel, 'Swipe', []);
    assert.match(await list().innerText(), /The prompts are the same\./);
    assert.deepEqual(await lines(), ['Speed: Default → Quality', 'Seed: 133329 → 48213']);
    assert.equal(await status(), 'The prompts are the same. Not the same: Speed, Seed.');
    assert.equal(await list().getByRole('button', { name: 'Open as diff' }).count(), 0);
  });

  it('is unknown if a prompt is unknown', async () => {
    const half = { ...states.HALF_RUN, hasPrompt: false };
    await panel.show(studio({ runs: [half, states.PAIR_RUN] }));
    await compare(panel, 'Swipe', null);
    assert.match(await list().innerText(), /The prompt of one of the two is not known\./);
    assert.equal(await list().getByRole('button').count(), 0);
  });

  it('is that of the two that are compared now, not of two earlier ones', async () => {
    await compare(panel, 'Swipe');
    await panel.page.locator('[data-key="pair/1"]').click();
    assert.deepEqual(await lines(), []);
    await panel.send({
      type: 'difference',
      a: { runId: 'pair', index: 0 },
      b: { runId: 'half', index: 0 },
      changes: CHANGES,
    });
    assert.deepEqual(await lines(), []);
  });

  it('shows texts and colors of a prompt as such, whatever they contain', async () => {
    const color = 'url(/x.png)';
    const words = '<img src="/x.png">';
    await compare(panel, 'Swipe', [
      { subject: { kind: 'palette' }, facts: [{ kind: 'color', change: 'added', color }] },
      { subject: { kind: 'summary' }, facts: [{ kind: 'text', part: 'whole', from: words, to: undefined }] },
    ]);
    assert.deepEqual(await list().locator('del').first().innerText(), words);
    assert.equal(await list().locator('img').count(), 0);
    assert.deepEqual(await panel.violations(), []);
  });
});
