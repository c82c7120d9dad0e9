// The stage in a real browser without a GPU, beside a bare page with the same boxes in the same browser, in turns: until all boxes
// are painted, from a press to its picture, a drag at the pace of a screen, and from the text to the stage and back.
//   npm run bench:stage [-- --short]
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser';
import { sayShort, SHORT } from '../../scripts/lib/short';
import { englishStrings } from '../../test/panel/support/english';
import { THEMES } from '../../test/panel/support/themes';
import { conclude, type Row, tell, unjudged } from '../lib/report';
import { MOVES } from './measure';
import { type Pages, servePages } from './server';
import {
  type Case,
  caseOf,
  controlRound,
  controlSide,
  type Edits,
  framePlace,
  loadSide,
  type Round,
  studioRound,
  studioSide,
} from './sides';
import { compare, judgeEdits, judgeWork, summarize, summarizeEdits, type Summary } from './summary';

/** Boxes, and how often each page is opened and used. */
const CASES: readonly (readonly [number, number])[] = SHORT
  ? [
      [5, 1],
      [35, 1],
    ]
  : [
      [35, 2],
      [200, 3],
      [1000, 4],
    ];
const MOST_BOXES = CASES.at(-1)?.[0];

interface Outcome {
  readonly studio: Summary;
  readonly rows: readonly Row[];
}

/** Both pages in turns, so that what else the machine does meets both alike. */
async function run(browser: Browser, pages: Pages, of: Case, rounds: number): Promise<Outcome> {
  const studio = await studioSide(browser, pages, of);
  const place = await framePlace(studio, of);
  const control = await controlSide(browser, pages, of, place);
  const studioRounds: (Round & Edits)[] = [];
  const controlRounds: Round[] = [];
  // Whatever is made on first use is made.
  await loadSide(control, of);
  for (let round = 0; round < rounds; round++) {
    controlRounds.push(await controlRound(control, of, place));
    studioRounds.push(await studioRound(studio, of, place));
  }
  for (const { open } of [studio, control]) await open.page.context().close();
  const summary = summarize(studioRounds);
  const rows = compare(summary, summarize(controlRounds), of.boxes < 1000);
  // With the fewest boxes the pages differ by what a panel has beside them: that is told, and not judged.
  const judged = of.boxes < 200 ? rows.map(unjudged) : rows;
  return { studio: summary, rows: [...judged, ...judgeEdits(summarizeEdits(studioRounds))] };
}

const pages = await servePages(THEMES['Dark Modern']);
const browser = await launchBrowser();
try {
  const strings = await englishStrings();
  sayShort();
  console.log(`Medians in milliseconds, frames in frames; ${MOVES} moves of the pointer, one each 16 ms.`);
  const all: Row[] = [];
  let fewest: Summary | undefined;
  for (const [boxes, rounds] of CASES) {
    const { studio, rows } = await run(browser, pages, caseOf(boxes, strings), rounds);
    fewest ??= studio;
    const lines = boxes === MOST_BOXES ? [...rows, judgeWork(fewest, studio)] : rows;
    tell(`${boxes} boxes`, lines);
    all.push(...lines);
  }
  conclude(all);
} finally {
  await browser.close();
  pages.close();
}
