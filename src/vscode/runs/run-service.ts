import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Disposable, type Event, EventEmitter, l10n, window, workspace } from 'vscode';
import { SHUTDOWN } from '../../run/drive/driver';
import { takeUpRun, withdrawRun } from '../../run/drive/engine';
import { type BatchOptions, type Job, type Outcome, RunQueue } from '../../run/drive/queue';
import { DEFAULT_PACE } from '../../run/drive/retry';
import type { RunLog } from '../../run/drive/service';
import { escapingLink, escapingLinkMessage } from '../../run/files/containment';
import { NO_ANNOTATIONS } from '../../run/record/annotations';
import { documentFolders, isInside } from '../../run/record/folder';
import {
  indexRuns,
  newestFirst,
  readStored,
  type RunIndex,
  type StoredRun,
} from '../../run/record/run-index';
import { isFinal } from '../../run/record/state';
import type { Run } from '../../run/record/store';
import { freshUUIDs } from '../../task/uuids';
import { knownFolderOf } from '../documents/run-locations';
import { SETTINGS } from '../platform/contributions';
import { plain } from '../platform/plain';
import { Sequencer } from '../platform/sequencer';
import { concurrencySetting } from '../platform/settings';
import { RunsRoots } from './runs-roots';

/** One batch of runs: the backend of its tasks, the signal that stops the waiting, and listeners for its progress. */
export interface Batch extends Pick<BatchOptions, 'backend' | 'signal'> {
  readonly onChange?: (run: Run) => void;
  readonly onEnd?: (outcome: Outcome) => void;
}

/** A run that this window works on, after a change. It is no longer active once the work has ended. */
export interface DrivenRun {
  readonly run: Run;
  readonly active: boolean;
}

/** The folder of the document that a run belongs to, wherever the run is. */
function folderOf(run: Run): string {
  return knownFolderOf(path.dirname(run.directory));
}

/** A document's runs as they were read. */
export interface Reading {
  readonly folder: string;
  readonly index: RunIndex;
}

/** A run as its driver reports it, with what is known about its folder. */
function withFiles(run: Run, known: StoredRun | undefined): StoredRun {
  const saved = run.record.results.flatMap(({ file }) => (file === null ? [] : [file]));
  const files = new Set([...(known?.files ?? []), ...saved]);
  return { ...run, files, annotations: known?.annotations ?? NO_ANNOTATIONS, digest: '' };
}

/** The newer one of two states of a run: driven in this window, or read from the disk. */
function newer(driven: Run, read: StoredRun | undefined): StoredRun;
function newer(driven: Run | undefined, read: StoredRun): StoredRun;
function newer(driven: Run | undefined, read: StoredRun | undefined): StoredRun | undefined {
  const isNewer = driven && (!read || driven.record.updatedAt > read.record.updatedAt);
  return isNewer ? withFiles(driven, read) : read;
}

function isSameIndex(a: RunIndex | undefined, b: RunIndex): boolean {
  const isSame = <T>(before: readonly T[], after: readonly T[]) =>
    before.length === after.length && before.every((item, index) => item === after[index]);
  return a !== undefined && isSame(a.runs, b.runs) && isSame(a.unreadable, b.unreadable);
}

/** The runs of this window's documents: read from their folders once, then updated as this window drives them. */
export class RunService implements Disposable {
  /** Where runs are kept below the workspace folders. */
  readonly roots = new RunsRoots();
  private readonly log: RunLog;
  private readonly queue = new RunQueue(concurrencySetting());
  private readonly changed = new EventEmitter<string>();
  private readonly driving = new EventEmitter<DrivenRun>();
  private readonly indexed = new EventEmitter<Reading>();
  private readonly closing = new AbortController();
  private readonly subscription: Disposable;
  /** By document folder. */
  private readonly listed = new Map<string, RunIndex>();
  /** By document folder: reads of it take turns, so that none brings back an older state. */
  private readonly readings = new Map<string, Sequencer>();
  /** By run folder: the last state of each run that this window drives or drove. */
  private readonly driven = new Map<string, Run>();
  /** The links out of the folders of runs that a warning was shown for. */
  private readonly warned = new Set<string>();
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

