import type { Backend } from '../../backend/port';
import { BUSY, localError, OTHER_ENDPOINT, OTHER_TASK, ServiceError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import type { BackendId } from '../../task/run';
import { onDisk } from '../files/disk';
import { type DriveOptions, RunDriver } from './driver';
import { LeaseLost } from './journal';
import { acquireLease, type Lease } from '../files/lease';
import type { RunRecord } from '../record/record';
import {
  createRunFolder,
  type NewRun,
  readRun,
  removeLeftovers,
  removeNewRun,
  removeRunFolder,
  type Run,
  writeNewRun,
} from '../record/store';
import { canResume } from '../record/unfinished';

/** How many images a task is to bring: a layout is drawn once, however many images are asked for. */
export function expectedOf(backend: BackendId, task: ImageTask): number {
  return backend === 'proof' ? 1 : (task.numberResults ?? 1);
}

/** A run and the right to drive it. */
export interface HeldRun {
  readonly run: Run;
  readonly lease: Lease;
}

/** Somebody else drives the run just now. */
export function busy(): ServiceError {
  return new ServiceError([localError('aborted', BUSY, 'Another window or program is working on this run.')]);
}

async function hold(directory: string): Promise<Lease> {
  const lease = await acquireLease(directory);
  if (!lease) throw busy();
  return lease;
}

/**
 * Writes a new run down as queued and holds it. Rejects with a `ServiceError` of class `disk` when it cannot be written
 * down; nothing is left behind then.
 */
export function enqueueRun(documentFolder: string, init: NewRun): Promise<HeldRun> {
  return onDisk(async () => {
    const directory = await createRunFolder(documentFolder, init);
    let lease: Lease | undefined;
    try {
      // Held before there is a record: nobody takes it up who looks for runs just now.
      lease = await hold(directory);
      return { run: await writeNewRun(directory, init), lease };
    } catch (error) {
      await removeNewRun(directory).finally(() => lease?.release());
      await removeRunFolder(directory);
      throw error;
    }
  });
}

/**
 * Holds the run in a folder, as it stands now. Rejects with a `ServiceError`: with the code `BUSY` while somebody else
 * drives it, of class `disk` when it cannot be held or is no run any more.
 */
export function takeUpRun(directory: string): Promise<HeldRun> {
  return onDisk(async () => {
    const lease = await hold(directory);
    // What cannot be removed is only in the way of tidiness.
    await removeLeftovers(directory).catch(() => undefined);
    const run = await readRun(directory);
    if (run) return { run, lease };
    await lease.release();
    throw new ServiceError([localError('disk', 'noRun', `There is no run in ${directory} any more.`)]);
  });
}

/** Removes a run that was never sent and lets go of it. Rejects with `LeaseLost` when somebody else has it by now. */
export function withdrawRun({ run: { directory }, lease }: HeldRun): Promise<void> {
  return onDisk(async () => {
    try {
      if (!(await lease.isHeld())) throw new LeaseLost();
      await removeNewRun(directory);
    } finally {
      // What cannot be removed must not be held for ever.
      await lease.release();
    }
    await removeRunFolder(directory);
  });
}

/**
 * Drives a new run to its end, or until nobody waits any more, and lets go of it. Rejects with a `ServiceError` of class
 * `disk` when it cannot be written down that it is about to be sent, and with `LeaseLost`; what was not sent is removed.
 */
export async function driveNewRun(held: HeldRun, options: DriveOptions): Promise<Run> {
  let last = held.run;
  const onChange = (run: Run) => {
    last = run;
    options.onChange(run);
  };
  const driver = new RunDriver(held.run, held.lease, { ...options, onChange });
  try {
    return await driver.drive({ askFirst: false, send: true });
  } catch (error) {
    if (last.record.state === 'queued') await withdrawRun(held);
    throw error;
  } finally {
    await letGo(held.lease);
  }
}

/** A lock that cannot be removed is recognized as that of a dead owner later. */
async function letGo(lease: Lease): Promise<void> {
  await lease.release().catch(() => undefined);
}

/** What was looked at, and agreed to, is what is sent: the file may have changed since. */
function requireSameTask(known: RunRecord, found: RunRecord): void {
  const isSame = JSON.stringify(known.request) === JSON.stringify(found.request);
  if (isSame && known.backend === found.backend) return;
  throw new ServiceError([
    localError('validation', OTHER_TASK, 'The task in its run.json is another one now.'),
  ]);
}

/** Another endpoint does not know what this one has accepted: it would take it as new. */
function requireSameAddress({ state, address }: RunRecord, { address: present }: Backend): void {
  if (state === 'queued' || address === undefined || present === undefined || address === present) return;
  const words = `It was sent to ${address}, and the endpoint is ${present} now.`;
  throw new ServiceError([localError('validation', OTHER_ENDPOINT, words)]);
}

/**
 * Takes a run up where its record on disk says it stands, which may be its end by now. A task that the service does not
 * know is sent, or with `send` false becomes `queued`. Rejects as `takeUpRun` does, and with the codes `OTHER_TASK` and
 * `OTHER_ENDPOINT`.
 */
export async function resumeRun(known: Run, options: DriveOptions, send = true): Promise<Run> {
  const { run, lease } = await takeUpRun(known.directory);
  try {
    if (!canResume(run.record)) {
      options.onChange(run);
      return run;
    }
    requireSameTask(known.record, run.record);
    requireSameAddress(run.record, options.backend);
    return await new RunDriver(run, lease, options).drive({ askFirst: true, send });
  } finally {
    await letGo(lease);
  }
}
