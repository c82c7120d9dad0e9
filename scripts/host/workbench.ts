import type { Browser, BrowserContext, Page } from 'playwright-core';
import { developWith } from './development';
import type { Development } from './development';
import type { Server } from './server';

export interface WorkbenchOptions {
  readonly browser: Browser;
  readonly server: Server;
  /** The folder to open. */
  readonly folder: string;
  /** In CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** An extension under development, with its tests. */
  readonly development?: Development;
}

/** A page that shows VS Code's workbench. */
export interface WorkbenchPage {
  readonly page: Page;
  /** The hosts, other than the server, that the page tried to reach. All were blocked. */
  readonly outsideRequests: ReadonlySet<string>;
  close(): Promise<void>;
}

const LOAD_TIMEOUT_MS = 60_000;

/** Opens VS Code's workbench in its own browser profile, and waits until it is visible. */
export async function openWorkbench(options: WorkbenchOptions): Promise<WorkbenchPage> {
  const { browser, server } = options;
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1400, height: 900 } });
  try {
    const outsideRequests = await keepInside(context);
    await keepSecrets(context, server.origin);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    const page = await context.newPage();
    if (options.development) await developWith(page, server.origin, options.development);
    await page.goto(server.workbenchUrl(options.folder));
    await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: LOAD_TIMEOUT_MS });
    return { page, outsideRequests, close: () => context.close() };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** Fails if a page tried to reach another host than the server. */
export function refuseOutside(hosts: ReadonlySet<string>): void {
  if (hosts.size > 0) throw new Error(`The workbench asked for outside hosts: ${[...hosts].join(', ')}`);
}

/** Blocks all requests except to the loopback. */
async function keepInside(context: BrowserContext): Promise<ReadonlySet<string>> {
  const outside = new Set<string>();
  await context.route(
    (url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1',
    (route) => {
      outside.add(new URL(route.request().url()).host);
      return route.abort();
    },
  );
  return outside;
}

/**
 * The workbench keeps secrets across reloads only if its server provides half of a key at `/mint-key`, which VS
 * Code's bare server does not.
 */
async function keepSecrets(context: BrowserContext, origin: string): Promise<void> {
  await context.route(`${origin}/mint-key`, (route) =>
    route.fulfill({ body: Buffer.alloc(32, 7), contentType: 'application/octet-stream' }),
  );
}
