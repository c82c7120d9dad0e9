import type { Backend } from '../../backend/port';
import { localError, messageOf, NOT_SENT, ServiceError, type TaskError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import type { RunLog } from './access';
import { DEFAULT_CONCURRENCY } from './concurrency';
import { asDiskError } from '../files/disk';
import { type DriveOptions, SHUTDOWN } from './driver';
import { busy, driveNewRun, enqueueRun, type HeldRun, resumeRun, withdrawRun } from './engine';
import { Limiter } from '../limiter';
import type { Pace } from './retry';
import { type NewRun, readRun, type Run } from '../record/store';
import { Turns } from './turns';

/** A run to be made, in the folder of its document. */
export interface Job {
  readonly folder: string;
  readonly init: NewRun;
}

/** How the queue does its work for one batch. */
export interface BatchOptions {
  readonly backend: Backend;
  readonly pace: Pace;
  readonly log: RunLog;
  /** Ends the waiting for all of the batch; what was not sent is not sent any more. */
  readonly signal: AbortSignal;
  /** Called when a run was written down as queued, and after each change that reached the disk. */
  readonly onChange: (run: Run) => void;
  /** Called once for each item when it has ended, with its place in the batch. */
  readonly onEnd?: (outcome: Outcome, index: number) => void;
}

/** What became of one item of a batch. */
export interface Outcome {
  readonly task: ImageTask;
  /** The run as it stands; undefined where none is kept, because nothing was sent. */
  readonly run: Run | undefined;
  /** Why it did not come as far as its record could tell: never sent, driven by somebody else, not to be written down. */
  readonly error: TaskError | undefined;
}

/** After one of these the next task would only be refused as well. */
function stopsTheQueue({ record }: Run): TaskError | undefined {
  if (record.accepted || record.backend !== 'runware') return undefined;
  return record.errors.find((error) => error.class === 'auth' || error.class === 'quota');
}

function taskErrorOf(error: unknown): TaskError {
  const known = asDiskError(error);
  if (known instanceof ServiceError) return known.errors[0];
  return localError('unknown', 'local', messageOf(known));
}

/** One item of a batch: what is known of it before its turn, and what is done in its turn or instead of it. */
interface Item {
  readonly run: Run;
  /** Whether its turn may bring something new to the service, rather than only collect what is paid for. */
  readonly sends: boolean;
  /** Drives it and lets go of it. */
  drive(options: DriveOptions): Promise<Run>;
  /** Undoes what was made for a run that is certainly not sent. Returns the run where it is kept. */
  withdraw(): Promise<Run | undefined>;
  /** Leaves the run as it stands on disk, for somebody else to take up. */
  leave(): Promise<void>;
}

function newItem(held: HeldRun): Item {
  return {
    run: held.run,
    sends: true,
    drive: (options) => driveNewRun(held, options),
    withdraw: () => withdrawRun(held).then(() => undefined),
    leave: () => held.lease.release(),
  };
}

function knownItem(run: Run, send: boolean): Item {
  // What is only to be collected was not agreed to be paid for: it is not sent, whatever its record says by then.
  const sends = send && !run.record.accepted;
  return {
    run,
    sends,
    drive: (options) => resumeRun(run, options, sends),
    withdraw: () => Promise.resolve(run),
    leave: () => Promise.resolve(),
  };
}

/** Drives runs, a bounded number at once over all batches. */
export class RunQueue {
  private readonly limiter: Limiter;
  /** What is queued or driven here, by run folder. */
  private readonly active = new Map<string, AbortController>();
  /** Takes the turns from all that is queued; there is a new one for what is queued later. */
  private halt = new AbortController();
  private isShutDown = false;
  private readonly turns = new Turns();

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

  /** Stops waiting for a run. What was sent stays sent; what was not is withdrawn. */
  cancel(directory: string): void {
    this.active.get(directory)?.abort();
  }

  /** The program ends: what is unfinished stays so on disk, to be taken up again. */
  shutDown(): void {
    this.isShutDown = true;
    for (const controller of this.active.values()) controller.abort(SHUTDOWN);
  }

  /**
   * Writes all jobs down as queued, each starting in its turn; resolves when all have ended. One that fails does not stop
   * the others, but after a refused key or an empty account nothing that is queued is sent any more. Never rejects.
   */
  async run(jobs: readonly Job[], options: BatchOptions): Promise<readonly Outcome[]> {
    const { halt } = this;
    const ended: Promise<Outcome>[] = [];
    for (const [index, { folder, init }] of jobs.entries()) {
      const outcome = await this.enqueue(folder, init, options, halt);
      ended.push(this.reported(outcome.ended, index, options));
    }
    return Promise.all(ended);
  }

  /**
   * Takes runs up where their records say they stand; resolves when all have ended. With `send` false, what never reached
   * the service stays or becomes `queued`. Never rejects.
   */
  resume(runs: readonly Run[], send: boolean, options: BatchOptions): Promise<readonly Outcome[]> {
    const { halt } = this;
    const ended = runs.map((run, index) =>
      this.reported(this.inTurn(knownItem(run, send), options, halt), index, options),
    );
    return Promise.all(ended);
  }

  private async reported(ended: Promise<Outcome>, index: number, { onEnd }: BatchOptions): Promise<Outcome> {
    const outcome = await ended;
    onEnd?.(outcome, index);
    return outcome;
  }

  /** Resolves once the run is on disk, or will not be. */
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
      const ended = this.inTurn(newItem(held), options, halt);
      onChange(held.run);
      return { ended };
    } catch (error) {
      return { ended: Promise.resolve({ task, run: undefined, error: taskErrorOf(error) }) };
    }
  }

  private async inTurn(item: Item, options: BatchOptions, halt: AbortController): Promise<Outcome> {
    const { directory, record } = item.run;
    const task = record.request;
    if (this.active.has(directory)) return { task, run: item.run, error: busy().errors[0] };
    const controller = new AbortController();
    this.active.set(directory, controller);
    if (this.isShutDown) controller.abort(SHUTDOWN);
    const signal = AbortSignal.any([options.signal, controller.signal]);
    const turn = item.sends ? AbortSignal.any([signal, halt.signal]) : signal;
    const leave = await this.limiter.enter(turn);
    try {
      if (!leave) return await this.passOver(item, signal, halt);
      const run = await item.drive({ ...options, signal, turns: this.turns });
      this.haltAfter(run, halt);
      return { task, run, error: undefined };
    } catch (error) {
      return { task, run: await readRun(directory), error: taskErrorOf(error) };
    } finally {
      leave?.();
      this.active.delete(directory);
    }
  }

  /** What becomes of an item whose turn does not come. */
  private async passOver(item: Item, signal: AbortSignal, halt: AbortController): Promise<Outcome> {
    const task = item.run.record.request;
    if (signal.reason !== SHUTDOWN) return { task, run: await item.withdraw(), error: reasonOf(halt) };
    await item.leave();
    return { task, run: item.run, error: undefined };
  }

  /** Halts what was queued under the same key and with the same balance, and nothing that comes later. */
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
