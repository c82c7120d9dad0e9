/** One round of each page. */
import type { Browser } from 'playwright-core';
import { SHORT } from '../../scripts/lib/short';
import { readPrompt } from '../../src/prompt/model';
import type { HostState } from '../../src/protocol/messages';
import type { PanelStrings } from '../../src/protocol/strings';
import { promptText } from '../lib/prompts';
import { type OpenPage, openWindow } from '../lib/window';
import type { Opening } from './browser/host';
import type { GestureRecord } from './browser/probe';
import { click, drag, load, pixelsAt } from './measure';
import { pressPoints } from './points';
import type { FramePlace, Pages } from './server';

const URI = 'file:///bench.structured-prompt.json';
const FRAME = '[data-testid="frame"]';
/** The drags of a round, with a click between each two: whether nothing snaps in it. */
const DRAGS = SHORT ? [true] : [true, false, true];
const KEYS = SHORT ? 1 : 8;
const MIDDLE = { x: 500, y: 500 };

/** What is measured on, and where. */
export interface Case {
  readonly boxes: number;
  readonly text: string;
  readonly opening: Opening;
}

/** What the pages are opened with for so many boxes. */
export function caseOf(boxes: number, strings: PanelStrings): Case {
  const text = promptText(boxes);
  const state: HostState = {
    document: { uri: URI, name: 'bench', kind: 'prompt', tasks: 1, problem: null },
    locked: false,
    controls: { width: 2048, height: 2048, speed: 'DEFAULT', count: 1, format: 'JPG', editable: true },
    offer: { backend: 'runware', price: 0.06 },
    notice: null,
    unreadable: [],
    selected: null,
  };
  const same = { editable: true, stale: false, tasks: 1, task: 0 };
  const model = readPrompt(JSON.parse(text));
  const stage = { serial: 0, uri: URI, version: 1, answered: 0, ...same, model };
  return { boxes, text, opening: { strings, state, stage } };
}

/** What both pages are measured by, in milliseconds. */
export interface Round {
  readonly load: number;
  readonly presses: readonly number[];
  readonly drags: readonly Drag[];
}

export interface Drag extends GestureRecord {
  /** Nothing snaps in it: each move has a place of its own. */
  readonly free: boolean;
}

/** What only the real page does, in milliseconds. */
export interface Edits {
  /** From the pointer's release until the text is changed, and until that is painted. */
  readonly changed: readonly number[];
  readonly settled: readonly number[];
  /** From a letter in the text to the stage that shows it, and what of that is the parse. */
  readonly keys: readonly number[];
  readonly parses: readonly number[];
}

/** A page in a window of its own, to be loaded and used again and again. */
export interface Side {
  readonly open: OpenPage;
  readonly url: string;
}

export async function controlSide(
  browser: Browser,
  pages: Pages,
  of: Case,
  place: FramePlace,
): Promise<Side> {
  pages.setControl(of.opening.stage.model, place);
  return { open: await openWindow(browser, [pages.probe]), url: `${pages.origin}/control` };
}

export async function studioSide(browser: Browser, pages: Pages, { opening }: Case): Promise<Side> {
  const data = `globalThis.opening = ${JSON.stringify(opening)};`;
  return {
    open: await openWindow(browser, [pages.probe, data, pages.host]),
    url: `${pages.origin}/studio`,
  };
}

/** Milliseconds until all boxes are painted. */
export function loadSide({ open, url }: Side, { boxes }: Case): Promise<number> {
  return load(open, url, boxes);
}

/** Where the real page shows the frame. */
export async function framePlace(side: Side, of: Case): Promise<FramePlace> {
  await loadSide(side, of);
  const place = await side.open.page.locator(FRAME).boundingBox();
  if (!place) throw new Error('The page shows no frame.');
  return place;
}

/** Loads the control page and uses it. */
export async function controlRound(side: Side, of: Case, place: FramePlace): Promise<Round> {
  const loaded = await loadSide(side, of);
  return { load: loaded, ...(await use(side.open, of, place, (release) => release())) };
}

/** Loads the real page and uses it, with its edits. */
export async function studioRound(side: Side, of: Case, place: FramePlace): Promise<Round & Edits> {
  const loaded = await loadSide(side, of);
  const { open } = side;
  const { page } = open;
  await page.evaluate((text) => globalThis.standIn.open(text), of.text);
  const edits: { readonly changed: number; readonly settled: number }[] = [];
  const used = await use(open, of, place, async (release) => {
    const times = await page.evaluateHandle(() => ({ edited: globalThis.standIn.edited() }));
    await release();
    edits.push(await times.evaluate((handle) => handle.edited));
  });
  const keys: { readonly total: number; readonly parse: number }[] = [];
  for (const index of textElements(of)) {
    keys.push(await page.evaluate((at) => globalThis.standIn.type(at, 'x'), index));
  }
  return {
    load: loaded,
    ...used,
    changed: edits.map(({ changed }) => changed),
    settled: edits.map(({ settled }) => settled),
    keys: keys.map(({ total }) => total),
    parses: keys.map(({ parse }) => parse),
  };
}

/** Where letters are typed, spread over the list. */
function textElements({ opening }: Case): readonly number[] {
  const texts = opening.stage.model.elements.filter(({ kind }) => kind === 'text');
  return Array.from(
    { length: KEYS },
    (_, place) => texts[Math.floor((place * texts.length) / KEYS)]?.index ?? 0,
  );
}

async function use(
  open: OpenPage,
  { opening }: Case,
  place: FramePlace,
  letGo: (release: () => Promise<unknown>) => Promise<unknown>,
): Promise<Omit<Round, 'load'>> {
  const boxes = opening.stage.model.elements.map(({ bbox }) => bbox);
  const points = pressPoints(boxes, 2 * DRAGS.length).map((point) => pixelsAt(place, point));
  const presses: number[] = [];
  const drags: Drag[] = [];
  for (const [turn, point] of points.entries()) {
    const free = DRAGS[turn / 2];
    if (free === undefined) {
      presses.push((await click(open, point)).press);
      continue;
    }
    const { record, release } = await drag(open, point, pixelsAt(place, MIDDLE), free);
    await letGo(release);
    drags.push({ ...record, free });
    presses.push(record.press);
  }
  return { presses, drags };
}
