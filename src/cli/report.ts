import path from 'node:path';
import type { LintedDocument } from '../lint/lint';
import { format } from '../protocol/strings';
import { costOf } from '../run/record';
import type { Run } from '../run/store';
import { type ErrorClass, NOT_SENT } from '../task/errors';
import { explain, type Translate } from '../task/explain';
import { formatMoney, roundMoney } from '../task/prices';
import type { ImageTask } from '../task/types';

/** What `generate --json` prints of a run; paths are absolute, money is in US dollars. */
export interface RunReport {
  readonly state: string;
  /** Null where nothing was sent, and for several tasks together. */
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
    .filter((problem) => problem.blocking)
    .map(({ rule, message }) => ({ code: rule, class: 'validation' as const, message }));
  return { state: 'failed', taskUUID: null, runDirectory: null, images: [], errors, cost: null };
}

/** The report of a task that is not sent any more because the wait was ended before its turn. */
export function unsentReport({ taskUUID }: ImageTask): RunReport {
  const error = { code: NOT_SENT, class: 'aborted' as const, message: 'Stopped before this task was sent.' };
  return { state: 'failed', taskUUID, runDirectory: null, images: [], errors: [error], cost: null };
}

/** The report of a run that the disk broke off, as far as it was written down: `last` is undefined before it was. */
export function brokenReport({ taskUUID }: ImageTask, last: Run | undefined, reason: unknown): RunReport {
  const message = reason instanceof Error ? reason.message : String(reason);
  const error = { code: 'local', class: 'unknown' as const, message };
  const nothing = { taskUUID, runDirectory: null, images: [], errors: [], cost: null };
  const known = last ? { ...reportOf(last), state: 'detached' } : { ...nothing, state: 'failed' };
  return { ...known, errors: [error, ...known.errors] };
}

/** What several runs come to: what all of them are, or else what a person has to know. */
function wholeState(reports: readonly RunReport[]): string {
  const states = new Set(reports.map((one) => one.state));
  const [first = 'failed', second] = states;
  if (second === undefined) return first;
  const nothingYet = reports.every(
    ({ state, images }) => (state === 'detached' || state === 'failed') && images.length === 0,
  );
  return nothingYet ? 'detached' : 'partial';
}

/** One object for what a file brought: the run's report, or the sum of all in the same form, and each as `runs`. */
export function wholeReport(reports: readonly RunReport[]): RunReport & { runs?: readonly RunReport[] } {
  const [first, second] = reports;
  if (first && !second) return first;
  const costs = reports.map((one) => one.cost).filter((cost) => cost !== null);
  return {
    state: wholeState(reports),
    taskUUID: null,
    runDirectory: null,
    images: reports.flatMap((one) => one.images),
    errors: reports.flatMap((one) => one.errors),
    cost: costs.length === 0 ? null : roundMoney(costs.reduce((sum, cost) => sum + cost, 0)),
    runs: reports,
  };
}

/** Prints a report for people: files to the standard output, failures to the error output. */
export function printReport(one: RunReport): void {
  const cost = one.cost === null ? '' : `, $${formatMoney(one.cost)}`;
  const place = one.runDirectory === null ? '' : ` in ${one.runDirectory}`;
  console.log(`${one.state}: ${one.images.length} image(s)${cost}${place}`);
  for (const image of one.images) console.log(`  ${image.file}`);
  for (const error of one.errors) {
    const { title, advice } = explain(error, english);
    console.error(`${title}: ${error.message} [${error.code}, task ${String(one.taskUUID)}]\n  ${advice}`);
  }
}
