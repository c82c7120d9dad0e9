/** Opens a page and does to it what a person would: the same to both pages. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SHORT } from '../../scripts/lib/short';
import { mouse, onClock, type OpenPage, type Point, REST, visit } from '../lib/window';
import type { GestureRecord } from './browser/probe';
import type { FramePlace } from './server';

/** Moves of a drag. */
export const MOVES = SHORT ? 10 : 60;
/** Pixels from move to move. */
const STEP = { x: 4, y: 3 };
/** The bits of the protocol for keys that are held. */
const ALT = 1;

/** Goes to a page; milliseconds from the navigation until all of so many boxes were painted. */
export async function load(open: OpenPage, url: string, boxes: number): Promise<number> {
  await visit(open, url);
  const time = await open.page.evaluate((count) => globalThis.probe.loaded(count), boxes);
  await sleep(REST);
  return time;
}

/** A place of the frame, given in grid units, in CSS pixels of the page. */
export function pixelsAt(frame: FramePlace, { x, y }: Point): Point {
  return { x: frame.x + (x * frame.width) / 1000, y: frame.y + (y * frame.height) / 1000 };
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

/** Drags what is at a place towards the middle of the frame; `free`: nothing snaps. */
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
  await onClock(MOVES, (move) => mouse(open.cdp, 'mouseMoved', where(move), true, modifiers));
  const record = await open.page.evaluate(() => globalThis.probe.taken());
  return {
    record,
    release: () => mouse(open.cdp, 'mouseReleased', where(MOVES), false, modifiers),
  };
}
