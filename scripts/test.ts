// Runs the tests, or a part of them: npm test, npm run test:unit, test:vscode, test:ui.
import { ensureBrowser } from './host/browser';
import { ensureExiftool } from './lib/exiftool';
import { SELECTIONS, build } from './stages/list';
import { runStage } from './stages/stage';
import type { Outcome, Stage } from './stages/stage';
import { summarize } from './stages/summary';

const stages = select(process.argv[2] ?? 'all');
const outcomes: Outcome[] = [];
await prepare(ensureBrowser);
await prepare(ensureExiftool);
for (const stage of stages) outcomes.push(await runOrExplain(stage));

const summary = summarize(outcomes);
console.log(`\n${summary.text}`);
process.exitCode = summary.good ? 0 : 1;

/** Gets a program before any test has to wait for it. Where it cannot be had, the stages that need it say so themselves. */
async function prepare(ensure: () => Promise<string>): Promise<void> {
  try {
    await ensure();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

function select(name: string): readonly Stage[] {
  const found = Object.entries(SELECTIONS).find(([selection]) => selection === name);
  if (found) return found[1];
  throw new Error(`No such part of the tests: ${name}. There are ${Object.keys(SELECTIONS).join(', ')}.`);
}

async function runOrExplain(stage: Stage): Promise<Outcome> {
  const notRun = stage.impossible ?? (stage.needsBuild && buildFailed() ? 'the build failed' : undefined);
  if (notRun === undefined) return runStage(stage);
  console.log(`\n=== ${stage.name}: not run: ${notRun}`);
  return { name: stage.name, passed: 0, failed: 0, seconds: 0, notRun };
}

function buildFailed(): boolean {
  return outcomes.some(({ name, failed }) => name === build.name && failed > 0);
}
