import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/browser';
import { installHost } from '../../../scripts/host/install';
import type { HostKind } from '../../../scripts/host/install';
import { startServer } from '../../../scripts/host/server';
import type { Server } from '../../../scripts/host/server';
import { TEST_SETTINGS } from '../../../scripts/host/settings';
import type { Settings } from '../../../scripts/host/settings';
import { openWorkbench, refuseOutside } from '../../../scripts/host/workbench';
import { copyExamples } from '../../../scripts/host/workspace';
import { Cleanup } from '../../../scripts/lib/cleanup';
import { root } from '../../../scripts/lib/root';
import { makeScratch } from '../../../scripts/lib/scratch';
import { keepWindow } from './keep-window';
import { WorkbenchDriver } from './workbench-driver';

export interface StartOptions {
  /** The VS Code; the current one if left out. */
  readonly kind?: HostKind;
  /** The person's settings, also those of application scope. */
  readonly settings?: Settings;
  /** Whether the person has to trust the folder first; otherwise it is trusted. */
  readonly workspaceTrust?: boolean;
  /** In CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What takes longer, on however busy a machine, never comes. */
const HANGS_MS = 90_000;

/** A panel that takes the focus while a test picks a command must not close the picker. */
const UI_SETTINGS: Settings = { ...TEST_SETTINGS, 'workbench.quickOpen.closeOnFocusLost': false };

/** A real VS Code in a real browser, with the extension installed, on a copy of the examples. */
export class Workbench extends WorkbenchDriver {
  /** The opened folder; a test may change what is in it. */
  readonly folder: string;
  /** Where VS Code keeps its settings, states and logs. */
  readonly data: string;
  /** What the window and the panel in it wrote into the browser's console, and the errors that nobody caught there. */
  readonly #console: string[] = [];
  readonly #server: Server;
  readonly #cleanup: Cleanup;

  private constructor(page: Page, folder: string, server: Server, cleanup: Cleanup) {
    super(page);
    this.folder = folder;
    this.data = server.data;
    this.#server = server;
    page.on('console', (message) => this.#console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.#console.push(error.stack ?? error.message));
    this.#cleanup = cleanup;
  }

  /** Starts it all, which takes about three seconds. `stop` has to be called. */
  static async start(options: StartOptions = {}): Promise<Workbench> {
    const cleanup = new Cleanup();
    try {
      const scratch = makeScratch();
      cleanup.add(() => scratch.remove());
      const folder = await copyExamples(path.join(scratch.path, 'examples'));
      const host = await installHost(options.kind ?? 'current');
      const settings = { ...UI_SETTINGS, ...options.settings };
      const server = await startServer({ ...options, settings, host, extensions: [root] });
      cleanup.add(() => server.stop());
      const browser = await launchBrowser();
      cleanup.add(() => browser.close());
      const view = await openWorkbench({ ...options, browser, server, folder });
      cleanup.add(() => refuseOutside(view.outsideRequests));
      cleanup.add(() => view.close());
      view.page.setDefaultTimeout(HANGS_MS);
      const workbench = new Workbench(view.page, folder, server, cleanup);
      await workbench.ready();
      return workbench;
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** Opens a file of the folder: by its path, since what has just come into the folder is not found by its name yet. */
  override async openFile(name: string): Promise<void> {
    const file = path.join(this.folder, name);
    await super.openFile(existsSync(file) ? file : name);
  }

  /**
   * Leaves a picture of the window, which parts of it and of the panel have the focus, the files of the opened folder, what its pages
   * logged, and the logs of server and extension host, in a folder.
   */
  async keepEvidence(folder: string): Promise<void> {
    await keepWindow(this.page, folder);
    await cp(this.folder, path.join(folder, 'folder'), { recursive: true });
    await writeFile(path.join(folder, 'console.log'), this.#console.join('\n'));
    await writeFile(path.join(folder, 'server.log'), this.#server.log());
    await cp(path.join(this.data, 'data', 'logs'), path.join(folder, 'logs'), { recursive: true });
  }

  /** Stops it all. Fails if the page asked for anything outside this machine. */
  async stop(): Promise<void> {
    await this.#cleanup.run();
  }
}
