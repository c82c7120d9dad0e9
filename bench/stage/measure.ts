/** Opens a page and does to it what a person would: the same to both pages. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GestureRecord } from './browser/probe';
import type { Point } from './prompts';
import type { FramePlace } from './server';

const WINDOW = { width: 1200, height: 900 };
/** Moves of a drag, and the milliseconds from one to the next. */
const MOVES = 60;
const CLOCK = 16;
/** From one gesture to the next: they are no double clicks, and what the last one left to do is done. */
const REST = 150;
/** Pixels from move to move. */
const STEP = { x: 4, y: 3 };
/** The bits of the protocol for keys that are held. */
const ALT = 1;

export interface OpenPage {
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** A window of its own. `scripts` run in each of its pages before the page's own. */
export async function openWindow(browser: Browser, scripts: readonly string[]): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: WINDOW });
  const page = await context.newPage();
  for (const content of scripts) await page.addInitScript({ content });
  return { page, cdp: await context.newCDPSession(page) };
}

/**
 * Goes to a page from an empty one, since the clock would begin with what the browser still does for the page before; milliseconds
 * from the navigation until all of so many boxes were painted.
 */
export async function load({ page }: OpenPage, url: string, boxes: number): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  const time = await page.evaluate((count) => globalThis.probe.loaded(count), boxes);
  await sleep(REST);
  return time;
}

/** A place of the frame, given in grid units, in CSS pixels of the page. */
export function pixelsAt(frame: FramePlace, { x, y }: Point): Point {
  return { x: frame.x + (x * frame.width) / 1000, y: frame.y + (y * frame.height) / 1000 };
}

type MouseEventName = 'mousePressed' | 'mouseMoved' | 'mouseReleased';

function mouse(cdp: CDPSession, type: MouseEventName, point: Point, held: boolean, modifiers = 0) {
  const button = held || type !== 'mouseMoved' ? 'left' : 'none';
  const buttons = held ? 1 : 0;
  const clickCount = type === 'mouseMoved' ? 0 : 1;
  return cdp.send('Input.dispatchMouseEvent', { type, ...point, button, buttons, clickCount, modifiers });
}

async function press({ page, cdp }: OpenPage, at: Point, modifiers = 0): Promise<void> {
  await mouse(cdp, 'mouseMoved', at, false);
  await sleep(REST);
  await page.evaluate(() => globalThis.probe.watch());
  await mouse(cdp, 'mousePressed', at, true, modifiers);
}

/** A press that goes nowhere. */
export async function click(open: OpenPage, at: Point): Promise<GestureRecord> {
  await press(open, at);
  await sleep(REST);
  const record = await open.page.evaluate(() => globalThis.probe.taken());
  await mouse(open.cdp, 'mouseReleased', at, false);
  return record;
}

/** Drags what is at a place towards the middle of the frame, on a clock that waits for no answer; `free`: nothing snaps. */
export async function drag(
  open: OpenPage,
  at: Point,
  towards: Point,
  free: boolean,
): Promise<{ readonly record: GestureRecord; readonly release: () => Promise<unknown> }> {
  const modifiers = free ? ALT : 0;
  await press(open, at, modifiers);
  await sleep(REST);
  const step = { x: STEP.x * Math.sign(towards.x - at.x || 1), y: STEP.y * Math.sign(towards.y - at.y || 1) };
  const where = (move: number) => ({ x: at.x + step.x * move, y: at.y + step.y * move });
  const sent: Promise<unknown>[] = [];
  const start = performance.now();
  for (let move = 1; move <= MOVES; move++) {
    await sleep(Math.max(0, start + move * CLOCK - performance.now()));
    sent.push(mouse(open.cdp, 'mouseMoved', where(move), true, modifiers));
  }
  await Promise.all(sent);
  await sleep(2 * CLOCK);
  const record = await open.page.evaluate(() => globalThis.probe.taken());
  return {
    record,
    release: () => mouse(open.cdp, 'mouseReleased', where(MOVES), false, modifiers),
  };
}
