import type { Locator } from 'playwright-core';

/** Waits until a locator finds so many parts, no more and no less; mocha's own limit ends a wait in vain. */
export async function exactly(locator: Locator, count: number): Promise<void> {
  while ((await locator.count()) !== count) await new Promise((resolve) => setTimeout(resolve, 20));
}
