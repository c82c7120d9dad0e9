/** Two images compared: each mode of it chosen by its button, again and again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SHORT } from '../../scripts/lib/short';
import { COMPARE_MODES } from '../../src/webview/comparison';
import { FRAME, median, type Row } from '../lib/report';
import { mouse, type OpenPage, REST } from '../lib/window';
import { loadFilm } from './film';

const STAGE = '[data-testid="compare-stage"]';
/** Each mode so often; once before, by which its pictures are decoded as it shows them. */
const CYCLES = SHORT ? 1 : 4;

interface Switch {
  readonly frames: number;
  readonly paint: number;
}

/** Presses a mode's button. */
async function press({ page, cdp }: OpenPage, mode: string): Promise<Switch> {
  const box = await page.locator(`.compare-bar label:has(input[value="${mode}"])`).boundingBox();
  if (!box) throw new Error(`There is no button for the mode ${mode}.`);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await mouse(cdp, 'mouseMoved', at, false);
  await sleep(REST);
  const shown = page.evaluate((selector) => globalThis.probe.switched(selector), `${STAGE}.mode-${mode}`);
  // In the page before the press is: both go the same way.
  await page.evaluate(() => undefined);
  await mouse(cdp, 'mousePressed', at, true);
  await mouse(cdp, 'mouseReleased', at, false);
  return shown;
}

/** Compares the first image of the newest run with the first of the one before, in each mode. */
export async function measureCompare(
  open: OpenPage,
  url: string,
  thumbnails: number,
): Promise<readonly Row[]> {
  const { page } = open;
  await loadFilm(open, url, thumbnails);
  await page
    .locator('[data-testid="run"]')
    .nth(1)
    .locator('.thumbnail')
    .first()
    .click({ modifiers: ['Control'] });
  await page.evaluate((selector) => globalThis.probe.decoded(selector), STAGE);
  const switches: Switch[] = [];
  for (let cycle = 0; cycle <= CYCLES; cycle++) {
    if (cycle === 1) await page.evaluate(() => globalThis.probe.presented());
    for (const mode of COMPARE_MODES) {
      const done = await press(open, mode);
      if (cycle > 0) switches.push(done);
    }
  }
  await sleep(REST);
  const slow = await page.evaluate(() => globalThis.probe.presented());
  // Those that are not told of took less than can be told.
  const presented = [...slow, ...Array.from({ length: switches.length - slow.length }, () => 8)];
  const frames = Math.max(...switches.map((one) => one.frames));
  const paint = median(switches.map((one) => one.paint));
  const alone = { control: null, limit: '', holds: true };
  return [
    { ...alone, name: 'frames until a mode shows, at most', studio: frames, limit: '1', holds: frames === 1 },
    {
      ...alone,
      name: 'press to paint',
      studio: paint,
      limit: '1 frame',
      holds: paint <= FRAME,
    },
    { ...alone, name: 'press to picture (8 ms steps)', studio: median(presented) },
  ];
}
