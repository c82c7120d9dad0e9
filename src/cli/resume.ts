import path from 'node:path';
import { RunQueue } from '../run/drive/queue';
import { RUNS_FOLDER } from '../run/record/folder';
import type { Run } from '../run/record/store';
import { BUSY } from '../task/errors';
import { readConcurrency } from './concurrency';
import { drive, type Driven } from './drive';
import { plan } from './plan';
import { printReports, printSummary, printUnfinished, progressOf } from './print';
import { type SourceReport, unsoundReport, wholeReport } from './report';
import { resumeCommand } from './resume-command';
import { jsonLines, say, tell } from './say';
import { openRunware, proofService } from './service';
import { findUnfinished, unsoundness } from './unfinished-runs';

export interface ResumeOptions {
  readonly endpoint: string | undefined;
  readonly concurrency: string | undefined;
  readonly json: boolean;
}

/** A run's folder as people are told of it. */
function nameOf({ directory }: Run): string {
  return path.relative('', directory) || '.';
}

function isFine({ state, errors }: SourceReport): boolean {
  return state === 'succeeded' || errors[0]?.code === BUSY;
}

/** Takes up runs, each at its backend; the proofs need neither key nor network. */
async function takeUp(
  runs: readonly Run[],
  queue: RunQueue,
  endpoint: string | undefined,
  signal: AbortSignal,
): Promise<Driven> {
  const show = progressOf(runs.length);
  const groups = (['runware', 'proof'] as const)
    .map((id) => ({ id, members: runs.filter(({ record }) => record.backend === id) }))
    .filter(({ members }) => members.length > 0)
    .map((group) => ({ ...group, service: group.id === 'proof' ? proofService : openRunware(endpoint) }));
  tell(...plan(runs));
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

/** The report of a run whose task must not be sent, which is said; undefined for all others. */
function leaveOut(run: Run): SourceReport | undefined {
  const problem = unsoundness(run);
  if (!problem) return undefined;
  tell(`${nameOf(run)}: cannot be resumed: ${problem.message}`);
  return unsoundReport(nameOf(run), run, problem);
}

/**
 * Takes up all unfinished runs in some folders: collects what the service has made, and sends what it does not know.
 * Returns the exit code; runs that somebody else works on are left to them and do not count.
 */
export async function resume(
  folders: readonly string[],
  options: ResumeOptions,
  signal: AbortSignal,
): Promise<number> {
  const queue = new RunQueue(readConcurrency(options.concurrency));
  const searched = folders.length > 0 ? folders : [RUNS_FOLDER];
  const runs = (await findUnfinished(folders)).map((run) => ({ run, report: leaveOut(run) }));
  const unsound = runs.flatMap(({ report }) => report ?? []);
  const sound = runs.flatMap(({ run, report }) => (report ? [] : [run]));
  if (runs.length === 0) {
    const where = folders.length > 0 ? folders.join(', ') : `${RUNS_FOLDER} or in the folders below`;
    tell(`Nothing to resume in ${where}: no run is unfinished.`);
  }
  const { reports, unfinished } = await takeUp(sound, queue, options.endpoint, signal);
  if (!options.json) printReports(reports);
  printSummary(reports);
  const roots = searched.map((folder) => path.resolve(folder));
  printUnfinished(unfinished, resumeCommand(roots, options.endpoint));
  const all = [...unsound, ...reports];
  if (options.json) say(...jsonLines(wholeReport(all)));
  return all.every(isFine) ? 0 : 1;
}
