import { readFile, writeFile } from 'node:fs/promises';
import type Mocha from 'mocha';

/** How long one test took. */
export interface TestTime {
  readonly title: string;
  readonly seconds: number;
}

/** The end of a mocha run. A file with it exists only when the run came to its end. */
export interface Report {
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
  /** Of each test, by its full title; hooks are not in it. */
  readonly times: readonly TestTime[];
  /** The full titles of the tests and hooks that failed. */
  readonly failures: readonly string[];
}

/** Nothing is skipped and nothing runs alone: a test that is there counts. */
export const MOCHA_OPTIONS: Mocha.MochaOptions = { ui: 'bdd', forbidOnly: true, forbidPending: true };

/** Runs the tests and writes the report to `file` as JSON. */
export async function runAndReport(mocha: Mocha, file: string): Promise<Report> {
  const times: TestTime[] = [];
  const failures: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('test end', (test) => {
      times.push({ title: test.fullTitle(), seconds: (test.duration ?? 0) / 1000 });
    });
    runner.on('fail', (test) => failures.push(test.fullTitle()));
  });
  const report: Report = {
    tests: stats?.tests ?? 0,
    passed: stats?.passes ?? 0,
    failed: stats?.failures ?? 1,
    times,
    failures,
  };
  await writeFile(file, JSON.stringify(report));
  return report;
}

/** Reads a report; nothing if there is none, because the run was broken off. */
export async function readReport(file: string): Promise<Report | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}

/** A killed run reports nothing, an empty one proves nothing. */
export function isGood(report: Report | undefined): boolean {
  return report !== undefined && report.tests > 0 && report.failed === 0;
}
