import { useFailures } from './failures';
import { Workbench } from './workbench';
import type { StartOptions } from './workbench';

/** With room for the installation of VS Code and of a browser. */
const START_TIMEOUT_MS = 240_000;

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

  useFailures(async (folder) => {
    await workbench?.keepEvidence(folder);
    // What it held down or left open is not to fail the tests after it.
    await workbench?.releaseAll();
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
