import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Workbench } from '../../test/ui/support/workbench';

/** The position of the cursor in a text given to `open`. */
const CURSOR = '¦';

/** The actions of a person in an editor, by keyboard. */
export class Writer {
  readonly #bench: Workbench;
  /** Whether the documentation of suggestions is open: the editor remembers that. */
  #reads = false;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** Writes a file, with `¦` at the cursor's position, and opens it there. */
  async open(name: string, text: string): Promise<void> {
    const before = text.slice(0, Math.max(0, text.indexOf(CURSOR)));
    await writeFile(path.join(this.#bench.folder, name), text.replace(CURSOR, ''));
    await this.#bench.openFile(name);
    await this.goTo(before.split('\n').length, before.length - before.lastIndexOf('\n'));
  }

  /** Moves the cursor to a position that counts from 1. */
  async goTo(line: number, column: number): Promise<void> {
    const { page, quickInput } = this.#bench;
    await page.keyboard.press('Control+G');
    await quickInput.fill(`:${line}:${column}`);
    await quickInput.press('Enter');
    await quickInput.waitFor({ state: 'hidden' });
  }

  /** Opens the suggestions at the cursor, with the documentation of the first. */
  async suggest(): Promise<Locator> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+Space');
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.first().waitFor();
    if (!this.#reads) await page.keyboard.press('Control+Space');
    this.#reads = true;
    return rows;
  }

  /** Opens the hover at the cursor and waits for its text. */
  async hover(text: string): Promise<void> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.locator('.monaco-hover-content:visible', { hasText: text }).waitFor();
  }

  /** Opens the color picker at the cursor. */
  async colors(): Promise<void> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.locator('.colorpicker-widget:visible').first().waitFor();
  }

  /** Opens the light bulb menu at the cursor. */
  async fixes(): Promise<void> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget:visible .monaco-list-row').first().waitFor();
  }

  /** The page, with the focus in the editor and nothing open above it. */
  async #atRest(): Promise<Page> {
    const { page } = this.#bench;
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.press('Escape');
    return page;
  }
}
