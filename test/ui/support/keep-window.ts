// Parts of this file run in the page.
/// <reference lib="dom" />
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Leaves a picture of a window, and which parts of it and of the frames in it have the focus. */
export async function keepWindow(page: Page, folder: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, 'window.png') });
  await writeFile(path.join(folder, 'focus.txt'), (await focused(page)).join('\n'));
}

async function focused(page: Page): Promise<readonly string[]> {
  return Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const { activeElement } = document;
        const tag = activeElement?.cloneNode() as Element | undefined;
        return `${document.hasFocus() ? 'has the focus' : 'has no focus'}: ${tag?.outerHTML}`;
      }),
    ),
  );
}
