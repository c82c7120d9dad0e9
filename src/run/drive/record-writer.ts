import { stat } from 'node:fs/promises';
import { BUSY, localError, ServiceError } from '../../task/errors';
import { withRetries, type ServiceContext } from './service';
import { onDisk } from '../files/disk-errors';
import type { Lease } from '../files/lease';
import type { RunRecord, RunResult } from '../record/record';
import { mayFollow } from '../record/state';
import { type Run, saveRun } from '../record/store';

/** Another program has taken the run over: this driver must not touch it any more. */
export class LeaseLost extends ServiceError {
  constructor() {
    super([localError('aborted', BUSY, 'Another window or program has taken over this run.')]);
    this.name = 'LeaseLost';
  }
}

/** Changes are written even when the wait was ended. */
const NEVER = new AbortController().signal;

/**
 * Writes the changes that a driver makes to its run's record, one after another, each flushed and renamed into place.
 */
export class RecordWriter {
  private latest: Run;
  private readonly lease: Lease;
  private readonly service: ServiceContext;
  private readonly onChange: (run: Run) => void;
  private isStale = false;
  private writing: Promise<void> | undefined;

  /** `onChange` is called after each change that reached the disk. */
  constructor(run: Run, lease: Lease, service: ServiceContext, onChange: (run: Run) => void) {
    this.latest = run;
    this.lease = lease;
    this.service = { ...service, signal: NEVER };
    this.onChange = onChange;
  }

  /** The latest state of the run, written or about to be. */
  get run(): Run {
    return this.latest;
  }

  get record(): RunRecord {
    return this.latest.record;
  }

  /**
   * Changes the record; resolves once that is on disk. Changes that come while another is being written are written
   * together. Rejects with a `ServiceError`: of class `disk` when it cannot be written, `LeaseLost` when it must not
   * be.
   */
  update(change: Partial<RunRecord>): Promise<void> {
    this.change(change);
    this.isStale = true;
    this.writing ??= this.write();
    return this.writing;
  }

  /** Changes the result of one image. */
  updateResult(imageUUID: string, change: Partial<RunResult>): Promise<void> {
    const results = this.record.results.map((result) =>
      result.imageUUID === imageUUID ? { ...result, ...change } : result,
    );
    return this.update({ results });
  }

  /** Reports a change without writing it: when the disk is full, the window at least shows the state. */
  publish(change: Partial<RunRecord>): void {
    this.change(change);
    this.onChange(this.latest);
  }

  /** Rejects with `LeaseLost` when another program has taken over, and with class `disk` when the folder is gone. */
  requireLease(): Promise<void> {
    return onDisk(async () => {
      if (await this.lease.isHeld()) return;
      await stat(this.latest.directory);
      throw new LeaseLost();
    });
  }

  private change(change: Partial<RunRecord>): void {
    const { record, directory } = this.latest;
    const { state = record.state } = change;
    if (!mayFollow(record.state, state)) throw new Error(`A run that is ${record.state} cannot be ${state}.`);
    this.latest = { directory, record: { ...record, ...change, updatedAt: new Date().toISOString() } };
  }

  private async write(): Promise<void> {
    try {
      while (this.isStale) {
        this.isStale = false;
        const run = this.latest;
        await withRetries(this.service, `${run.record.taskUUID}: writing down`, () => this.save(run));
        this.onChange(run);
      }
    } finally {
      // Synchronously with the end of the loop: a change in between would wait for a write that has ended.
      this.writing = undefined;
    }
  }

  private async save(run: Run): Promise<void> {
    await this.requireLease();
    await onDisk(() => saveRun(run));
  }
}
