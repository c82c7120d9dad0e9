import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { AxeResults, RunOptions } from 'axe-core';
import { contrast } from '../../src/proof/color';
import { openPanel } from './support/panel';
import type { Panel, ThemeName } from './support/panel';
import { SCENES, show } from './support/scenes';
import { obj, snapshotOf } from '../unit/webview/stage/elements';
import * as states from './support/states';

const { studio } = states;

const THEMES: readonly ThemeName[] = [
  'Dark Modern',
  'Light Modern',
  'Dark High Contrast',
  'Light High Contrast',
];

/** What the checker of accessibility finds, by all its rules or by these. */
async function barriers(panel: Panel, rules: readonly string[]): Promise<readonly string[]> {
  const options: RunOptions = {
    ...(rules.length > 0 && { runOnly: [...rules] }),
  };
  const { violations } = await panel.page.evaluate(
    (how) =>
      (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(how),
    options,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

/** `#rrggbb` of an opaque color as the browser gives it. */
function hex(color: string): string {
  const [red, green, blue, ...more] = color.match(/[\d.]+/g) ?? [];
  assert.deepEqual(more, [], color);
  return `#${[red, green, blue].map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;
}

describe('The panel in each theme', function () {
  this.timeout(120_000);

  for (const theme of THEMES) {
    // Only colors differ between themes: the rest is checked once.
    const rules = theme === THEMES[0] ? [] : ['color-contrast'];

    it(`has no violation of accessibility in ${theme}`, async () => {
      const panel = await openPanel(studio(), { theme });
      await panel.page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
      const found: Record<string, readonly string[]> = {};
      for (const [name, scene] of Object.entries(SCENES)) {
        await show(panel, scene);
        const here = await barriers(panel, rules);
        if (here.length > 0) found[name] = here;
      }
      assert.deepEqual(found, {});
      assert.deepEqual(await panel.violations(), []);
      await panel.close();
    });
  }

  it('names each box and each element of the tray with its visible text', async () => {
    const panel = await openPanel(studio({ runs: [], selected: null }));
    const names = await panel.page
      .locator('.box, .chip')
      .evaluateAll((parts) =>
        parts.map((part) => [
          part.getAttribute('aria-label') ?? '',
          part.getAttribute('data-full') ?? part.querySelector('.chip-name')?.textContent ?? '',
        ]),
      );
    assert.equal(names.length, 7);
    names.forEach(([name = '', seen = ''], index) => {
      const words = seen.replace(/^\d+ [T○] |…$/g, '');
      assert.match(name, new RegExp(`^${index + 1} (object|text): `));
      assert.ok(words !== '' && name.includes(words), `${name} says not ${words}`);
    });
    await panel.close();
  });

  for (const theme of THEMES) {
    it(`has enough contrast on every label of a box in ${theme}`, async () => {
      const elements = Array.from({ length: 9 }, (_, index) =>
        obj([100 * index, 0, 100 * index + 90, 900], 'Kite'),
      );
      const panel = await openPanel(studio({ runs: [], selected: null }), {
        theme,
        stage: snapshotOf(elements),
      });
      await panel.page.locator('.box').last().focus();
      const colors = await panel.page.locator('.box').evaluateAll((boxes) =>
        boxes.map((box) => {
          const { color, backgroundColor } = getComputedStyle(box, '::before');
          return [color, backgroundColor];
        }),
      );
      for (const [words = '', ground = ''] of colors) {
        const ratio = contrast(hex(words), hex(ground));
        assert.ok(ratio >= 4.5, `${words} on ${ground}: ${ratio}`);
      }
      await panel.close();
    });
  }

  it('draws each icon that it names', async () => {
    const panel = await openPanel(studio());
    const seen = new Set<string>();
    for (const scene of Object.values(SCENES)) {
      await show(panel, scene);
      const icons = await panel.page.locator('.codicon').evaluateAll((all) =>
        all.map((icon) => ({
          name: [...icon.classList].join(' '),
          content: getComputedStyle(icon, '::before').content,
        })),
      );
      for (const { name, content } of icons) {
        seen.add(name);
        assert.match(content, /^".+"$/, name);
      }
    }
    assert.ok(seen.size > 20, [...seen].join());
    await panel.close();
  });

  it('cuts nothing off in a narrow panel', async () => {
    const panel = await openPanel(studio(), { width: 460 });
    for (const [name, scene] of Object.entries(SCENES)) {
      await show(panel, scene);
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

  it('does not move if motion is to be reduced', async () => {
    const panel = await openPanel(studio({ runs: [states.BUSY_RUN], selected: null }), {
      browser: { reducedMotion: 'reduce' },
    });
    const running = await panel.page.evaluate(() => document.getAnimations().length);
    assert.equal(running, 0);
    await panel.close();
  });
});
