import { readFile, writeFile } from 'node:fs/promises';
import type Mocha from 'mocha';

/** The end of a mocha run. A file with it exists only when the run came to its end. */
export interface Report {
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
}

/** Nothing is skipped and nothing runs alone: a test that is there counts. */
export const MOCHA_OPTIONS: Mocha.MochaOptions = { ui: 'bdd', forbidOnly: true, forbidPending: true };

/** Runs the tests and writes the report to `file` as JSON. */
export async function runAndReport(mocha: Mocha, file: string): Promise<Report> {
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const report: Report = {
    tests: stats?.tests ?? 0,
    passed: stats?.passes ?? 0,
    failed: stats?.failures ?? 1,
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
