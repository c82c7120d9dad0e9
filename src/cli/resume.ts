import path from 'node:path';
import { RunQueue } from '../run/drive/queue';
import { RUNS_FOLDER } from '../run/record/folder';
import type { Run } from '../run/record/store';
import { priceOf } from '../task/build';
import { BUSY } from '../task/errors';
import { formatMoney } from '../task/prices';
import { drive, type Driven } from './drive';
import { readConcurrency } from './options';
import { printReports, printSummary, printUnfinished, progressPrinter } from './print-reports';
import { type SourceReport, unsoundReport, wholeReport } from './report';
import { findUnfinishedRuns, resumeCommand, unsoundness } from './run-folders';
import { openRunware, proofService } from './service';
import { jsonLines, print, log } from './terminal';

function about(runs: readonly Run[]): string {
  return `about $${formatMoney(priceOf(runs.map(({ record }) => record.request)))}`;
}

/** The lines about unfinished runs: how many there are, what will happen to them, and what that may cost. */
function planOf(runs: readonly Run[]): readonly string[] {
  if (runs.length === 0) return [];
  const proofs = runs.filter(({ record }) => record.backend === 'proof');
  const tasks = runs.filter((run) => !proofs.includes(run));
  const accepted = tasks.filter(({ record }) => record.accepted);
  const unsent = tasks.filter(({ record }) => !record.accepted && record.state === 'queued');
  const unclear = tasks.filter((run) => !accepted.includes(run) && !unsent.includes(run));
  return [
    `${runs.length} unfinished run(s):`,
    ...(accepted.length > 0
      ? [`  ${accepted.length} accepted by the service: to be collected at no further cost`]
      : []),
    ...(unclear.length > 0
      ? [
          `  ${unclear.length} that may have arrived: sent only if the service does not know it, ${about(unclear)}`,
        ]
      : []),
    ...(unsent.length > 0 ? [`  ${unsent.length} never sent: sent now, ${about(unsent)}`] : []),
    ...(proofs.length > 0 ? [`  ${proofs.length} layout proof(s): drawn here, free and offline`] : []),
  ];
}

export interface ResumeOptions {
  readonly endpoint: string | undefined;
  readonly concurrency: string | undefined;
  readonly json: boolean;
}

/** The name of a run's folder in messages. */
function nameOf({ directory }: Run): string {
  return path.relative('', directory) || '.';
}

function isFine({ state, errors }: SourceReport): boolean {
  return state === 'succeeded' || errors[0]?.code === BUSY;
}

/** Resumes runs, each at its backend; proofs need neither a key nor a network. */
async function resumeAll(
  runs: readonly Run[],
  queue: RunQueue,
  endpoint: string | undefined,
  signal: AbortSignal,
): Promise<Driven> {
  const show = progressPrinter(runs.length);
  const groups = (['runware', 'proof'] as const)
    .map((id) => ({ id, members: runs.filter(({ record }) => record.backend === id) }))
    .filter(({ members }) => members.length > 0)
    .map((group) => ({ ...group, service: group.id === 'proof' ? proofService : openRunware(endpoint) }));
  log(...planOf(runs));
  try {
    const driven = await Promise.all(
      groups.map(({ members, service }) =>
        drive(members.map(nameOf), service.backend, signal, show, (batch) =>
          queue.resume(members, true, batch),
        ),
      ),
    );
    return {
      reports: driven.flatMap(({ reports }) => reports),
      unfinished: driven.reduce((sum, { unfinished }) => sum + unfinished, 0),
    };
  } finally {
    await Promise.all(groups.map(({ service }) => service.close()));
  }
}

/** Reports and logs that the task of a run must not be sent; undefined if it may be. */
function reportUnsound(run: Run): SourceReport | undefined {
  const problem = unsoundness(run);
  if (!problem) return undefined;
  log(`${nameOf(run)}: cannot be resumed: ${problem.message}`);
  return unsoundReport(nameOf(run), run, problem);
}

/**
 * Resumes all unfinished runs in some folders: collects what the service has made, and sends what it does not know. Returns
 * the exit code. Runs that another program is working on are skipped and do not count.
 */
export async function resume(
  folders: readonly string[],
  options: ResumeOptions,
  signal: AbortSignal,
): Promise<number> {
  const queue = new RunQueue(readConcurrency(options.concurrency));
  const searched = folders.length > 0 ? folders : [RUNS_FOLDER];
  const runs = (await findUnfinishedRuns(folders)).map((run) => ({ run, report: reportUnsound(run) }));
  const unsound = runs.flatMap(({ report }) => report ?? []);
  const sound = runs.flatMap(({ run, report }) => (report ? [] : [run]));
  if (runs.length === 0) {
    const where = folders.length > 0 ? folders.join(', ') : `${RUNS_FOLDER} or in the folders below`;
    log(`Nothing to resume in ${where}: no run is unfinished.`);
  }
  const { reports, unfinished } = await resumeAll(sound, queue, options.endpoint, signal);
  if (!options.json) printReports(reports);
  printSummary(reports);
  const roots = searched.map((folder) => path.resolve(folder));
  printUnfinished(unfinished, resumeCommand(roots, options.endpoint));
  const all = [...unsound, ...reports];
  if (options.json) print(...jsonLines(wholeReport(all)));
  return all.every(isFine) ? 0 : 1;
}
