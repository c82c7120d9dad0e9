import { stat } from 'node:fs/promises';
import { BUSY, localError, ServiceError } from '../../task/errors';
import { retrying, type ServiceAccess } from './access';
import { onDisk } from '../files/disk';
import type { Lease } from '../files/lease';
import type { RunRecord, RunResult } from '../record/record';
import { mayFollow } from '../record/state';
import { type Run, saveRun } from '../record/store';

/** Somebody else has taken the run over: this driver must not touch it any more. */
export class LeaseLost extends ServiceError {
  constructor() {
    super([localError('aborted', BUSY, 'Another window or program has taken over this run.')]);
    this.name = 'LeaseLost';
  }
}

/** What happened is written down even when nobody waits any more. */
const NEVER = new AbortController().signal;

/** What a driver writes down about its run: one change after another, each flushed and renamed into place. */
export class Journal {
  private run: Run;
  private readonly lease: Lease;
  private readonly access: ServiceAccess;
  private readonly onChange: (run: Run) => void;
  private isStale = false;
  private writing: Promise<void> | undefined;

  /** `onChange` is called after each change that reached the disk. */
  constructor(run: Run, lease: Lease, access: ServiceAccess, onChange: (run: Run) => void) {
    this.run = run;
    this.lease = lease;
    this.access = { ...access, signal: NEVER };
    this.onChange = onChange;
  }

  /** The run as it stands, written down or about to be. */
  get current(): Run {
    return this.run;
  }

  get record(): RunRecord {
    return this.run.record;
  }

  /**
   * Changes the record; resolves once that is on disk. Changes that come while one is being written go there together.
   * Rejects with a `ServiceError`: of class `disk` where it cannot be written, `LeaseLost` where it must not be.
   */
  update(change: Partial<RunRecord>): Promise<void> {
    this.change(change);
    this.isStale = true;
    this.writing ??= this.write();
    return this.writing;
  }

  /** Changes what is known of one image. */
  updateResult(imageUUID: string, change: Partial<RunResult>): Promise<void> {
    const results = this.record.results.map((result) =>
      result.imageUUID === imageUUID ? { ...result, ...change } : result,
    );
    return this.update({ results });
  }

  /** For a disk that takes nothing any more: the window at least shows how it stands. */
  show(change: Partial<RunRecord>): void {
    this.change(change);
    this.onChange(this.run);
  }

  /** Rejects with `LeaseLost` when somebody else has taken over, and with class `disk` when the folder is gone. */
  requireLease(): Promise<void> {
    return onDisk(async () => {
      if (await this.lease.isHeld()) return;
      await stat(this.run.directory);
      throw new LeaseLost();
    });
  }

  private change(change: Partial<RunRecord>): void {
    const { record, directory } = this.run;
    const { state = record.state } = change;
    if (!mayFollow(record.state, state)) throw new Error(`A run that is ${record.state} cannot be ${state}.`);
    this.run = { directory, record: { ...record, ...change, updatedAt: new Date().toISOString() } };
  }

  private async write(): Promise<void> {
    try {
      while (this.isStale) {
        this.isStale = false;
        const { run } = this;
        await retrying(this.access, `${run.record.taskUUID}: writing down`, () => this.save(run));
        this.onChange(run);
      }
    } finally {
      // Not a moment later: a change that came in between would wait for a write that has ended.
      this.writing = undefined;
    }
  }

  private async save(run: Run): Promise<void> {
    await this.requireLease();
    await onDisk(() => saveRun(run));
  }
}
