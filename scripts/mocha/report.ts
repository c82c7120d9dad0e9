import { readFile, writeFile } from 'node:fs/promises';
import type Mocha from 'mocha';

/** The time of one test. */
export interface TestTime {
  readonly title: string;
  readonly seconds: number;
}

/** The result of a mocha run. Its file exists only if the run was completed. */
export interface Report {
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
  /** The time of each test, by its full title; hooks are not included. */
  readonly times: readonly TestTime[];
  /** The full titles of the tests and hooks that failed. */
  readonly failures: readonly string[];
}

/** Tests must not be skipped or run exclusively: every test that exists counts. */
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

/** Reads a report; undefined if there is none because the run was interrupted. */
export async function readReport(file: string): Promise<Report | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}

/** A killed run has no report, and an empty one proves nothing. */
export function isGood(report: Report | undefined): boolean {
  return report !== undefined && report.tests > 0 && report.failed === 0;
}
