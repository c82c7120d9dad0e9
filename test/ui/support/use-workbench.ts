import { rm } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../../../scripts/lib/root';
import { Workbench } from './workbench';
import type { StartOptions } from './workbench';

/** With room for the installation of VS Code and of a browser. */
const START_TIMEOUT_MS = 240_000;

/** What failing tests leave behind, each in a folder of its own. */
const FAILURES = inRoot('out', 'ui-failures');

before('forget the failures of earlier runs', () => rm(FAILURES, { recursive: true, force: true }));

/**
 * Gives a `describe` block a workbench of its own: started before its tests, stopped after them. A failing test leaves a
 * picture of the window and the logs of the editor in `out/ui-failures/<its title>/`.
 *
 * @param options or what makes them, when the tests are about to run.
 * @returns gives the workbench, inside tests and hooks.
 */
export function useWorkbench(options: StartOptions | (() => StartOptions) = {}): () => Workbench {
  let workbench: Workbench | undefined;

  before('start VS Code', async function () {
    this.timeout(START_TIMEOUT_MS);
    workbench = await Workbench.start(typeof options === 'function' ? options() : options);
  });

  afterEach('keep what tells of a failure', async function () {
    const test = this.currentTest;
    // A test whose hook has failed has no state.
    if (!test || test.state === 'passed' || !workbench) return;
    const folder = path.join(FAILURES, test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-'));
    await workbench.keepEvidence(folder);
    console.log(`The window and the editor's logs: ${folder}`);
    // What it held down or left open is not to fail the tests after it.
    await workbench.releaseAll();
  });

  after('stop VS Code', async () => {
    await workbench?.stop();
    workbench = undefined;
  });

  return () => {
    if (!workbench) throw new Error('The workbench is there inside tests and hooks only.');
    return workbench;
  };
}
