import type { Backend } from '../../backend/port';
import { BUSY, localError, OTHER_ENDPOINT, OTHER_TASK, ServiceError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import type { BackendId } from '../../task/run';
import { onDisk } from '../files/disk-errors';
import { type DriveOptions, RunDriver } from './driver';
import { LeaseLost } from './record-writer';
import { acquireLease, type Lease } from '../files/lease';
import type { RunRecord } from '../record/record';
import {
  createRunFolder,
  type NewRun,
  readRun,
  removeTemporaryFiles,
  removeNewRun,
  removeRunFolder,
  type Run,
  writeNewRun,
} from '../record/store';
import { canResume } from '../record/resumable';

/** How many images a task is expected to bring: a layout is drawn once, however many images are asked for. */
export function expectedOf(backend: BackendId, task: ImageTask): number {
  return backend === 'proof' ? 1 : (task.numberResults ?? 1);
}

/** A run and the lease on it. */
export interface LeasedRun {
  readonly run: Run;
  readonly lease: Lease;
}

/** Another window or program drives the run just now. */
export function busyError(): ServiceError {
  return new ServiceError([localError('aborted', BUSY, 'Another window or program is working on this run.')]);
}

async function requireLease(directory: string): Promise<Lease> {
  const lease = await acquireLease(directory);
  if (!lease) throw busyError();
  return lease;
}

/**
 * Records a new run as queued and acquires its lease. Rejects with a `ServiceError` of class `disk` when it cannot be
 * written; then nothing stays behind.
 */
export function enqueueRun(documentFolder: string, init: NewRun): Promise<LeasedRun> {
  return onDisk(async () => {
    const directory = await createRunFolder(documentFolder, init);
    let lease: Lease | undefined;
    try {
      // The lease is acquired before there is a record, so that nobody who looks for runs just now takes this one.
      lease = await requireLease(directory);
      return { run: await writeNewRun(directory, init), lease };
    } catch (error) {
      await removeNewRun(directory).finally(() => lease?.release());
      await removeRunFolder(directory);
      throw error;
    }
  });
}

/**
 * Acquires the lease on the run in a folder, and reads its record. Rejects with a `ServiceError`: with the code
 * `BUSY` while another program drives it, of class `disk` when it cannot be leased or is not a run any more.
 */
export function takeUpRun(directory: string): Promise<LeasedRun> {
  return onDisk(async () => {
    const lease = await requireLease(directory);
    // A file that cannot be removed does no harm.
    await removeTemporaryFiles(directory).catch(() => undefined);
    const run = await readRun(directory);
    if (run) return { run, lease };
    await lease.release();
    throw new ServiceError([localError('disk', 'noRun', `There is no run in ${directory} any more.`)]);
  });
}

/**
 * Removes a run that was never sent, and releases its lease. Rejects with `LeaseLost` when another program has taken
 * it over.
 */
export function withdrawRun({ run: { directory }, lease }: LeasedRun): Promise<void> {
  return onDisk(async () => {
    try {
      if (!(await lease.isHeld())) throw new LeaseLost();
      await removeNewRun(directory);
    } finally {
      // If something cannot be removed, the lease is released all the same.
      await lease.release();
    }
    await removeRunFolder(directory);
  });
}

/**
 * Drives a new run until it has ended or the wait was ended, and releases its lease. Rejects with a `ServiceError` of
 * class `disk` when it cannot be recorded that the task is about to be sent, and with `LeaseLost`; a run that was not
 * sent is removed.
 */
export async function driveNewRun(held: LeasedRun, options: DriveOptions): Promise<Run> {
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
    await release(held.lease);
  }
}

/** A lock that cannot be removed is recognized later as that of a dead owner. */
async function release(lease: Lease): Promise<void> {
  await lease.release().catch(() => undefined);
}

/** Only what the person saw and agreed to is sent: the file may have changed since. */
function requireSameTask(known: RunRecord, found: RunRecord): void {
  const isSame = JSON.stringify(known.request) === JSON.stringify(found.request);
  if (isSame && known.backend === found.backend) return;
  throw new ServiceError([localError('validation', OTHER_TASK, 'The task in its run.json has changed.')]);
}

/** Another endpoint does not know what this one has accepted, and would take it as new. */
function requireSameAddress({ state, address }: RunRecord, { address: present }: Backend): void {
  if (state === 'queued' || address === undefined || present === undefined || address === present) return;
  const message = `It was sent to ${address}, and the endpoint is ${present} now.`;
  throw new ServiceError([localError('validation', OTHER_ENDPOINT, message)]);
}

/**
 * Resumes a run from the state in its record on disk, which may have ended meanwhile. A task that the service does
 * not know is sent, or with `send` false becomes `queued`. Rejects as `takeUpRun` does, and with the codes
 * `OTHER_TASK` and `OTHER_ENDPOINT`.
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
    await release(lease);
  }
}
