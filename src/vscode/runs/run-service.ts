import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Disposable, type Event, EventEmitter, workspace } from 'vscode';
import type { RunLog } from '../../run/access';
import { SHUTDOWN } from '../../run/driver';
import { takeUpRun, withdrawRun } from '../../run/engine';
import { type BatchOptions, type Job, type Outcome, RunQueue } from '../../run/queue';
import { DEFAULT_PACE } from '../../run/retry';
import { listRuns, type Run } from '../../run/store';
import { freshUUIDs } from '../../task/uuids';
import { SETTINGS } from '../contributions';
import { concurrencySetting } from '../settings';

/** One batch of runs: where its tasks go, what ends the waiting for all of it, and who wants to know how it goes. */
export interface Batch extends Pick<BatchOptions, 'backend' | 'signal'> {
  readonly onChange?: (run: Run) => void;
  readonly onEnd?: (outcome: Outcome) => void;
}

/** A run that this window works on, after a change; no longer active when the work has ended. */
export interface DrivenRun {
  readonly run: Run;
  readonly active: boolean;
}

function newestFirst(runs: Iterable<Run>): readonly Run[] {
  return [...runs].sort((a, b) => b.record.createdAt.localeCompare(a.record.createdAt));
}

/** The folder of the document that a run belongs to. */
function folderOf(run: Run): string {
  return path.dirname(run.directory);
}

/** The runs of the documents of this window: read from their folders once, then kept in step with what is driven here. */
export class RunService implements Disposable {
  private readonly log: RunLog;
  private readonly queue = new RunQueue(concurrencySetting());
  private readonly changed = new EventEmitter<string>();
  private readonly driving = new EventEmitter<DrivenRun>();
  private readonly closing = new AbortController();
  private readonly subscription: Disposable;
  /** By document folder: the runs, newest first. */
  private readonly listed = new Map<string, readonly Run[]>();
  /** By run folder: what this window drives or drove, as it stood last. */
  private readonly driven = new Map<string, Run>();
  /** The UUIDs of all tasks that were made in this window. */
  private readonly given = new Set<string>();

  constructor(log: RunLog) {
    this.log = log;
    this.subscription = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS.concurrency)) this.queue.setConcurrency(concurrencySetting());
    });
  }

  /** Fires with the document folder whose runs changed. */
  get onDidChange(): Event<string> {
    return this.changed.event;
  }

  /** Fires at each change of a run that this window works on, and at its end. */
  get onDidDrive(): Event<DrivenRun> {
    return this.driving.event;
  }

  /** The runs of a document, newest first. */
  async list(folder: string): Promise<readonly Run[]> {
    return this.listed.get(folder) ?? (await this.reload(folder));
  }

  /** Reads the folders again: runs may have been moved, added or deleted by hand. */
  async reload(folder: string): Promise<readonly Run[]> {
    const before = this.drivenIn(folder);
    const merged = new Map((await listRuns(folder)).map((run) => [run.directory, run]));
    // Gone from the disk, unless it was written while we were reading.
    for (const { directory } of before) if (!merged.has(directory)) this.driven.delete(directory);
    for (const run of this.drivenIn(folder)) {
      const read = merged.get(run.directory);
      // A run that was driven here in the meantime is newer in memory than what was read.
      if (!read || run.record.updatedAt > read.record.updatedAt) merged.set(run.directory, run);
    }
    const runs = newestFirst(merged.values());
    this.listed.set(folder, runs);
    return runs;
  }

  isActive(run: Run): boolean {
    return this.queue.isActive(run.directory);
  }

  /**
   * Gives tasks that this window is about to make fresh UUIDs where their own are among the used ones or were given out
   * here before: what is asked for twice at once has no runs yet that tell.
   */
  withFreshUUIDs<T extends { readonly taskUUID: string }>(
    tasks: readonly T[],
    used: Iterable<string>,
  ): readonly T[] {
    const fresh = freshUUIDs(tasks, [...used, ...this.given], randomUUID);
    for (const { taskUUID } of fresh) this.given.add(taskUUID);
    return fresh;
  }

  /** Makes runs and drives them to their ends, each in its turn. Never rejects. */
  run(jobs: readonly Job[], batch: Batch): Promise<readonly Outcome[]> {
    return this.queue.run(jobs, this.options(batch));
  }

  /** Takes unfinished runs up again; with `send` false nothing is sent that the service does not know. Never rejects. */
  resume(runs: readonly Run[], send: boolean, batch: Batch): Promise<readonly Outcome[]> {
    const ended = this.queue.resume(runs, send, this.options(batch));
    for (const folder of new Set(runs.map(folderOf))) this.changed.fire(folder);
    return ended;
  }

  /** Stops waiting for a run. What was sent stays sent; what was not is withdrawn. */
  cancel(run: Run): void {
    this.queue.cancel(run.directory);
  }

  /** Removes a run that was never sent; any other stays. Rejects with a `ServiceError` while somebody else works on it. */
  async discard(run: Run): Promise<void> {
    const held = await takeUpRun(run.directory);
    if (held.run.record.state !== 'queued') return held.lease.release();
    await withdrawRun(held);
    this.forget(run);
  }

  /** The window goes: what is unfinished stays so on disk, to be taken up again. */
  dispose(): void {
    this.closing.abort(SHUTDOWN);
    this.queue.shutDown();
    this.subscription.dispose();
    this.changed.dispose();
    this.driving.dispose();
  }

  private options({ backend, signal, onChange, onEnd }: Batch): BatchOptions {
    const written = new Map<string, Run>();
    return {
      backend,
      signal: AbortSignal.any([signal, this.closing.signal]),
      pace: DEFAULT_PACE,
      log: this.log,
      onChange: (run) => {
        written.set(run.record.taskUUID, run);
        this.keep(run);
        this.driving.fire({ run, active: true });
        onChange?.(run);
      },
      onEnd: (outcome) => {
        const last = outcome.run ?? written.get(outcome.task.taskUUID);
        if (last) this.end(last, outcome.run === undefined);
        // What somebody else drives was not worked on here.
        if (last && written.has(last.record.taskUUID)) this.driving.fire({ run: last, active: false });
        onEnd?.(outcome);
      },
    };
  }

  private end(run: Run, withdrawn: boolean): void {
    if (withdrawn) this.forget(run);
    this.changed.fire(folderOf(run));
  }

  private drivenIn(folder: string): readonly Run[] {
    return [...this.driven.values()].filter((run) => folderOf(run) === folder);
  }

  private keep(run: Run): void {
    this.driven.set(run.directory, run);
    this.replace(run, [run]);
  }

  private forget(run: Run): void {
    this.driven.delete(run.directory);
    this.replace(run, []);
  }

  private replace(run: Run, by: readonly Run[]): void {
    const folder = folderOf(run);
    const others = this.listed.get(folder)?.filter(({ directory }) => directory !== run.directory);
    // A folder that nobody has asked for yet is read when somebody does.
    if (others) this.listed.set(folder, newestFirst([...by, ...others]));
    this.changed.fire(folder);
  }
}
