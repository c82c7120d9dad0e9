import type { Settings } from '../../../scripts/host/settings';
import { type Simulator, startSimulator } from '../../simulator/server';
import { useWorkbench } from './use-workbench';
import type { Workbench } from './workbench';

export interface WorkbenchWithService {
  readonly workbench: () => Workbench;
  readonly simulator: () => Simulator;
  /** Gives the workbench the service's key. */
  readonly setKey: () => Promise<void>;
  /** Opens a file of the folder and generates its images, all of them; the panel shows them. */
  readonly generate: (file: string) => Promise<void>;
}

/** Gives a `describe` block a simulator that answers at once, and a workbench that sends to it; without its key yet. */
export function useService(settings: Settings = {}): WorkbenchWithService {
  let simulator: Simulator;
  before('start the simulator', async () => {
    simulator = await startSimulator({ processing: 0 });
  });
  after('stop the simulator', () => simulator.close());

  const workbench = useWorkbench(() => ({
    settings: { 'structuredPrompt.endpoint': simulator.url, ...settings },
  }));

  return {
    workbench,
    simulator: () => simulator,
    setKey: async () => {
      await workbench().runCommand('Structured Prompt: Set API Key…');
      await workbench().answer('Runware API key', simulator.apiKey);
    },
    generate: async (file) => {
      const bench = workbench();
      await bench.openFile(file);
      await bench.runCommand('Structured Prompt: Generate');
      await bench.studio.locator('[data-testid="run"][data-state="succeeded"]').first().waitFor();
      await bench.studio.getByTestId('stage-image').waitFor();
      await bench.runCommand('Notifications: Clear All Notifications');
    },
  };
}
