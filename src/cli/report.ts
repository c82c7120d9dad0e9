import path from 'node:path';
import type { LintedDocument } from '../lint/lint';
import { format } from '../protocol/strings';
import { costOf } from '../run/record';
import type { Run } from '../run/store';
import type { ErrorClass } from '../task/errors';
import { explain, type Translate } from '../task/explain';
import { formatMoney, roundMoney } from '../task/prices';

/** What `generate --json` prints of a run; paths are absolute, money is in US dollars. */
export interface RunReport {
  readonly state: string;
  /** Null where nothing was sent. */
  readonly taskUUID: string | null;
  readonly runDirectory: string | null;
  readonly images: readonly { file: string; seed: number | null; cost: number | null }[];
  readonly errors: readonly { code: string; class: ErrorClass; message: string }[];
  readonly cost: number | null;
}

const english: Translate = (text, ...args) => format(text, ...args);

/** The report of a run that was started. */
export function reportOf({ record, directory }: Run): RunReport {
  return {
    state: record.state,
    taskUUID: record.taskUUID,
    runDirectory: directory,
    images: record.results.flatMap(({ file, seed, cost }) =>
      file === null ? [] : [{ file: path.join(directory, file), seed, cost }],
    ),
    errors: record.errors.map(({ code, class: errorClass, message }) => ({
      code,
      class: errorClass,
      message,
    })),
    cost: costOf(record),
  };
}

/** The report of a document that was not sent because the service would refuse it. */
export function blockedReport(document: LintedDocument): RunReport {
  const errors = document.problems
    .filter((problem) => problem.severity === 'error')
    .map(({ rule, message }) => ({ code: rule, class: 'validation' as const, message }));
  return { state: 'failed', taskUUID: null, runDirectory: null, images: [], errors, cost: null };
}

/** One object for what a file brought: the run's report, or the whole and each where it holds several tasks. */
export function wholeReport(reports: readonly RunReport[]): object {
  const [first, second] = reports;
  if (first && !second) return first;
  const states = new Set(reports.map((one) => one.state));
  const costs = reports.map((one) => one.cost).filter((cost) => cost !== null);
  return {
    state: states.size === 1 ? first?.state : 'partial',
    runs: reports,
    cost: costs.length === 0 ? null : roundMoney(costs.reduce((sum, cost) => sum + cost, 0)),
  };
}

/** Prints a report for people: files to the standard output, failures to the error output. */
export function printReport(one: RunReport): void {
  const cost = one.cost === null ? '' : `, $${formatMoney(one.cost)}`;
  console.log(`${one.state}: ${one.images.length} image(s)${cost} in ${String(one.runDirectory)}`);
  for (const image of one.images) console.log(`  ${image.file}`);
  for (const error of one.errors) {
    const { title, advice } = explain(error.class, english);
    console.error(`${title}: ${error.message} [${error.code}, task ${String(one.taskUUID)}]\n  ${advice}`);
  }
}
