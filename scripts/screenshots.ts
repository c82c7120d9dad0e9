// npm run screenshots: takes pictures of the real editor. Those of the README go to media/readme/; out/screenshots/
// gets every state of writing and of the panel in four themes and two widths, for checking after a change. Name sets
// to take only these: npm run screenshots authoring. The short form (npm run screenshots -- --short) takes each
// picture once, in one theme and width, into out/screenshots-short/.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startSimulator } from '../test/simulator/server';
import { Workbench } from '../test/ui/support/workbench';
import { run } from './lib/child';
import { Cleanup } from './lib/cleanup';
import { inRoot, root } from './lib/root';
import { SHORT } from './lib/short';
import { Camera, PICTURES } from './screenshots/camera';
import { photographAuthoring } from './screenshots/authoring';
import { photographReview } from './screenshots/review';
import { BALANCE, photographRuns } from './screenshots/runs';
import { photographRestricted, photographStudio } from './screenshots/scenes';
import type { Set } from './screenshots/scenes';
import { photographStage } from './screenshots/stage';

const SETTINGS = {
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  // Do not offer other ports on this machine.
  'remote.autoForwardPorts': false,
  'workbench.editor.useModal': 'off',
  'structuredPrompt.concurrency': 2,
  'structuredPrompt.generation.count': 3,
  'structuredPrompt.generation.size': '1664x2496',
};

interface Play {
  readonly photograph: (set: Set) => Promise<void>;
  /** Whether the person must trust the folder first. */
  readonly workspaceTrust?: boolean;
  /** The balance of the account, in US dollars. */
  readonly balance?: number;
}

const SETS = {
  authoring: { photograph: photographAuthoring },
  studio: { photograph: photographStudio },
  stage: { photograph: photographStage },
  review: { photograph: photographReview },
  runs: { photograph: photographRuns, balance: BALANCE },
  restricted: { photograph: photographRestricted, workspaceTrust: true },
} satisfies Record<string, Play>;

const asked = process.argv.slice(2).filter((argument) => argument !== '--short');
if (SHORT) await rm(PICTURES, { recursive: true, force: true });
const built = await run(process.execPath, [inRoot('esbuild.js')], { cwd: root });
if (built === 0) {
  for (const [name, play] of Object.entries<Play>(SETS)) {
    if (asked.length === 0 || asked.includes(name)) await withSet(play);
  }
} else {
  process.exitCode = built;
}

/** Takes pictures of its own workbench, with a simulator of the service. */
async function withSet({ photograph, workspaceTrust = false, balance = 100 }: Play): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const service = { made: Infinity };
    const simulator = await startSimulator({
      seed: 1962,
      balance,
      processing: (index) => (index < service.made ? 100 : Infinity),
    });
    cleanup.add(() => simulator.close());
    const settings = { ...SETTINGS, 'structuredPrompt.endpoint': simulator.url };
    const bench = await Workbench.start({ settings, workspaceTrust });
    cleanup.add(() => bench.stop());
    await photograph({ bench, simulator, service, camera: new Camera(bench) }).catch(
      async (error: unknown) => {
        await bench.screenshot(path.join(PICTURES, 'failed.png'));
        throw error;
      },
    );
  } finally {
    await cleanup.run();
  }
}
