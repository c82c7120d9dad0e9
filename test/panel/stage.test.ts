import assert from 'node:assert/strict';
import { rectOf } from './support/layout';
import { openPanel, type Panel } from './support/panel';
import { HALF_RUN, LONG_RUN, studio, WIDE_RUN } from './support/states';

async function places(panel: Panel) {
  const [stage, frame] = await Promise.all([rectOf(panel.byId('stage')), rectOf(panel.byId('frame'))]);
  return { stage, frame };
}

function now(panel: Panel): Promise<string> {
  return panel.page.evaluate(() => new Date().toISOString());
}

describe('The stage', function () {
  this.timeout(20_000);

  for (const run of [WIDE_RUN, LONG_RUN]) {
    it(`shows a ${run.id} frame and image whole, in their proportions and with air around them`, async () => {
      const { controls } = studio();
      const { width, height } = run;
      const sized = studio({
        runs: [run],
        selected: null,
        controls: controls && { ...controls, width, height },
      });
      const panel = await openPanel(sized, { width: 460 });
      const { stage, frame } = await places(panel);
      assert.ok(Math.abs(frame.width / frame.height - width / height) < 0.01);
      const air = [
        frame.x - stage.x,
        frame.y - stage.y,
        stage.x + stage.width - frame.x - frame.width,
        stage.y + stage.height - frame.y - frame.height,
      ];
      // The place of the frame is rounded to whole pixels.
      for (const side of air) assert.ok(side >= 23.4, air.join(' '));
      assert.deepEqual(await rectOf(panel.byId('stage-image')), frame);
      await panel.close();
    });
  }

  it('shows an image of another size whole in the frame, and does not stretch it', async () => {
    const panel = await openPanel(studio({ runs: [WIDE_RUN], selected: null }));
    const fit = await panel.byId('stage-image').evaluate((image) => getComputedStyle(image).objectFit);
    assert.equal(fit, 'contain');
    await panel.close();
  });

  it('shows one image pixel for each device pixel at full size', async () => {
    const panel = await openPanel(studio(), { browser: { deviceScaleFactor: 2 } });
    await panel.byId('zoom').click();
    const { stage, frame } = await places(panel);
    assert.equal(frame.width, 1664 / 2);
    assert.equal(await panel.byId('zoom').innerText(), '100 %');
    assert.ok(frame.y < stage.y && frame.y + frame.height > stage.y + stage.height, 'begins at the center');
    await panel.close();
  });

  it('tells the editor what to restore', async () => {
    const uri = studio().document?.uri ?? '';
    const panel = await openPanel(studio({ locked: true }));
    assert.deepEqual(await panel.savedState(), { document: uri, locked: true, looks: {} });
    await panel.close();
  });

  it('counts the seconds of a run', async () => {
    const panel = await openPanel(studio(), { ownWindow: true });
    const { page } = panel;
    await page.clock.install();
    await panel.show(studio({ runs: [{ ...HALF_RUN, createdAt: await now(panel) }] }));
    await page.clock.runFor(3000);
    await page.getByText('3 s', { exact: true }).first().waitFor();
    await panel.close();
  });
});
