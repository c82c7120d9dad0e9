import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/browser';
import { installHost } from '../../../scripts/host/install';
import type { HostKind } from '../../../scripts/host/install';
import { startServer } from '../../../scripts/host/server';
import type { Settings } from '../../../scripts/host/settings';
import { openWorkbench, refuseOutside } from '../../../scripts/host/workbench';
import { copyExamples } from '../../../scripts/host/workspace';
import { Cleanup } from '../../../scripts/lib/cleanup';
import { root } from '../../../scripts/lib/root';
import { makeScratch } from '../../../scripts/lib/scratch';
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

/**
 * A panel that takes the focus while a test picks a command must not close the picker; and a file is saved when a test
 * saves it, not by itself as VS Code in a browser does.
 */
const TEST_SETTINGS: Settings = { 'workbench.quickOpen.closeOnFocusLost': false, 'files.autoSave': 'off' };

/** A real VS Code in a real browser, with the extension installed, on a copy of the examples. */
export class Workbench extends WorkbenchDriver {
  /** The opened folder; a test may change what is in it. */
  readonly folder: string;
  /** Where VS Code keeps its settings, states and logs. */
  readonly data: string;
  readonly #cleanup: Cleanup;

  private constructor(page: Page, folder: string, data: string, cleanup: Cleanup) {
    super(page);
    this.folder = folder;
    this.data = data;
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
      const settings = { ...TEST_SETTINGS, ...options.settings };
      const server = await startServer({ ...options, settings, host, extensions: [root] });
      cleanup.add(() => server.stop());
      const browser = await launchBrowser();
      cleanup.add(() => browser.close());
      const view = await openWorkbench({ ...options, browser, server, folder });
      cleanup.add(() => refuseOutside(view.outsideRequests));
      cleanup.add(() => view.close());
      return new Workbench(view.page, folder, server.data, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** Stops it all. Fails if the page asked for anything outside this machine. */
  async stop(): Promise<void> {
    await this.#cleanup.run();
  }
}
