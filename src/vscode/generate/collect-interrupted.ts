import { takeUpRun } from '../../run/drive/engine';
import type { Outcome } from '../../run/drive/queue';
import { costOf } from '../../run/record/record';
import { isInterrupted } from '../../run/record/resumable';
import { findRuns, type Run } from '../../run/record/store';
import { BUSY } from '../../task/errors';
import { roundMoney } from '../../task/prices';
import type { Batch, RunService } from '../runs/run-service';
import { imagesOf } from '../runs/summary';
import { refusalOf } from './resumer';

/** Older runs are left alone, in milliseconds; a person can still resume them. */
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/** Finds the paid runs below folders that were interrupted and may be collected without asking. */
export async function findInterrupted(roots: readonly string[], runs: RunService): Promise<readonly Run[]> {
  const found = (await Promise.all(roots.map((root) => findRuns(root)))).flat();
  const oldest = Date.now() - MAX_AGE_MS;
  return found.filter((run) => {
    const { record } = run;
    return (
      record.backend === 'runware' &&
      isInterrupted(record) &&
      Date.parse(record.createdAt) >= oldest &&
      !runs.isActive(run) &&
      refusalOf(record) === undefined
    );
  });
}

/** The images that arrived from interrupted runs. */
export interface Arrival {
  readonly images: number;
  readonly runs: number;
  /** What these images cost, in US dollars. */
  readonly cost: number;
  /** The newest of the runs that brought any. */
  readonly newest: Run;
}

function isBusy({ error }: Outcome): boolean {
  return error?.code === BUSY;
}

/** What the images of a run that have arrived cost, in US dollars. */
function costOfImages({ record }: Run): number {
  const results = record.results.filter(({ state }) => state === 'saved' || state === 'elsewhere');
  return costOf({ ...record, results }) ?? 0;
}

/** Sums up what arrived; undefined where nothing did. */
export function arrivalOf(before: readonly Run[], outcomes: readonly Outcome[]): Arrival | undefined {
  let arrival: Arrival | undefined;
  for (const [index, outcome] of outcomes.entries()) {
    const known = before[index];
    const { run } = outcome;
    // Whoever else collects a run reports its images.
    if (!run || !known || isBusy(outcome)) continue;
    const images = imagesOf(run) - imagesOf(known);
    if (images <= 0) continue;
    const cost = costOfImages(run) - costOfImages(known);
    const { images: sum = 0, runs = 0, cost: costs = 0, newest = run } = arrival ?? {};
    arrival = {
      images: sum + images,
      runs: runs + 1,
      cost: roundMoney(costs + cost),
      newest: run.record.createdAt > newest.record.createdAt ? run : newest,
    };
  }
  return arrival;
}

/** What becomes of interrupted runs: each part as soon as it is known. */
export interface Collected {
  /** Resolves when all have ended. */
  readonly arrived: Promise<Arrival | undefined>;
  /** The runs that were never sent. */
  readonly unsent: Promise<readonly Run[]>;
  /** The folders of runs that somebody else works on. */
  readonly busy: Promise<readonly string[]>;
}

type Probe = 'free' | 'busy' | 'changed';

/** Whether a run still waits to be sent, and nobody else works on it. */
async function probe({ directory }: Run): Promise<Probe> {
  try {
    const { run, lease } = await takeUpRun(directory);
    await lease.release();
    return run.record.state === 'queued' ? 'free' : 'changed';
  } catch {
    return 'busy';
  }
}

/** Collects the runs that may have reached the service. Sends nothing: runs that never got there are left to the person. */
export function collectInterrupted(found: readonly Run[], runs: RunService, batch: Batch): Collected {
  const queued = found.filter(({ record }) => record.state === 'queued');
  const accepted = found.filter(({ record }) => record.accepted);
  const unclear = found.filter(({ record }) => !record.accepted && record.state !== 'queued');
  const collected = runs.resume(accepted, false, batch);
  const asked = runs.resume(unclear, false, batch);
  const probed = Promise.all(queued.map(async (run) => ({ run, state: await probe(run) })));
  return {
    arrived: Promise.all([collected, asked]).then((outcomes) =>
      arrivalOf([...accepted, ...unclear], outcomes.flat()),
    ),
    unsent: Promise.all([asked, probed]).then(([outcomes, probes]) => [
      ...probes.filter(({ state }) => state === 'free').map(({ run }) => run),
      ...outcomes.flatMap((outcome) => {
        const isUnsent = outcome.run?.record.state === 'queued' && !isBusy(outcome);
        return outcome.run && isUnsent ? [outcome.run] : [];
      }),
    ]),
    busy: Promise.all([collected, asked, probed]).then(([first, second, probes]) => [
      ...probes.filter(({ state }) => state === 'busy').map(({ run }) => run.directory),
      ...[...first, ...second].filter(isBusy).flatMap(({ run }) => (run ? [run.directory] : [])),
    ]),
  };
}
