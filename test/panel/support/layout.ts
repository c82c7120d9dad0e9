/** Where things are on the page, once the page has come to rest: what is measured in the middle of a change is no answer. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Rect } from '../../../src/layout/rect';

/**
 * Waits until the page has laid out and painted what changed last. A part that measures itself (the stage, whose strip became
 * higher) is told of its new size only with the next frame, and is drawn anew then.
 */
export function painted(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** Where this is, in CSS pixels of the window, once the page has come to rest. */
export async function rectOf(locator: Locator): Promise<Rect> {
  await painted(locator.page());
  const rect = await locator.boundingBox();
  assert.ok(rect, 'It is not to be seen.');
  return rect;
}

/** Turns the wheel, and waits until the page has heard of it: the browser passes it on at its next frame. */
export async function wheel(page: Page, dx: number, dy: number): Promise<void> {
  const heard = await page.evaluateHandle(() => {
    const heardOf = new Promise((resolve) => window.addEventListener('wheel', resolve, { once: true }));
    return { promise: heardOf.then(() => undefined) };
  });
  await page.mouse.wheel(dx, dy);
  await heard.evaluate(({ promise }) => promise);
  await painted(page);
}
