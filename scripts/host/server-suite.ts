import type { Browser } from 'playwright-core';
import { atExit, Cleanup } from '../lib/cleanup';
import { launchBrowser } from './browser';
import { installHost } from './install';
import { startServer } from './server';
import type { Server } from './server';
import { TEST_SETTINGS } from './settings';
import type { SuiteRun } from './suite-run';
import { openWorkbench, refuseOutside } from './workbench';

/** Runs tests in the extension host of VS Code's server, with its workbench in a headless browser. */
export async function runOnServer(run: SuiteRun): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const host = await installHost(run.kind);
    const server = await startServer({ host, env: run.env, settings: TEST_SETTINGS });
    cleanup.add(() => server.stop());
    const browser = await launchBrowser();
    cleanup.add(() => browser.close());
    await runInWorkbench(run, browser, server);
  } finally {
    await cleanup.run();
  }
}

async function runInWorkbench(run: SuiteRun, browser: Browser, server: Server): Promise<void> {
  const { extension, tests, folder } = run;
  // A hanging run is ended from outside: then the server's output matters.
  const forget = atExit(() => console.error(server.log()));
  try {
    const ended = exitSignal();
    const development = { extension, tests, onExit: ended.done };
    const { outsideRequests } = await openWorkbench({ browser, server, folder, development });
    await Promise.race([ended.promise, failWith(server)]);
    refuseOutside(outsideRequests);
  } catch (error) {
    console.error(server.log());
    throw error;
  } finally {
    forget();
  }
}

/** Waits for the end of a run. */
function exitSignal(): { promise: Promise<void>; done: () => void } {
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve) => (done = resolve));
  return { promise, done };
}

/** Rejects when the server ends while it is needed. */
async function failWith(server: Server): Promise<never> {
  await server.ended;
  throw new Error("VS Code's server ended before the tests did.");
}
