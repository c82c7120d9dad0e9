import path from 'node:path';
import type { LintedDocument } from '../lint/lint';
import type { Outcome } from '../run/drive/queue';
import { costOf } from '../run/record/record';
import type { Run } from '../run/record/store';
import { type ErrorClass, localError, messageOf, type TaskError } from '../task/errors';
import { sumOfKnown } from '../task/prices';
import type { Seed } from '../task/seed';
import { UsageError } from './usage-error';

/** Why a task is not sent: the rule that it breaks, and a message. */
export interface Refusal {
  readonly rule: string;
  readonly message: string;
}

interface ReportedError {
  readonly code: string;
  readonly class: ErrorClass;
  readonly message: string;
}

/** What `--json` prints about a run. Paths are absolute, money is in US dollars. */
export interface RunReport {
  readonly state: string;
  /** Null if nothing was sent, and for several tasks together. */
  readonly taskUUID: string | null;
  readonly runDirectory: string | null;
  readonly images: readonly { file: string; seed: Seed | null; cost: number | null }[];
  /** How many images went to the task's own `uploadEndpoint` instead. */
  readonly uploaded: number;
  readonly errors: readonly ReportedError[];
  readonly cost: number | null;
}

/** The report of one of several runs, with the name of its file or run folder as it was given. */
export interface SourceReport extends RunReport {
  readonly source: string;
}

/** Several reports added up into one, which also contains each of them. */
export interface WholeReport extends RunReport {
  readonly runs: readonly SourceReport[];
}

function reported({ code, class: errorClass, message }: TaskError): ReportedError {
  return { code, class: errorClass, message };
}

/** The report of a run in its current state, plus a failure that is not in its record. */
function runReport({ record, directory }: Run, failure: readonly TaskError[]): RunReport {
  return {
    state: record.state,
    taskUUID: record.taskUUID,
    runDirectory: directory,
    images: record.results.flatMap(({ file, seed, cost }) =>
      file === null ? [] : [{ file: path.join(directory, file), seed, cost }],
    ),
    uploaded: record.results.filter(({ state }) => state === 'elsewhere').length,
    errors: [...failure, ...record.errors].map(reported),
    cost: costOf(record),
  };
}

/** The report of a task without a run folder. */
function unsentReport(
  source: string,
  taskUUID: string | null,
  errors: readonly ReportedError[],
): SourceReport {
  return {
    source,
    state: 'failed',
    taskUUID,
    runDirectory: null,
    images: [],
    uploaded: 0,
    errors,
    cost: null,
  };
}

/** The report of how a task ended. */
export function outcomeReport(source: string, { task, run, error }: Outcome): SourceReport {
  const failure = error ? [error] : [];
  if (run) return { source, ...runReport(run, failure) };
  return unsentReport(source, task.taskUUID, failure.map(reported));
}

/** The report of a document that was not sent because the service would refuse it. */
export function blockedReport(source: string, document: LintedDocument): SourceReport {
  const errors = document.problems
    .filter((problem) => problem.blocking)
    .map(({ rule, message }) => ({ code: rule, class: 'validation' as const, message }));
  return unsentReport(source, null, errors);
}

/** The report of a run that is not resumed because the service would refuse its task. */
export function unsoundReport(source: string, run: Run, { rule, message }: Refusal): SourceReport {
  return { source, ...runReport(run, [localError('validation', rule, message)]) };
}

/** The combined state of several runs: their common state, else `detached` if nothing arrived, else `partial`. */
function wholeState(reports: readonly RunReport[]): string {
  const [first = 'succeeded', second] = new Set(reports.map((one) => one.state));
  if (second === undefined) return first;
  const nothingYet = reports.every(
    ({ state, images }) => state !== 'succeeded' && state !== 'partial' && images.length === 0,
  );
  return nothingYet ? 'detached' : 'partial';
}

/** What the images of several runs cost, in US dollars; null if the service has not said. */
function wholeCost(reports: readonly RunReport[]): number | null {
  return sumOfKnown(reports.map(({ cost }) => cost));
}

/** The sum of several reports. */
export function wholeReport(reports: readonly SourceReport[]): WholeReport {
  return {
    state: wholeState(reports),
    taskUUID: null,
    runDirectory: null,
    images: reports.flatMap((one) => one.images),
    uploaded: reports.reduce((sum, one) => sum + one.uploaded, 0),
    errors: reports.flatMap((one) => one.errors),
    cost: wholeCost(reports),
    runs: reports,
  };
}

/** One object for all that was generated: the report of the only run, or the sum of all. */
export function generationReport(reports: readonly SourceReport[]): RunReport | WholeReport {
  const [only, second] = reports;
  if (!only || second) return wholeReport(reports);
  const { source, ...report } = only;
  return report;
}

/** What `--json` prints about a command that could not begin or that failed unexpectedly. */
export function failureReport(command: string, error: unknown): object {
  const reason =
    error instanceof UsageError
      ? { code: error.code, class: error.class, message: error.message }
      : {
          code: 'fault',
          class: 'unknown' as const,
          message: messageOf(error),
        };
  if (command === 'balance') return { balance: null, errors: [reason] };
  return { ...wholeReport([]), state: 'failed', errors: [reason] };
}

/**
 * Whether nothing was sent because no run folder could be written. That is a usage error, as for any output that cannot be
 * written.
 */
export function isKeptFromWriting(reports: readonly SourceReport[]): boolean {
  const isUnwritten = ({ errors }: SourceReport) => errors.some((error) => error.class === 'disk');
  return reports.every(({ runDirectory }) => runDirectory === null) && reports.some(isUnwritten);
}
