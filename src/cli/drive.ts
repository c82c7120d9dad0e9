import type { Backend } from '../backend/port';
import type { BatchOptions, Outcome } from '../run/drive/queue';
import { DEFAULT_PACE } from '../run/drive/retry';
import { canResume } from '../run/record/resumable';
import { BUSY } from '../task/errors';
import { outcomeReport, type SourceReport } from './report';
import { log } from './terminal';

/** The reports of a batch in its order, and how many of its runs can be resumed. */
export interface Driven {
  readonly reports: readonly SourceReport[];
  readonly unfinished: number;
}

function isUnfinished({ run, error }: Outcome): boolean {
  return run !== undefined && error?.code !== BUSY && canResume(run.record);
}

/**
 * Drives a batch whose items have the names in `sources`. `show` is called with each report as soon as it is available. Of the
 * engine's messages, only warnings are printed.
 */
export async function drive(
  sources: readonly string[],
  backend: Backend,
  signal: AbortSignal,
  show: (report: SourceReport) => void,
  work: (options: BatchOptions) => Promise<readonly Outcome[]>,
): Promise<Driven> {
  const reportOf = (outcome: Outcome, index: number) => outcomeReport(sources[index] ?? '', outcome);
  const outcomes = await work({
    backend,
    pace: DEFAULT_PACE,
    log: { info: () => undefined, warn: (message) => log(message) },
    signal,
    onChange: () => undefined,
    onEnd: (outcome, index) => show(reportOf(outcome, index)),
  });
  return { reports: outcomes.map(reportOf), unfinished: outcomes.filter(isUnfinished).length };
}
