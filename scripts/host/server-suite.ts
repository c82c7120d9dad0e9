import type { Browser } from 'playwright-core';
import { Cleanup } from '../lib/cleanup';
import { launchBrowser } from './browser';
import { installHost } from './install';
import { startServer } from './server';
import type { Server } from './server';
import type { SuiteRun } from './suite-run';
import { openWorkbench, refuseOutside } from './workbench';

/** A run that takes longer than this hangs. */
const LIMIT_MS = 480_000;

/** Runs tests in the extension host of VS Code's server, with its workbench in a headless browser. */
export async function runOnServer(run: SuiteRun): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const server = await startServer({ host: await installHost(run.kind), env: run.env });
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
  const exit = exitSignal();
  try {
    const development = { extension, tests, onExit: exit.done };
    const { outsideRequests } = await openWorkbench({ browser, server, folder, development });
    await exit.promise;
    refuseOutside(outsideRequests);
  } catch (error) {
    console.error(server.log());
    throw error;
  } finally {
    exit.done();
  }
}

/** A promise for the end of a run; it fails when the end does not come in time. */
function exitSignal(): { promise: Promise<void>; done: () => void } {
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The tests did not end within ${LIMIT_MS / 1000} s.`)),
      LIMIT_MS,
    );
    done = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { promise, done };
}
