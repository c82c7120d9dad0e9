/** A window of the browser, and the actions of a person in it. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';

const WINDOW = { width: 1200, height: 900 };

/** The milliseconds between two moves of the pointer or the wheel. */
export const CLOCK = 16;

/**
 * The milliseconds between two gestures: so many that they are no double clicks, and that delayed work of the last
 * one is done.
 */
export const REST = 150;

export interface OpenPage {
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** The position in CSS pixels of the page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Opens a window of its own. `scripts` run in each of its pages before the page's own. */
export async function openWindow(browser: Browser, scripts: readonly string[]): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: WINDOW });
  const page = await context.newPage();
  for (const content of scripts) await page.addInitScript({ content });
  return { page, cdp: await context.newCDPSession(page) };
}

/**
 * Goes to a page from an empty one, with what the page before has left cleared away: the clock would else begin with what the
 * browser still does for that one.
 */
export async function visit({ page, cdp }: OpenPage, url: string): Promise<void> {
  await page.goto('about:blank');
  await cdp.send('HeapProfiler.collectGarbage');
  await page.goto(url, { waitUntil: 'commit' });
}

type MouseEventName = 'mousePressed' | 'mouseMoved' | 'mouseReleased';

/** Dispatches pointer events, as the browser gets them from a device. */
export function mouse(cdp: CDPSession, type: MouseEventName, point: Point, held: boolean, modifiers = 0) {
  const button = held || type !== 'mouseMoved' ? 'left' : 'none';
  const buttons = held ? 1 : 0;
  const clickCount = type === 'mouseMoved' ? 0 : 1;
  return cdp.send('Input.dispatchMouseEvent', { type, ...point, button, buttons, clickCount, modifiers });
}

/**
 * Sends so many steps of a gesture, counted from 1, by a clock that does not wait for replies; resolves when all are
 * handled.
 */
export async function onClock(steps: number, send: (step: number) => Promise<unknown>): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const start = performance.now();
  for (let step = 1; step <= steps; step++) {
    await sleep(Math.max(0, start + step * CLOCK - performance.now()));
    sent.push(send(step));
  }
  await Promise.all(sent);
  await sleep(2 * CLOCK);
}
