// Parts of this file run in the page.
/// <reference lib="dom" />
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What a person does in a VS Code that a page shows. */
export class WorkbenchDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a file, by its path or what is enough of it, in the first editor group and waits until its editor has the focus. */
  async openFile(file: string): Promise<void> {
    const name = path.basename(file);
    const group = this.page.locator('.editor-group-container').first();
    await this.#settled();
    await this.page.keyboard.press('Control+1');
    // Out of a panel the key takes its time, and would then take the keyboard from the list.
    await group.and(this.page.locator('.active')).waitFor();
    await this.#list(file);
    await this.#take(name);
    await group.locator('.tab.active', { hasText: name }).waitFor();
    await group.locator('.monaco-editor.focused').waitFor();
  }

  /** Runs a command by its full title, "Category: Title", from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.#list(`>${title}`);
    await this.#take(title);
  }

  /** The text field of a quick pick or an input box. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible input.input');
  }

  /** The entry of a quick pick with exactly this label. */
  quickInputRow(label: string): Locator {
    const exactly = new RegExp(`^\\s*${escapeForRegExp(label)}\\s*$`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    return rows.filter({ has: this.page.locator('.label-name', { hasText: exactly }) }).first();
  }

  /**
   * Waits until VS Code knows of a panel that has the focus, which it is told late. Until then what has the keyboard and which group
   * of editors is active are two things. The panel lies over its group, not in it.
   */
  async #settled(): Promise<void> {
    await this.page.waitForFunction(() => {
      const { activeElement } = document;
      if (activeElement?.matches('iframe.webview') !== true) return true;
      const group = document.querySelector('.editor-group-container.active')?.getBoundingClientRect();
      const { left, right } = activeElement.getBoundingClientRect();
      return group !== undefined && left >= group.left - 1 && right <= group.right + 1;
    });
  }

  /** Opens the list of files, or of commands for a filter after `>`: by pointer, since a key may still go to the panel. */
  async #list(filter: string): Promise<void> {
    await this.page.locator('.command-center .command-center-center').click();
    await this.quickInput.fill(filter);
  }

  /** Takes the entry with this label, by keyboard: a list that is still growing moves its rows under a pointer. */
  async #take(label: string): Promise<void> {
    await this.quickInputRow(label).and(this.page.locator('.focused')).waitFor();
    await this.quickInput.press('Enter');
    // Whoever opens the next list is not to find this one.
    await this.quickInputRow(label).waitFor({ state: 'hidden' });
  }

  /** Answers the input box with this title. */
  async answer(title: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-title', { hasText: title }).waitFor();
    await this.quickInput.fill(text);
    // A dialog of files may put in what it proposes only now.
    while ((await this.quickInput.inputValue()) !== text) await this.quickInput.fill(text);
    await this.quickInput.press('Enter');
    await this.page.locator('.quick-input-title', { hasText: title }).waitFor({ state: 'hidden' });
  }

  /** The notifications on the screen, or those of them with this text. */
  notification(text: string | RegExp = ''): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** The dialog that has to be answered before anything else. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Chooses an entry of the menu that a file or folder of the explorer has. */
  async chooseInExplorer(name: string, entry: string): Promise<void> {
    await this.page
      .locator('.explorer-folders-view')
      .getByText(name, { exact: true })
      .click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: entry }).hover();
    // By keyboard: the menu takes no click that may still belong to its opening.
    await this.page.keyboard.press('Enter');
  }

  /** The inside of the panel. */
  get studio(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Reloads the window as a person does, and waits for the workbench. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.ready();
  }

  /** Waits until the workbench knows the extension: its commands, its keys, its view. Before that it misses keys. */
  async ready(): Promise<void> {
    await this.page.locator('.activitybar').getByRole('tab', { name: 'Prompts' }).waitFor();
  }

  /**
   * Waits until VS Code knows that its files are saved, but for so many others. The dot of a tab does not tell: it goes when the
   * writing begins, and an undo before its end would be no change for VS Code, and never be saved itself.
   */
  async saved(others = 0): Promise<void> {
    const name = others === 0 ? /unsaved/ : new RegExp(` ${others} unsaved`);
    const tab = this.page.locator('.activitybar').getByRole('tab', { name });
    await tab.waitFor({ state: others === 0 ? 'detached' : 'visible' });
  }

  /** Drags one part of the window onto another, with a key held down there, until `isTaken` is so. */
  async dragWith(key: string, from: Locator, to: Locator, isTaken: () => Promise<boolean>): Promise<void> {
    const { mouse, keyboard } = this.page;
    await from.hover();
    await mouse.down();
    await to.hover({ force: true });
    await keyboard.down(key);
    // As a hand does, which never keeps quite still: what is below takes notice with each move, some of it one move late.
    const box = await to.boundingBox();
    const [x, y] = [(box?.x ?? 0) + 150, (box?.y ?? 0) + 100];
    for (let move = 0; move === 0 || !(await isTaken()); move++) await mouse.move(x + (move % 2), y);
    await mouse.up();
    await keyboard.up(key);
  }

  /** Lets go of all keys and of the pointer, and closes what is open above the window. */
  async releaseAll(): Promise<void> {
    await this.page.mouse.up();
    for (const key of ['Shift', 'Alt', 'Control']) await this.page.keyboard.up(key);
    await this.page.keyboard.press('Escape');
  }

  /** Takes a picture of the window. */
  async screenshot(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
