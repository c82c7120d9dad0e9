import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { errors } from 'playwright-core';
import type { FrameLocator, Locator, Page } from 'playwright-core';

const PICK_ATTEMPTS = 10;
const PICK_OPENS_MS = 800;
const PICK_LISTS_MS = 2_500;

/** What a person does in a VS Code that a page shows. */
export class WorkbenchDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a file of the folder by its name in the first editor group and waits until its editor has the focus. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+1');
    await this.#pick('Control+P', name, name);
    const group = this.page.locator('.editor-group-container.active');
    await group.locator('.tab.active', { hasText: name }).waitFor();
    await group.locator('.monaco-editor.focused').waitFor();
  }

  /** Runs a command by its full title, "Category: Title", from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`, title);
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
   * Opens a quick pick with a key, filters it and takes the entry with the label. A workbench that has just loaded may miss
   * the key, close the pick again, or not know an extension's command yet: so again if need be.
   */
  async #pick(key: string, filter: string, label: string): Promise<void> {
    for (let attempt = 1; attempt <= PICK_ATTEMPTS; attempt += 1) {
      await this.page.keyboard.press(key);
      if (await inTime(this.quickInput.fill(filter, { timeout: PICK_OPENS_MS }))) {
        // By keyboard, on the entry that has the focus: a list that is still growing moves its rows under a pointer.
        const focused = this.quickInputRow(label).and(this.page.locator('.focused'));
        if (await inTime(focused.waitFor({ timeout: PICK_LISTS_MS }))) {
          await this.page.keyboard.press('Enter');
          return;
        }
        await this.page.keyboard.press('Escape');
      }
    }
    throw new Error(`There is no "${label}" to pick after ${key}.`);
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
    await this.page.locator('.monaco-workbench .part.editor').waitFor();
  }

  /** Takes a picture of the window. */
  async screenshot(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }
}

/** Whether an action on the page came about before its timeout. */
async function inTime(action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
