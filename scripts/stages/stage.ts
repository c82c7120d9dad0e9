import path from 'node:path';
import { spawnTree } from '../lib/child';
import { root } from '../lib/root';
import { makeScratch } from '../lib/scratch';
import { isGood, readReport } from '../mocha/report';

/** One part of the tests: a program to run. */
export interface Stage {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** `check` counts as one; `tests` is a mocha run, which is given `--report FILE` and counts as many as it reports. */
  readonly kind: 'check' | 'tests';
  /** Whether it cannot run when the build failed. */
  readonly needsBuild: boolean;
  /** Why this machine cannot run it, where it cannot. */
  readonly impossible?: string;
}

/** How a stage went. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** Why it did not run, where it did not. */
  readonly notRun?: string;
}

/** No stage takes this long: the one that does hangs. */
const LIMIT_MS = 15 * 60_000;
/** How long a stage that is asked to end may take. */
const GRACE_MS = 5_000;

/** Runs a stage, with its output as it comes. */
export async function runStage(stage: Stage): Promise<Outcome> {
  console.log(`\n=== ${stage.name}`);
  const started = performance.now();
  const counts = await (stage.kind === 'check' ? runCheck(stage) : runTests(stage));
  const seconds = (performance.now() - started) / 1000;
  console.log(`=== ${stage.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds.toFixed(1)} s`);
  return { name: stage.name, ...counts, seconds };
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

async function runCheck({ command }: Stage): Promise<Counts> {
  return (await runWithin(command)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runTests({ command }: Stage): Promise<Counts> {
  const scratch = makeScratch();
  try {
    const file = path.join(scratch.path, 'report.json');
    const code = await runWithin([...command, '--report', file]);
    const report = await readReport(file);
    const passed = report?.passed ?? 0;
    const failed = report?.failed ?? 0;
    // A run that broke off, ran nothing or did not end well is a failure even where no test failed.
    const good = code === 0 && isGood(report);
    return { passed, failed: good ? 0 : Math.max(failed, 1) };
  } finally {
    scratch.remove();
  }
}

/** Runs a command; one that hangs is asked to end, then ended. */
async function runWithin([program, ...args]: Stage['command']): Promise<number> {
  const tree = spawnTree(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const timers = [
    setTimeout(() => {
      console.error(`It did not end within ${LIMIT_MS / 60_000} minutes and is stopped.`);
      tree.kill('SIGTERM');
    }, LIMIT_MS),
    setTimeout(() => tree.kill('SIGKILL'), LIMIT_MS + GRACE_MS),
  ];
  try {
    return await tree.ended;
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
