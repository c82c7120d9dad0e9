import type { Backend } from '../../backend/port';
import { localError, messageOf, NOT_SENT, ServiceError, type TaskError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import type { RunLog } from './service';
import { DEFAULT_CONCURRENCY } from './concurrency';
import { asDiskError } from '../files/disk-errors';
import { type DriveOptions, SHUTDOWN } from './driver';
import { busyError, driveNewRun, enqueueRun, type LeasedRun, resumeRun, withdrawRun } from './engine';
import { Limiter } from '../limiter';
import type { Pace } from './retry';
import { type NewRun, readRun, type Run } from '../record/store';
import { PollingSchedule } from './polling-schedule';

/** A run to create, in the folder of its document. */
export interface Job {
  readonly folder: string;
  readonly init: NewRun;
}

/** How the queue drives one batch. */
export interface BatchOptions {
  readonly backend: Backend;
  readonly pace: Pace;
  readonly log: RunLog;
  /** Ends the wait for the batch. What was not sent yet will not be. */
  readonly signal: AbortSignal;
  /** Called when a run was recorded as queued, and after each change that reached the disk. */
  readonly onChange: (run: Run) => void;
  /** Called once for each item when it has ended, with its index in the batch. */
  readonly onEnd?: (outcome: Outcome, index: number) => void;
}

/** The outcome of one item of a batch. */
export interface Outcome {
  readonly task: ImageTask;
  /** The run's latest state; undefined when none is kept because nothing was sent. */
  readonly run: Run | undefined;
  /** Why the record does not tell the outcome: never sent, driven by another program, or not written. */
  readonly error: TaskError | undefined;
}

/** The error after which the service would refuse the next task as well. */
function stopsTheQueue({ record }: Run): TaskError | undefined {
  if (record.accepted || record.backend !== 'runware') return undefined;
  return record.errors.find((error) => error.class === 'auth' || error.class === 'quota');
}

function taskErrorOf(error: unknown): TaskError {
  const known = asDiskError(error);
  if (known instanceof ServiceError) return known.errors[0];
  return localError('unknown', 'local', messageOf(known));
}

/** One item of a batch, and what to do when it is started, or instead. */
interface Item {
  readonly run: Run;
  /** Whether driving it may send something new, rather than only collect what is paid for. */
  readonly sends: boolean;
  /** Drives the run and releases its lease. */
  drive(options: DriveOptions): Promise<Run>;
  /** Undoes what was made for a run that is certainly not sent. Returns the run if it is kept. */
  withdraw(): Promise<Run | undefined>;
  /** Releases the lease and leaves the run as it is on disk, for another program to resume. */
  release(): Promise<void>;
}

function newItem(held: LeasedRun): Item {
  return {
    run: held.run,
    sends: true,
    drive: (options) => driveNewRun(held, options),
    withdraw: () => withdrawRun(held).then(() => undefined),
    release: () => held.lease.release(),
  };
}

function knownItem(run: Run, send: boolean): Item {
  // A run that is only to be collected was not agreed to be paid for again: it is not sent, whatever its record says
  // by then.
  const sends = send && !run.record.accepted;
  return {
    run,
    sends,
    drive: (options) => resumeRun(run, options, sends),
    withdraw: () => Promise.resolve(run),
    release: () => Promise.resolve(),
  };
}

/** Drives runs, a limited number at once across all batches. */
export class RunQueue {
  private readonly limiter: Limiter;
  /** The runs that are queued or driven here, by folder. */
  private readonly active = new Map<string, AbortController>();
  /** Stops everything that is queued from being sent. Replaced for what is queued afterwards. */
  private halt = new AbortController();
  private isShutDown = false;
  private readonly schedule = new PollingSchedule();

  constructor(concurrency = DEFAULT_CONCURRENCY) {
    this.limiter = new Limiter(concurrency);
  }

  setConcurrency(concurrency: number): void {
    this.limiter.setLimit(concurrency);
  }

  /** Whether a run is queued or driven here. */
  isActive(directory: string): boolean {
    return this.active.has(directory);
  }

  /** Ends the wait for a run. What was sent stays sent; what was not is withdrawn. */
  cancel(directory: string): void {
    this.active.get(directory)?.abort();
  }

  /**
   * Ends everything because the program ends: unfinished runs stay unfinished on disk, so that they can be resumed.
   */
  shutDown(): void {
    this.isShutDown = true;
    for (const controller of this.active.values()) controller.abort(SHUTDOWN);
  }

  /**
   * Records all jobs as queued and starts each as soon as it can be; resolves when all have ended. A failure does not
   * stop the others, but after a refused key or an empty account nothing else that is queued is sent. Never rejects.
   */
  async run(jobs: readonly Job[], options: BatchOptions): Promise<readonly Outcome[]> {
    const { halt } = this;
    const ended: Promise<Outcome>[] = [];
    for (const [index, { folder, init }] of jobs.entries()) {
      const outcome = await this.enqueue(folder, init, options, halt);
      ended.push(this.reportEnd(outcome.ended, index, options));
    }
    return Promise.all(ended);
  }

  /**
   * Resumes runs from the states in their records; resolves when all have ended. With `send` false, runs that never
   * reached the service stay or become `queued`. Never rejects.
   */
  resume(runs: readonly Run[], send: boolean, options: BatchOptions): Promise<readonly Outcome[]> {
    const { halt } = this;
    const ended = runs.map((run, index) =>
      this.reportEnd(this.runItem(knownItem(run, send), options, halt), index, options),
    );
    return Promise.all(ended);
  }

  private async reportEnd(ended: Promise<Outcome>, index: number, { onEnd }: BatchOptions): Promise<Outcome> {
    const outcome = await ended;
    onEnd?.(outcome, index);
    return outcome;
  }

  /** Resolves once the run is on disk, or it is clear that it will not be. */
  private async enqueue(
    folder: string,
    init: NewRun,
    options: BatchOptions,
    halt: AbortController,
  ): Promise<{ readonly ended: Promise<Outcome> }> {
    const { task } = init;
    const { signal, onChange } = options;
    if (signal.aborted || halt.signal.aborted || this.isShutDown) {
      return { ended: Promise.resolve({ task, run: undefined, error: reasonOf(halt) }) };
    }
    try {
      const held = await enqueueRun(folder, init);
      const ended = this.runItem(newItem(held), options, halt);
      onChange(held.run);
      return { ended };
    } catch (error) {
      return { ended: Promise.resolve({ task, run: undefined, error: taskErrorOf(error) }) };
    }
  }

  private async runItem(item: Item, options: BatchOptions, halt: AbortController): Promise<Outcome> {
    const { directory, record } = item.run;
    const task = record.request;
    if (this.active.has(directory)) return { task, run: item.run, error: busyError().errors[0] };
    const controller = new AbortController();
    this.active.set(directory, controller);
    if (this.isShutDown) controller.abort(SHUTDOWN);
    const signal = AbortSignal.any([options.signal, controller.signal]);
    const startSignal = item.sends ? AbortSignal.any([signal, halt.signal]) : signal;
    const releaseSlot = await this.limiter.acquire(startSignal);
    try {
      if (!releaseSlot) return await this.skip(item, signal, halt);
      const run = await item.drive({ ...options, signal, schedule: this.schedule });
      this.haltAfter(run, halt);
      return { task, run, error: undefined };
    } catch (error) {
      return { task, run: await readRun(directory), error: taskErrorOf(error) };
    } finally {
      releaseSlot?.();
      this.active.delete(directory);
    }
  }

  /** Ends an item that was not started. */
  private async skip(item: Item, signal: AbortSignal, halt: AbortController): Promise<Outcome> {
    const task = item.run.record.request;
    if (signal.reason !== SHUTDOWN) return { task, run: await item.withdraw(), error: reasonOf(halt) };
    await item.release();
    return { task, run: item.run, error: undefined };
  }

  /** Halts what was queued with the same key and balance, but nothing that is queued later. */
  private haltAfter(run: Run, halt: AbortController): void {
    const reason = stopsTheQueue(run);
    if (!reason) return;
    halt.abort(reason);
    if (halt === this.halt) this.halt = new AbortController();
  }
}

/** Why something queued was not sent: the queue was halted, or else somebody stopped it. */
function reasonOf({ signal }: AbortController): TaskError {
  if (!signal.aborted) return localError('aborted', NOT_SENT, 'Stopped before anything was sent.');
  const { class: errorClass, message } = signal.reason as TaskError;
  return localError(errorClass, NOT_SENT, `Not sent, since the service refused another task: ${message}`);
}