  /** Fires whenever a document's runs were read, whether or not they have changed. */
  get onDidRead(): Event<Reading> {
    return this.indexed.event;
  }

  /** Fires at each change of a run that this window works on, and at its end. */
  get onDidDrive(): Event<DrivenRun> {
    return this.driving.event;
  }

  /** The runs of a document, newest first. */
  async list(folder: string): Promise<readonly StoredRun[]> {
    return (await this.index(folder)).runs;
  }

  /** The runs of a document, and the folders among them that cannot be read. */
  async index(folder: string): Promise<RunIndex> {
    return (
      this.listed.get(folder) ??
      this.inTurn(folder, async () => this.listed.get(folder) ?? (await this.readAll(folder)))
    );
  }

  /**
   * Like `index`, for callers that look at many documents: an index that nobody has asked for is not kept, unless one of
   * its runs is unfinished.
   */
  async glance(folder: string): Promise<RunIndex> {
    const listed = this.listed.get(folder);
    if (listed) return listed;
    const index = await indexRuns(folder);
    return index.runs.every(({ record }) => isFinal(record.state)) ? index : this.index(folder);
  }

  /** Reads a document's runs again: they may have been moved, added or deleted by hand. */
  async reload(folder: string): Promise<readonly StoredRun[]> {
    return (await this.inTurn(folder, () => this.readAll(folder))).runs;
  }

  /**
   * Reads runs again after changes on the disk at these paths: only those that are listed, and that are at, above or
   * below one of them.
   */
  async refresh(paths: readonly string[]): Promise<void> {
    const work = [...this.listed.keys()].map(async (folder) => {
      const parents = documentFolders(folder);
      if (
        paths.some((changed) => parents.some((parent) => changed === parent || isInside(changed, parent)))
      ) {
        const before = this.listed.get(folder);
        const after = await this.inTurn(folder, () => this.readAll(folder));
        if (!isSameIndex(before, after)) this.changed.fire(folder);
        return;
      }
      const touched = parents.flatMap((parent) =>
        paths
          .filter((changed) => isInside(parent, changed))
          .map((changed) => path.join(parent, path.relative(parent, changed).split(path.sep)[0] ?? '')),
      );
      if (touched.length > 0) await this.inTurn(folder, () => this.readSome(folder, new Set(touched)));
    });
    await Promise.all(work);
  }

  isActive(run: Run): boolean {
    return this.queue.isActive(run.directory);
  }

  /**
   * Gives new UUIDs to tasks whose own are used, or were given out in this window before: of two requests at the same
   * moment neither has a run yet.
   */
  withFreshUUIDs<T extends { readonly taskUUID: string }>(
    tasks: readonly T[],
    used: Iterable<string>,
  ): readonly T[] {
    const fresh = freshUUIDs(tasks, [...used, ...this.given], randomUUID);
    for (const { taskUUID } of fresh) this.given.add(taskUUID);
    return fresh;
  }

  /** Creates runs and drives each to its end. Never rejects. */
  run(jobs: readonly Job[], batch: Batch): Promise<readonly Outcome[]> {
    return this.queue.run(jobs, this.options(batch));
  }

  /** Resumes unfinished runs. With `send` false it sends nothing that the service does not know. Never rejects. */
  resume(runs: readonly Run[], send: boolean, batch: Batch): Promise<readonly Outcome[]> {
    const ended = this.queue.resume(runs, send, this.options(batch));
    for (const folder of new Set(runs.map(folderOf))) this.changed.fire(folder);
    return ended;
  }

  /** Stops waiting for a run. A task that was sent stays sent; one that was not is withdrawn. */
  cancel(run: Run): void {
    this.queue.cancel(run.directory);
  }

  /** Deletes a run that was never sent, and no other. Rejects with a `ServiceError` while somebody else works on it. */
  async discard(run: Run): Promise<void> {
    const held = await takeUpRun(run.directory);
    if (held.run.record.state !== 'queued') return held.lease.release();
    await withdrawRun(held);
    this.forget(run);
  }

