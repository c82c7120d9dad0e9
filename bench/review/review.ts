// The review of 500 runs with 2,000 images of 2K, in a real browser without a GPU: the filmstrip beside a bare page with the same
// thumbnails, in turns; what the page holds, by the number of runs; a comparison of two images from mode to mode; and the
// index of the runs from the disk beside just reading their files.
//   npm run bench:review [-- --short]
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser';
import { sayShort, SHORT } from '../../scripts/lib/short';
import { THEMES } from '../../test/panel/support/themes';
import { conclude, type Row, tell } from '../lib/report';
import { measureCompare } from './compare';
import { BARE, type FilmTimes, inSight, loadFilm, openSide, scrollFilm, STEPS, surveyFilm } from './film';
import { measureIndex } from './index-time';
import { runsFolder } from './library';
import { judgeMemory, type Memory, measureMemory } from './memory';
import { openings } from './opening';
import { type Pages, servePages } from './server';
import { compareFilms } from './summary';

const RUNS = SHORT ? 8 : 500;
const MEMORY_RUNS = SHORT ? [4, RUNS] : [50, RUNS, 2000];
/** A first paint takes its time more or less by chance; a scroll does so less. */
const LOADS = SHORT ? 1 : 21;
const SCROLLS = SHORT ? 1 : 9;

/** Both pages in turns, so that what else the machine does meets both alike. */
async function runFilms(
  browser: Browser,
  pages: Pages,
): Promise<{ readonly rows: readonly Row[]; readonly thumbnails: number }> {
  const studio = { open: await openSide(browser, pages), url: `${pages.origin}/studio?runs=${RUNS}` };
  const control = { open: await openSide(browser, pages), url: `${pages.origin}/${BARE.sight}` };
  const film = await surveyFilm(studio.open, studio.url);
  const sight = inSight(film);
  const { length: thumbnails } = sight.thumbnails;
  pages.setControl(BARE.sight, sight);
  pages.setControl(BARE.stretch, film);
  // Whatever is made on first use is made.
  for (const { open, url } of [studio, control]) await loadFilm(open, url, thumbnails);
  const times: Record<'studio' | 'control', FilmTimes> = {
    studio: { loads: [], scrolls: [] },
    control: { loads: [], scrolls: [] },
  };
  for (let round = 0; round < LOADS; round++) {
    times.control.loads.push(await loadFilm(control.open, control.url, thumbnails));
    times.studio.loads.push(await loadFilm(studio.open, studio.url, thumbnails));
  }
  for (let round = 0; round < SCROLLS; round++) {
    await loadFilm(studio.open, studio.url, thumbnails);
    times.studio.scrolls.push(await scrollFilm(studio.open, film));
    await loadFilm(control.open, `${pages.origin}/${BARE.stretch}`, thumbnails);
    times.control.scrolls.push(await scrollFilm(control.open, film));
  }
  for (const { open } of [studio, control]) await open.page.context().close();
  return { rows: compareFilms(times.studio, times.control), thumbnails };
}

/** One window for each number of runs: none inherits from another. */
async function runMemory(browser: Browser, pages: Pages, thumbnails: number) {
  const all: Memory[] = [];
  for (const runs of MEMORY_RUNS) {
    const open = await openSide(browser, pages);
    all.push(await measureMemory(open, `${pages.origin}/studio?runs=${runs}`, thumbnails, runs));
    await open.page.context().close();
  }
  return judgeMemory(all);
}

const pages = await servePages(THEMES['Dark Modern']);
const browser = await launchBrowser();
try {
  const make = await openings((file) => pages.addressOf(file));
  for (const runs of MEMORY_RUNS) pages.setOpening(String(runs), await make(runs));
  sayShort();
  console.log(`Medians in milliseconds, frames in frames; ${STEPS} turns of the wheel, one each 16 ms.`);
  const films = await runFilms(browser, pages);
  tell(`${RUNS} runs`, films.rows);
  const memory = await runMemory(browser, pages, films.thumbnails);
  tell('memory', memory);
  const open = await openSide(browser, pages);
  const modes = await measureCompare(open, `${pages.origin}/studio?runs=${RUNS}`, films.thumbnails);
  tell('modes of a comparison', modes);
  const index = await measureIndex(await runsFolder(RUNS));
  tell(`${RUNS} runs on the disk`, index, ['index', 'reading']);
  conclude([...films.rows, ...memory, ...modes, ...index]);
} finally {
  await browser.close();
  pages.close();
}
