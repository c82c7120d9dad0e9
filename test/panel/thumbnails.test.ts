import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { RunView } from '../../src/protocol/run-view';
import { MAX_THUMBNAIL, THUMBNAIL_SIDE } from '../../src/protocol/images';
import { openPanel, type Panel } from './support/panel';
import * as states from './support/states';

const { studio } = states;

/** A run whose images have no thumbnails, on a server that the page does not come from. */
function wholeRun(panel: Panel, folder: 'image' | 'closed', id = 'pair', count = 2): RunView {
  const { port } = new URL(panel.page.url());
  const results = Array.from({ length: count }, (_, index) =>
    states.result(index, {
      uri: `http://localhost:${port}/${folder}/1664x2496/${index}.svg`,
      thumbnail: null,
    }),
  );
  return { ...states.PAIR_RUN, id, count, results };
}

describe('Thumbnails', function () {
  this.timeout(30_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(states.UNUSED)));
  afterEach(() => panel.close());

  const made = async () => (await panel.posted()).filter((message) => message.type === 'thumbnail');
  const madeAtLeast = (count: number) =>
    panel.page.waitForFunction(
      (least) => globalThis.panelPosted.filter(({ type }) => type === 'thumbnail').length >= least,
      count,
    );

  it('are made of images that come into sight, uncropped, once', async () => {
    await panel.show(studio({ runs: [wholeRun(panel, 'image')], selected: null }));
    await madeAtLeast(2);
    const all = await made();
    assert.deepEqual(all.map(({ runId, index }) => `${runId}/${index}`).sort(), ['pair/0', 'pair/1']);
    for (const { data } of all) {
      const file = Buffer.from(data, 'base64');
      assert.ok(file.length <= MAX_THUMBNAIL);
      const { format, width, height } = await sharp(file).metadata();
      assert.deepEqual(
        [format, width, height],
        ['webp', Math.round((THUMBNAIL_SIDE * 2) / 3), THUMBNAIL_SIDE],
      );
    }
    await panel.show(studio({ runs: [states.WIDE_RUN], selected: null }));
    await panel.show(studio({ runs: [wholeRun(panel, 'image')], selected: null }));
    await panel.page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    await panel.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    assert.equal((await made()).length, 2);
    assert.deepEqual(await panel.violations(), []);
  });

  it('are shown instead of the images', async () => {
    await panel.show(studio());
    const shown = await panel
      .byId('result-image')
      .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
    assert.ok(shown.length > 0 && shown.every((src) => src?.endsWith('?thumbnail')), shown.join());
    assert.equal((await made()).length, 0);
  });

  it('are not made of images out of sight', async () => {
    const runs = Array.from({ length: 40 }, (_, index) => wholeRun(panel, 'image', `run-${index}`, 4));
    await panel.show(studio({ runs, selected: null }));
    await madeAtLeast(4);
    const ids = new Set((await made()).map(({ runId }) => runId));
    assert.ok(!ids.has('run-30'));
    await panel.byId('film').evaluate((film) => (film.scrollLeft = film.scrollWidth));
    await panel.page.waitForFunction(() =>
      globalThis.panelPosted.some((message) => message.type === 'thumbnail' && message.runId === 'run-39'),
    );
  });

  it('are replaced by the image itself if the page may not read it, or the thumbnail is missing', async () => {
    await panel.show(studio({ runs: [wholeRun(panel, 'closed')], selected: null }));
    const image = panel.byId('result-image').first();
    const isLoaded = () =>
      panel.page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLImageElement>('[data-testid=result-image]')].every(
          (one) => one.complete && one.naturalWidth > 0 && one.crossOrigin === null,
        ),
      );
    await isLoaded();
    assert.equal(await image.getAttribute('crossorigin'), null);
    assert.equal((await made()).length, 0);
    const gone = states.result(0, { thumbnail: '/nowhere.webp' });
    await panel.show(studio({ runs: [{ ...states.PAIR_RUN, results: [gone] }], selected: null }));
    await panel.page.locator('[data-testid=result-image][src="/image/1664x2496/0.svg"]').waitFor();
    await madeAtLeast(1);
  });
});
