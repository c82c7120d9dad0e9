import assert from 'node:assert/strict';
import { painted, rectOf } from './support/layout';
import { openPanel, type Panel } from './support/panel';
import * as states from './support/states';

const { studio } = states;

describe('The filmstrip', function () {
  this.timeout(30_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const film = () => panel.byId('film');
  const item = (key: string) => panel.page.locator(`[data-key="${key}"]`);
  const shownRuns = () =>
    panel.byId('run').evaluateAll((runs) =>
      runs
        .filter((run) => {
          const { left, right } = run.getBoundingClientRect();
          return right > 0 && left < innerWidth;
        })
        .map((run) => run.getAttribute('data-run-id')),
    );
  /** What is out of sight is drawn once what is in sight is painted. */
  const drawnAround = () =>
    panel.page.waitForFunction(() =>
      [...document.querySelectorAll('.run')].some((run) => run.getBoundingClientRect().left > innerWidth),
    );
  const nodes = () => panel.page.evaluate(() => document.querySelectorAll('.film *').length);

  it('has only the runs near the visible part in the page, however many there are', async () => {
    await panel.show(studio({ runs: states.manyRuns(50), selected: null }));
    await drawnAround();
    const few = await nodes();
    await panel.show(studio({ runs: states.manyRuns(2000), selected: null }));
    assert.ok((await nodes()) <= few * 1.1, `${await nodes()} ${few}`);
    assert.ok((await panel.byId('run').count()) < 12);
    await film().evaluate((element) => (element.scrollLeft = element.scrollWidth / 2));
    await panel.page.locator('[data-run-id=run-1000], [data-run-id=run-1001]').first().waitFor();
    assert.ok((await nodes()) <= few * 2, `${await nodes()} ${few}`);
    assert.ok((await shownRuns()).length >= 2);
  });

  it('keeps everything in its position while it scrolls', async () => {
    await panel.show(studio({ runs: states.manyRuns(200), selected: null }));
    const widthOf = () => film().evaluate(({ scrollWidth }) => scrollWidth);
    const before = await widthOf();
    for (const place of [0.3, 0.7, 1, 0.5]) {
      await film().evaluate((element, at) => (element.scrollLeft = element.scrollWidth * at), place);
      await painted(panel.page);
      assert.equal(await widthOf(), before);
      const overlaps = await panel.byId('run').evaluateAll((runs) => {
        const rects = runs.map((run) => run.getBoundingClientRect()).sort((a, b) => a.left - b.left);
        return rects.filter((rect, at) => rect.right > (rects[at + 1]?.left ?? Infinity)).length;
      });
      assert.equal(overlaps, 0);
      const cut = await panel.page
        .locator('.run-head, .run-results')
        .evaluateAll(
          (parts) => parts.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
        );
      assert.equal(cut, 0);
    }
  });

  it('reaches the last of 2,000 runs by keyboard, and the first one again', async () => {
    await panel.show(studio({ runs: states.manyRuns(2000), selected: null }));
    await item('run-0/0').focus();
    for (const key of ['End', 'ArrowLeft', 'Enter', 'Home', 'Enter']) await panel.page.keyboard.press(key);
    assert.deepEqual(await panel.posted(), [
      { type: 'select', runId: 'run-1998', index: 3 },
      { type: 'select', runId: 'run-0', index: 0 },
    ]);
  });

  describe('that has only the newest runs so far', () => {
    const asked = async () => (await panel.posted()).filter(({ type }) => type === 'moreRuns');
    const isAsked = () =>
      panel.page.waitForFunction(() => panelPosted.some(({ type }) => type === 'moreRuns'));
    const some = () => studio({ runs: states.manyRuns(24), older: 276, selected: null });
    const all = () => studio({ runs: states.manyRuns(300), selected: null });

    it('requests older ones as they come near the visible part, and does not move', async () => {
      await panel.show(some());
      await drawnAround();
      assert.deepEqual(await asked(), []);
      await film().evaluate((element) => (element.scrollLeft = element.scrollWidth));
      await panel.page.locator('[data-run-id=run-23]').waitFor();
      await isAsked();
      assert.deepEqual(await asked(), [{ type: 'moreRuns', all: false }]);
      const before = await shownRuns();
      await panel.show(studio({ runs: states.manyRuns(124), older: 176, selected: null }));
      assert.deepEqual(await shownRuns(), before);
      await panel.page.locator('[data-run-id=run-24]').waitFor();
      assert.equal((await asked()).length, 1);
    });

    it('reaches the oldest of all by keyboard', async () => {
      await panel.show(some());
      await item('run-0/0').focus();
      await panel.page.keyboard.press('End');
      assert.deepEqual(await asked(), [{ type: 'moreRuns', all: true }]);
      await panel.show(all());
      await panel.page.locator('[data-key^="run-299/"]:focus').waitFor();
    });

    it('requests all of them to filter', async () => {
      await panel.show(some());
      await panel.byId('filter').click();
      await isAsked();
      assert.deepEqual(await asked(), [{ type: 'moreRuns', all: true }]);
      await panel.show(all());
      await panel.page.keyboard.press('Escape');
      assert.equal((await asked()).length, 1);
    });
  });

  it('keeps the focus when the focused image is scrolled out of sight', async () => {
    await panel.show(studio({ runs: states.manyRuns(300), selected: null }));
    await item('run-0/1').focus();
    await film().evaluate((element) => (element.scrollLeft = element.scrollWidth));
    await panel.page.locator('[data-run-id=run-299]').waitFor();
    assert.equal(
      await panel.page.evaluate(() => document.activeElement?.getAttribute('data-key')),
      'run-0/1',
    );
    await panel.page.keyboard.press('ArrowRight');
    assert.ok((await shownRuns()).includes('run-0'));
  });

  it('updates single runs as they change', async () => {
    await panel.show(studio({ runs: [states.PAIR_RUN, states.PROOF_RUN], selected: null }));
    await panel.page.evaluate(() => {
      for (const run of document.querySelectorAll('.run')) (run as HTMLElement).dataset['old'] = 'yes';
    });
    const order = ['half', 'pair', 'proof'];
    await panel.send({ type: 'runs', order, changed: [states.HALF_RUN], total: order.length });
    await panel.page.locator('[data-run-id=half]').waitFor();
    assert.equal(await panel.page.locator('.run[data-old]').count(), 2);
    const results = states.HALF_RUN.results.map((one) => states.result(one.index));
    await panel.send({
      type: 'runs',
      order,
      changed: [{ ...states.HALF_RUN, results }],
      total: order.length,
    });
    await item('half/2').waitFor();
    await panel.send({ type: 'runs', order: ['pair'], changed: [], total: 1 });
    await panel.page.locator('[data-run-id=half]').waitFor({ state: 'detached' });
    assert.equal(await panel.byId('run').count(), 1);
  });

  it('renders no other run again when one changes', async () => {
    await panel.show(studio({ runs: [states.HALF_RUN, states.PAIR_RUN, states.PROOF_RUN] }));
    await panel.page.evaluate(() => {
      const touched = new Set<string>();
      document.documentElement.dataset['touched'] = '';
      new MutationObserver((records) => {
        for (const { target } of records) {
          const run = target instanceof Element ? target.closest('.run') : null;
          if (run) touched.add(run.getAttribute('data-run-id') ?? '');
        }
        document.documentElement.dataset['touched'] = [...touched].join();
      }).observe(document.querySelector('.film') ?? document.body, {
        subtree: true,
        attributes: true,
        childList: true,
      });
    });
    const results = states.HALF_RUN.results.map((one) =>
      states.result(one.index, { uri: states.imageUri(1664, 2496) }),
    );
    await panel.show(studio({ runs: [{ ...states.HALF_RUN, results }, states.PAIR_RUN, states.PROOF_RUN] }));
    await item('half/2').waitFor();
    assert.equal(await panel.page.evaluate(() => document.documentElement.dataset['touched']), 'half');
  });

  it('keeps the head of a run in sight while any part of the run is', async () => {
    const results = [0, 1, 2, 3].map((index) => states.result(index, { uri: states.imageUri(3328, 1248) }));
    await panel.show(studio({ runs: [{ ...states.WIDE_RUN, results }], selected: null }));
    const edge = () => film().evaluate((element) => element.getBoundingClientRect().left);
    await film().evaluate((element) => (element.scrollLeft = 400));
    const head = await rectOf(panel.page.locator('.run-head'));
    assert.equal(head.x - (await edge()), 12);
  });

  it('shows favorites, notes and flags, also to screen readers', async () => {
    assert.match(
      (await item('pair/1').getAttribute('aria-label')) ?? '',
      /Favorite.*Note: Best sky.*safety check/,
    );
    assert.match((await item('pair/1').getAttribute('title')) ?? '', /Note: Best sky/);
    assert.equal(await panel.page.locator('[data-run-id=pair] .codicon-star-full').count(), 1);
  });

  it('shows runs that cannot be read, with a link to their folders', async () => {
    await panel.show(studio({ unreadable: [{ id: 'torn' }] }));
    await film().evaluate((element) => (element.scrollLeft = element.scrollWidth));
    const card = panel.byId('unreadable');
    assert.match(await card.innerText(), /Cannot be read/);
    await card.getByRole('button', { name: 'Open Folder' }).click();
    assert.deepEqual(await panel.posted(), [{ type: 'runAction', action: 'openFolder', runId: 'torn' }]);
  });

  it('scrolls to what was selected elsewhere', async () => {
    const runs = states.manyRuns(300);
    await panel.show(studio({ runs, selected: { runId: 'run-0', index: 0 } }));
    await panel.show(studio({ runs, selected: { runId: 'run-150', index: 2 } }));
    await item('run-150/2').waitFor();
    assert.ok((await shownRuns()).includes('run-150'));
  });
});

describe('The filter of the filmstrip', function () {
  this.timeout(30_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const choose = async (...names: readonly string[]) => {
    await panel.byId('filter').click();
    for (const name of names) await panel.page.getByRole('menu').getByText(name, { exact: true }).click();
    await panel.page.keyboard.press('Escape');
  };
  const ids = () =>
    panel.byId('run').evaluateAll((runs) => runs.map((run) => run.getAttribute('data-run-id')));

  it('shows favorites, and runs that are active', async () => {
    await choose('Favorites');
    assert.deepEqual(await ids(), ['half', 'pair']);
    assert.deepEqual(
      await panel.page
        .locator('.film [data-key]')
        .evaluateAll((items) => items.map((one) => one.getAttribute('data-key'))),
      ['half/0', 'pair/1'],
    );
    assert.equal(await panel.byId('hidden').innerText(), '−3');
    assert.equal(await panel.byId('filter').getAttribute('aria-label'), 'Filter: 3 hidden');
  });

  it('shows failed runs, and runs of one speed or size', async () => {
    await panel.show(
      studio({ runs: [states.PAIR_RUN, states.FAILED_RUN, states.PROOF_RUN, states.WIDE_RUN] }),
    );
    await choose('Failed');
    assert.deepEqual(await ids(), ['failed']);
    await choose('Clear filter', ...[]);
    assert.deepEqual(await ids(), ['pair', 'failed', 'proof', 'wide']);
    await choose('Quality');
    assert.deepEqual(await ids(), ['wide']);
    await choose('Any speed', '1664 × 2496');
    assert.deepEqual(await ids(), ['pair', 'failed', 'proof']);
  });

  it('can be set by keyboard, and says what is set', async () => {
    await panel.byId('filter').focus();
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await panel.page.keyboard.press(key);
    const failed = panel.page.getByRole('menuitemcheckbox', { name: 'Failed' });
    assert.equal(await failed.getAttribute('aria-checked'), 'true');
    await panel.page.keyboard.press('Escape');
    assert.equal(
      await panel.page.evaluate(() => document.activeElement?.getAttribute('data-testid')),
      'filter',
    );
    assert.deepEqual(await ids(), ['half', 'failed']);
  });

  it('says when nothing passes it, with a link to clear it', async () => {
    await panel.show(studio({ runs: [states.PROOF_RUN], selected: null }));
    await choose('Favorites');
    assert.match(await panel.page.locator('.film').innerText(), /Nothing matches the filter/);
    await panel.page.locator('.film').getByRole('button', { name: 'Clear filter' }).click();
    assert.deepEqual(await ids(), ['proof']);
  });

  it('is kept for each document', async () => {
    await choose('Favorites');
    const { document } = studio();
    await panel.show(studio({ document: document && { ...document, uri: 'file:///other' } }));
    assert.deepEqual(await ids(), ['half', 'pair', 'failed', 'proof']);
    await panel.show(studio());
    assert.deepEqual(await ids(), ['half', 'pair']);
    const again = await openPanel(studio(), { saved: await panel.savedState() });
    assert.equal(await again.byId('run').count(), 2);
    await again.close();
  });

  it('does not change the stage, even if nothing passes it from the start', async () => {
    const state = studio({ runs: [states.PROOF_RUN], selected: null });
    await panel.show(state);
    await choose('Favorites');
    const again = await openPanel(state, { saved: await panel.savedState() });
    assert.match(await again.page.locator('.film').innerText(), /Nothing matches the filter/);
    await again.byId('frame').waitFor();
    await again.close();
  });
});
