import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnTree } from '../lib/child';
import { root } from '../lib/root';
import { makeScratch } from '../lib/scratch';
import { Watchdog } from '../lib/watchdog';
import { isGood, readReport } from '../mocha/report';
import type { TestTime } from '../mocha/report';

/**
 * A program that is installed before the tests if it is missing and that is possible: once, for all stages that need
 * it.
 */
export type Program = 'browser' | 'exiftool' | 'VS Code';

/** One part of the tests, which is a program to run. */
export interface Stage {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /**
   * `check` counts as one test; `tests` is a mocha run, which gets `--report FILE` and counts as many tests as it
   * reports.
   */
  readonly kind: 'check' | 'tests';
  /** The folder of its tests, relative to the project's. */
  readonly folder?: string;
  /** The programs that it needs. */
  readonly programs: readonly Program[];
  /** Whether only some of its tests are requested. */
  readonly isPart?: boolean;
  /** Whether none of its tests may match the request. */
  readonly mayBeEmpty?: boolean;
  /** The names of the stages that must succeed before it. */
  readonly needs: readonly string[];
  /** Why this machine cannot run it, if it cannot. */
  readonly impossible?: string;
}

/** The result of a stage. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** The times of its tests that ran. */
  readonly times: readonly TestTime[];
  /** The full titles of the tests that failed. */
  readonly failures: readonly string[];
  /** Why it did not run, if it did not. */
  readonly notRun?: string;
}

/** A stage hangs if it prints nothing for this long, in milliseconds, however long it takes overall. */
const SILENCE_LIMIT_MS = 5 * 60_000;
/** How long a stage may take to end when it is asked to, in milliseconds. */
const GRACE_MS = 5_000;

/** Runs a stage and prints its output as it comes, each line after `prefix`. */
export async function runStage(stage: Stage, prefix: string): Promise<Outcome> {
  console.log(`${prefix}=== ${stage.name}`);
  const started = performance.now();
  const counts = await (stage.kind === 'check' ? runCheck(stage, prefix) : runTests(stage, prefix));
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${prefix}=== ${stage.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds.toFixed(1)} s`,
  );
  return { name: stage.name, ...counts, seconds };
}

type Counts = Pick<Outcome, 'passed' | 'failed' | 'times' | 'failures'>;

async function runCheck({ command }: Stage, prefix: string): Promise<Counts> {
  const good = (await runWatched(command, prefix)) === 0;
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, times: [], failures: [] };
}

async function runTests({ command, mayBeEmpty = false }: Stage, prefix: string): Promise<Counts> {
  const scratch = makeScratch();
  try {
    const file = path.join(scratch.path, 'report.json');
    const code = await runWatched([...command, '--report', file], prefix);
    const report = await readReport(file);
    // An interrupted or unsuccessful run is a failure even if no test failed.
    const isEmpty = mayBeEmpty && report?.tests === 0;
    const good = code === 0 && (isGood(report) || isEmpty);
    return {
      passed: report?.passed ?? 0,
      failed: good ? 0 : Math.max(report?.failed ?? 0, 1),
      times: report?.times ?? [],
      failures: report?.failures ?? [],
    };
  } finally {
    scratch.remove();
  }
}

/** Runs a command. If it hangs, it is first asked to end, then killed. */
async function runWatched([program, ...args]: Stage['command'], prefix: string): Promise<number> {
  const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const tree = spawnTree(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let force: NodeJS.Timeout | undefined;
  const watchdog = new Watchdog(SILENCE_LIMIT_MS, () => {
    console.log(`${prefix}It has printed nothing for ${SILENCE_LIMIT_MS / 60_000} minutes and is stopped.`);
    tree.kill('SIGTERM');
    force = setTimeout(() => tree.kill('SIGKILL'), GRACE_MS);
  });
  const { stdout, stderr } = tree.process;
  const printed = Promise.all(
    [stdout, stderr].flatMap((stream) => (stream ? print(stream, prefix, watchdog) : [])),
  );
  try {
    const code = await tree.ended;
    // Its last output may still be on its way, but a process that it left behind may keep its output open forever.
    await Promise.race([printed, delay(GRACE_MS, undefined, { ref: false })]);
    return code;
  } finally {
    watchdog.stop();
    clearTimeout(force);
  }
}

/** Prints the lines of a stream; each is a sign of life. */
async function print(stream: Readable, prefix: string, watchdog: Watchdog): Promise<void> {
  for await (const line of createInterface(stream)) {
    watchdog.alive();
    console.log(`${prefix}${line}`);
  }
}
