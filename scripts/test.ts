// Runs the tests, or a part of them: see USAGE in stages/selection.ts.
import { availableParallelism } from 'node:os';
import { ensureBrowser } from './host/browser';
import { installHost } from './host/install';
import { ensureExiftool } from './lib/programs';
import { runSideBySide } from './stages/schedule';
import { select, USAGE, UsageError } from './stages/selection';
import type { Selection } from './stages/selection';
import { runStage } from './stages/stage';
import type { Program } from './stages/stage';
import { summarize } from './stages/summary';
import { saveTimes } from './stages/times';

const ENSURE: Readonly<Record<Program, () => Promise<unknown>>> = {
  browser: ensureBrowser,
  exiftool: ensureExiftool,
  'VS Code': () => installHost('current'),
};

const selection = selectOrExplain(process.argv.slice(2));
if (selection) await run(selection);
else process.exitCode = 2;

function selectOrExplain(args: readonly string[]): Selection | undefined {
  try {
    return select(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return undefined;
  }
}

async function run({ stages, times }: Selection): Promise<void> {
  const started = performance.now();
  const possible = stages.filter(({ impossible }) => impossible === undefined);
  for (const program of new Set(possible.flatMap(({ programs }) => programs))) await prepare(ENSURE[program]);
  const alone = stages.length === 1;
  const outcomes = await runSideBySide(stages, availableParallelism(), (stage) =>
    runStage(stage, alone ? '' : `[${stage.name}] `),
  );
  await saveTimes(times, stages, outcomes);
  const summary = summarize(stages, outcomes, (performance.now() - started) / 1000);
  console.log(`\n${summary.text}`);
  process.exitCode = summary.good ? 0 : 1;
}

/** Installs a program before any test has to wait for it. If that fails, the stages that need it report it. */
async function prepare(ensure: () => Promise<unknown>): Promise<void> {
  try {
    await ensure();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}
