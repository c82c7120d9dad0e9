import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { AxeResults, RunOptions } from 'axe-core';
import { openPanel } from './panel';
import type { Panel, ThemeName } from './panel';
import * as states from './states';

const { studio } = states;

const STATES = {
  'runs of every kind': studio({ notice: 'no-key' }),
  'stopped and partial runs': studio({ runs: [states.DETACHED_RUN, states.PARTIAL_RUN], selected: null }),
  'runs that wait, that were not sent, that found no room': studio({
    runs: [states.QUEUED_RUN, states.UNSENT_RUN, states.FULL_DISK_RUN],
    selected: null,
  }),
  'a run that waits for its turn': studio({ runs: [states.QUEUED_RUN], selected: null }),
  'a run that was never sent': studio({ runs: [states.UNSENT_RUN], selected: null }),
  'a busy run': studio({ runs: [states.BUSY_RUN], selected: null }),
  'a failed run': studio({ runs: [states.FAILED_RUN], selected: null, locked: true }),
  'an unreadable document': states.unreadable(studio()),
  'a task file': states.taskFile(),
  'an unused prompt': states.UNUSED,
  'no document': states.NO_DOCUMENT,
};

const THEMES: readonly ThemeName[] = [
  'Dark Modern',
  'Light Modern',
  'Dark High Contrast',
  'Light High Contrast',
];

/** What the checker of accessibility finds, by all its rules or by these. */
async function barriers(panel: Panel, rules: readonly string[]): Promise<readonly string[]> {
  const { violations } = await panel.page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(
        only.length > 0 ? { runOnly: only } : {},
      ),
    [...rules],
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

describe('The panel in each theme', function () {
  this.timeout(30_000);

  for (const theme of THEMES) {
    // Only colours differ between themes: the rest is looked at once.
    const rules = theme === THEMES[0] ? [] : ['color-contrast'];

    it(`has no barrier for anyone in ${theme}`, async () => {
      const panel = await openPanel(studio(), { theme });
      await panel.page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
      for (const [name, state] of Object.entries(STATES)) {
        await panel.show(state);
        assert.deepEqual(await barriers(panel, rules), [], name);
      }
      assert.deepEqual(await panel.violations(), []);
      await panel.close();
    });
  }

  it('has nothing cut off or beside a narrow panel', async () => {
    const panel = await openPanel(studio(), { width: 460 });
    for (const [name, state] of Object.entries(STATES)) {
      await panel.show(state);
      const outside = await panel.page.evaluate(() =>
        [...document.querySelectorAll('.studio *:not(.film *, .unseen, option, optgroup)')]
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return left < -0.5 || right > innerWidth + 0.5;
          })
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      assert.deepEqual(outside, [], name);
    }
    await panel.close();
  });

  it('crops no thumbnail', async () => {
    const runs = [states.LONG_RUN, states.WIDE_RUN, states.PAIR_RUN];
    const panel = await openPanel(studio({ runs }));
    for (const { width, height } of runs) {
      const image = panel.page.locator(`[data-testid=result-image][src*="${width}x${height}"]`).first();
      const shown = await image.evaluate(({ clientWidth, clientHeight }) => clientWidth / clientHeight);
      assert.ok(Math.abs((shown * height) / width - 1) < 0.03, `${width} × ${height} has ${shown}`);
    }
    await panel.close();
  });

  it('does not move where motion is not wanted', async () => {
    const panel = await openPanel(studio({ runs: [states.BUSY_RUN], selected: null }), {
      browser: { reducedMotion: 'reduce' },
    });
    const running = await panel.page.evaluate(() => document.getAnimations().length);
    assert.equal(running, 0);
    await panel.close();
  });
});
