import assert from 'node:assert/strict';
import { openPanel } from './panel';
import type { Panel } from './panel';
import { HALF_RUN, LONG_RUN, studio, WIDE_RUN } from './states';

async function boxes(panel: Panel) {
  const [stage, image] = await Promise.all([
    panel.byId('stage').boundingBox(),
    panel.byId('stage-image').boundingBox(),
  ]);
  assert.ok(stage && image);
  return { stage, image };
}

describe('The stage', function () {
  this.timeout(20_000);

  for (const run of [WIDE_RUN, LONG_RUN]) {
    it(`shows a ${run.id} image whole, in its proportions and with air around it`, async () => {
      const panel = await openPanel(studio({ runs: [run], selected: null }), { width: 460 });
      const { stage, image } = await boxes(panel);
      assert.ok(Math.abs(image.width / image.height - run.width / run.height) < 0.01);
      const air = [
        image.x - stage.x,
        image.y - stage.y,
        stage.x + stage.width - image.x - image.width,
        stage.y + stage.height - image.y - image.height,
      ];
      for (const side of air) assert.ok(side >= 23.9, air.join(' '));
      await panel.close();
    });
  }

  it('shows one image pixel for each device pixel at full size, and scrolls by keyboard', async () => {
    const panel = await openPanel(studio(), { browser: { deviceScaleFactor: 2 } });
    await panel.page.getByText('Full size').click();
    const { image } = await boxes(panel);
    assert.equal(image.width, 1664 / 2);
    assert.match(await panel.byId('studio').innerText(), /100 %/);
    const top = () => panel.byId('stage').evaluate((stage) => stage.scrollTop);
    assert.ok((await top()) > 0, 'begins at the centre');
    await panel.byId('stage').focus();
    await panel.page.keyboard.press('Home');
    await panel.byId('stage').evaluate(
      (stage) =>
        new Promise<void>((resolve) => {
          if (stage.scrollTop === 0) resolve();
          else stage.addEventListener('scrollend', () => resolve());
        }),
    );
    assert.equal(await top(), 0);
    await panel.close();
  });

  it('keeps its zoom for each document, and tells the editor what to restore', async () => {
    const uri = studio().document?.uri ?? '';
    const first = await openPanel(studio({ locked: true }));
    await first.page.getByText('Full size').click();
    const saved = await first.savedState();
    assert.deepEqual(saved, { document: uri, locked: true, zoom: { [uri]: 'full' } });
    await first.close();

    const again = await openPanel(studio(), { saved });
    assert.ok(await again.page.getByRole('radio', { name: 'Full size' }).isChecked());
    const { document } = studio();
    await again.show(studio({ document: document && { ...document, uri: 'file:///other' } }));
    await again.page.getByRole('radio', { name: 'Fit', checked: true }).waitFor({ state: 'attached' });
    await again.close();
  });

  it('counts the seconds of a run', async () => {
    const panel = await openPanel(studio());
    const { page } = panel;
    await page.clock.install();
    await panel.show(studio({ runs: [{ ...HALF_RUN, createdAt: await now(panel) }] }));
    await page.clock.runFor(3000);
    await page.getByText('3 s', { exact: true }).first().waitFor();
    await panel.close();
  });
});

function now(panel: Panel): Promise<string> {
  return panel.page.evaluate(() => new Date().toISOString());
}