  /** Stops all work when the window closes: unfinished runs stay unfinished on disk, and can be resumed. */
  dispose(): void {
    this.closing.abort(SHUTDOWN);
    this.queue.shutDown();
    this.subscription.dispose();
    this.roots.dispose();
    this.changed.dispose();
    this.driving.dispose();
    this.indexed.dispose();
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
        // A run that somebody else drives was not worked on here.
        if (last && written.has(last.record.taskUUID)) this.driving.fire({ run: last, active: false });
        onEnd?.(outcome);
      },
    };
  }

  private end(run: Run, withdrawn: boolean): void {
    if (withdrawn) this.forget(run);
    this.changed.fire(folderOf(run));
  }

  private inTurn<T>(folder: string, reading: () => Promise<T>): Promise<T> {
    const sequencer = this.readings.get(folder) ?? new Sequencer();
    this.readings.set(folder, sequencer);
    return sequencer.queue(reading);
  }

  private async readAll(folder: string): Promise<RunIndex> {
    const before = this.drivenIn(folder);
    const known = new Map(this.listed.get(folder)?.runs.map((run) => [run.directory, run]));
    const { runs, unreadable } = await indexRuns(folder, known);
    await this.warnOfLinks(folder);
    const merged = new Map(runs.map((run) => [run.directory, run]));
    // It is gone from the disk, unless it was written during the read.
    for (const { directory } of before) if (!merged.has(directory)) this.driven.delete(directory);
    for (const run of this.drivenIn(folder)) {
      merged.set(run.directory, newer(run, merged.get(run.directory)));
    }
    const index = { runs: newestFirst(merged.values()), unreadable };
    this.listed.set(folder, index);
    this.indexed.fire({ folder, index });
    return index;
  }

  /** Warns once of each link that leads out: runs behind it are not shown, as if they were gone. */
  private async warnOfLinks(folder: string): Promise<void> {
    for (const parent of documentFolders(folder)) {
      const link = await escapingLink(parent);
      if (link === undefined || this.warned.has(link)) continue;
      this.warned.add(link);
      this.log.warn(escapingLinkMessage(link));
      const message = l10n.t(
        '{0} is a link that leads out of its folder. Runs behind it are not shown.',
        plain(link),
      );
      void window.showWarningMessage(message);
    }
  }

  private async readSome(folder: string, directories: ReadonlySet<string>): Promise<void> {
    const read = [...directories];
    const known = new Map(this.listed.get(folder)?.runs.map((run) => [run.directory, run]));
    const found = await Promise.all(read.map((directory) => readStored(directory, known.get(directory))));
    const present = this.listed.get(folder);
    if (!present) return;
    const runs = new Map(present.runs.map((run) => [run.directory, run]));
    const unreadable = new Set(present.unreadable);
    for (const [at, directory] of read.entries()) {
      const run = found[at];
      runs.delete(directory);
      unreadable.delete(directory);
      if (run === 'unreadable') unreadable.add(directory);
      else if (run) runs.set(directory, newer(this.driven.get(directory), run));
      else this.driven.delete(directory);
    }
    const index = { runs: newestFirst(runs.values()), unreadable: [...unreadable].sort() };
    this.indexed.fire({ folder, index });
    if (isSameIndex(present, index)) return;
    this.listed.set(folder, index);
    this.changed.fire(folder);
  }

  private drivenIn(folder: string): readonly Run[] {
    return [...this.driven.values()].filter((run) => folderOf(run) === folder);
  }

  private keep(run: Run): void {
    this.driven.set(run.directory, run);
    this.replace(run, (known) => [withFiles(run, known)]);
  }

  private forget(run: Run): void {
    this.driven.delete(run.directory);
    this.replace(run, () => []);
  }

  private replace(run: Run, by: (known: StoredRun | undefined) => readonly StoredRun[]): void {
    const folder = folderOf(run);
    const listed = this.listed.get(folder);
    // A folder that nobody has asked for is read on the first request.
    if (listed) {
      const known = listed.runs.find(({ directory }) => directory === run.directory);
      const others = listed.runs.filter((other) => other !== known);
      this.listed.set(folder, { ...listed, runs: newestFirst([...by(known), ...others]) });
    }
    this.changed.fire(folder);
  }
}
