import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Workbench } from '../../test/ui/support/workbench';

/** Where the cursor goes in a text given to `open`. */
const CURSOR = '¦';

/** What a person does in an editor, by keyboard. */
export class Writer {
  readonly #bench: Workbench;
  /** The editor remembers that the documentation of suggestions was open. */
  #reads = false;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** Writes a file, with `¦` where the cursor is to be, and opens it there. */
  async open(name: string, text: string): Promise<void> {
    const before = text.slice(0, Math.max(0, text.indexOf(CURSOR)));
    await writeFile(path.join(this.#bench.folder, name), text.replace(CURSOR, ''));
    await this.#bench.openFile(name);
    await this.goTo(before.split('\n').length, before.length - before.lastIndexOf('\n'));
  }

  /** Puts the cursor to a place that counts from 1. */
  async goTo(line: number, column: number): Promise<void> {
    const { page, quickInput } = this.#bench;
    await page.keyboard.press('Control+G');
    await quickInput.fill(`:${line}:${column}`);
    await quickInput.press('Enter');
    await quickInput.waitFor({ state: 'hidden' });
  }

  /** Opens the suggestions at the cursor, with what there is to read about the first. */
  async suggest(): Promise<Locator> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+Space');
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.first().waitFor();
    if (!this.#reads) await page.keyboard.press('Control+Space');
    this.#reads = true;
    return rows;
  }

  /** Opens the hover at the cursor and waits for what it says. */
  async hover(text: string): Promise<void> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.locator('.monaco-hover-content:visible', { hasText: text }).waitFor();
  }

  /** Opens the picker of the color at the cursor. */
  async colors(): Promise<void> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.locator('.colorpicker-widget:visible').first().waitFor();
  }

  /** Opens the menu of the light bulb at the cursor. */
  async fixes(): Promise<void> {
    const page = await this.#atRest();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget:visible .monaco-list-row').first().waitFor();
  }

  /** The page, with the focus in the editor and nothing open over it. */
  async #atRest(): Promise<Page> {
    const { page } = this.#bench;
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.press('Escape');
    return page;
  }
}
