import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import sharp from 'sharp';
import { THEMES } from '../../test/ui/support/themes';
import type { Theme } from '../../test/ui/support/themes';
import type { WorkbenchDriver } from '../../test/ui/support/workbench-driver';
import { inRoot } from '../lib/root';
import { SHORT } from '../lib/short';

const WIDE = { width: 1440, height: 900 } as const;
/** In the narrow window the panel is about 460 px wide. */
const WINDOWS = SHORT ? { wide: WIDE } : { wide: WIDE, narrow: { width: 1000, height: 700 } };
/** The themes of each picture. */
const SHOWN_THEMES: readonly Theme[] = SHORT ? ['dark'] : (Object.keys(THEMES) as Theme[]);

/** The folders of the pictures, and of those for the README. */
export const PICTURES = inRoot('out', SHORT ? 'screenshots-short' : 'screenshots');
const README_PICTURES = SHORT ? path.join(PICTURES, 'readme') : inRoot('media', 'readme');

const BODY_CLASSES: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  highContrast: 'vscode-high-contrast',
  highContrastLight: 'vscode-high-contrast-light',
};

/** Resolves when a page has decoded the visible images (others load later), finished fading in, and repainted. */
const DRAWN = `Promise.allSettled([
  ...[...document.images]
    .filter((image) => image.getBoundingClientRect().left < innerWidth)
    .map((image) => image.decode()),
  ...document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime < 1000)
    .map((animation) => animation.finished),
]).then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))`;

type Step = () => Promise<void>;

const nothing: Step = () => Promise.resolve();

/** Takes pictures of a workbench. */
export class Camera {
  readonly #bench: WorkbenchDriver;
  /** The last settings of the workbench. */
  #shown?: Theme;

  constructor(bench: WorkbenchDriver) {
    this.#bench = bench;
  }

  /**
   * Takes a picture in each theme and each window, as `<theme>/<name>-<window>.png` among the pictures.
   *
   * @param prepare restores what a change of the theme or the window closes, and may leave the pointer on it.
   * @param finish closes what would be in the way of the next picture.
   */
  async all(name: string, prepare: Step = nothing, finish: Step = nothing): Promise<void> {
    for (const theme of SHOWN_THEMES) {
      await this.#theme(theme);
      for (const [window, size] of Object.entries(WINDOWS)) {
        await this.#bench.page.setViewportSize(size);
        await this.#bench.page.mouse.move(0, 0);
        await prepare();
        await this.#save(await this.#picture(), path.join(PICTURES, theme, `${name}-${window}.png`));
        await finish();
      }
    }
    await this.#bench.page.setViewportSize(WIDE);
    console.log(name);
  }

  /** Takes a picture for the README, with few colors, so that its file is small. */
  async readme(name: string, theme: Theme): Promise<void> {
    await this.#theme(theme);
    const picture = sharp(await this.#picture()).png({ palette: true, effort: 10, dither: 0.5 });
    await this.#save(await picture.toBuffer(), path.join(README_PICTURES, `${name}.png`));
    console.log(name);
  }

  async #theme(theme: Theme): Promise<void> {
    if (theme === this.#shown) return;
    this.#shown = theme;
    const { page, quickInput } = this.#bench;
    const { label, className } = THEMES[theme];
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+T');
    await quickInput.fill(label);
    await this.#bench.quickInputRow(label).click();
    await quickInput.waitFor({ state: 'hidden' });
    // Away from everything that reacts to the pointer.
    await page.mouse.move(0, 0);
    await page.locator(`.monaco-workbench.${className}`).waitFor();
    for (const webview of await this.#webviews()) {
      await webview.locator(`body.${BODY_CLASSES[theme]}`).waitFor();
    }
  }

  /** The content of the panel and of previews, as far as they are open. */
  async #webviews(): Promise<FrameLocator[]> {
    const frames = await this.#bench.page.locator('iframe.webview.ready').all();
    return frames.map((frame) => frame.contentFrame().frameLocator('iframe#active-frame'));
  }

  async #picture(): Promise<Buffer> {
    for (const webview of await this.#webviews()) await webview.locator('body').evaluate(DRAWN);
    await this.#bench.page.evaluate(DRAWN);
    return this.#bench.page.screenshot();
  }

  async #save(picture: Buffer, file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, picture);
  }
}
