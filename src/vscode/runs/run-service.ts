import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Disposable, type Event, EventEmitter, l10n, window, workspace } from 'vscode';
import type { RunLog } from '../../run/drive/access';
import { SHUTDOWN } from '../../run/drive/driver';
import { takeUpRun, withdrawRun } from '../../run/drive/engine';
import { documentFolders, isInside } from '../../run/record/folder';
import { outsideLink, outsideWords } from '../../run/files/outside';
import { type BatchOptions, type Job, type Outcome, RunQueue } from '../../run/drive/queue';
import { DEFAULT_PACE } from '../../run/drive/retry';
import {
  indexRuns,
  newestFirst,
  readStored,
  type RunIndex,
  type StoredRun,
} from '../../run/record/run-index';
import { NO_ANNOTATIONS } from '../../run/record/annotations';
import { isFinal } from '../../run/record/state';
import type { Run } from '../../run/record/store';
import { freshUUIDs } from '../../task/uuids';
import { SETTINGS } from '../platform/contributions';
import { knownFolderOf } from '../documents/run-locations';
import { plain } from '../platform/plain';
import { Sequencer } from '../platform/sequencer';
import { concurrencySetting } from '../platform/settings';
import { RunsRoots } from './runs-roots';

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

/** The folder of the document that a run belongs to, wherever the run is. */
function folderOf(run: Run): string {
  return knownFolderOf(path.dirname(run.directory));
}

/** What was read of a document's runs. */
export interface Reading {
  readonly folder: string;
  readonly index: RunIndex;
}

/** A run as its driver tells, with what is known of its folder. */
function told(run: Run, known: StoredRun | undefined): StoredRun {
  const saved = run.record.results.flatMap(({ file }) => (file === null ? [] : [file]));
  const files = new Set([...(known?.files ?? []), ...saved]);
  return { ...run, files, annotations: known?.annotations ?? NO_ANNOTATIONS, digest: '' };
}

/** A run that was driven here in the meantime is newer in memory than what was read. */
function newer(driven: Run, read: StoredRun | undefined): StoredRun;
function newer(driven: Run | undefined, read: StoredRun): StoredRun;
function newer(driven: Run | undefined, read: StoredRun | undefined): StoredRun | undefined {
  const isNewer = driven && (!read || driven.record.updatedAt > read.record.updatedAt);
  return isNewer ? told(driven, read) : read;
}

function isSameIndex(a: RunIndex | undefined, b: RunIndex): boolean {
  const isSame = <T>(before: readonly T[], after: readonly T[]) =>
    before.length === after.length && before.every((item, place) => item === after[place]);
  return a !== undefined && isSame(a.runs, b.runs) && isSame(a.unreadable, b.unreadable);
}

/** The runs of the documents of this window: read from their folders once, then kept in step with what is driven here. */
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
  /** By document folder: its readings come one after the other, so that none brings back what was there before. */
  private readonly readings = new Map<string, Sequencer>();
  /** By run folder: what this window drives or drove, as it stood last. */
  private readonly driven = new Map<string, Run>();
  /** The links that lead out and that the person was told of. */
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
   * The same for who wants to know of many documents: what nobody has asked for yet is read and not kept, unless there is
   * something going on that is to be followed.
   */
  async glance(folder: string): Promise<RunIndex> {
    const listed = this.listed.get(folder);
    if (listed) return listed;
    const index = await indexRuns(folder);
    return index.runs.every(({ record }) => isFinal(record.state)) ? index : this.index(folder);
  }

  /** Reads the folders again: runs may have been moved, added or deleted by hand. */
  async reload(folder: string): Promise<readonly StoredRun[]> {
    return (await this.inTurn(folder, () => this.readAll(folder))).runs;
  }

  /**
   * Something may have changed on the disk at these paths: reads what is listed and lies there, around or below, and nothing
   * else.
   */
  async refresh(paths: readonly string[]): Promise<void> {
    const work = [...this.listed.keys()].map(async (folder) => {
      const places = documentFolders(folder);
      if (paths.some((changed) => places.some((place) => changed === place || isInside(changed, place)))) {
        const before = this.listed.get(folder);
        const after = await this.inTurn(folder, () => this.readAll(folder));
        if (!isSameIndex(before, after)) this.changed.fire(folder);
        return;
      }
      const touched = places.flatMap((place) =>
        paths
          .filter((changed) => isInside(place, changed))
          .map((changed) => path.join(place, path.relative(place, changed).split(path.sep)[0] ?? '')),
      );
      if (touched.length > 0) await this.inTurn(folder, () => this.readSome(folder, new Set(touched)));
    });
    await Promise.all(work);
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
    // Gone from the disk, unless it was written while we were reading.
    for (const { directory } of before) if (!merged.has(directory)) this.driven.delete(directory);
    for (const run of this.drivenIn(folder)) {
      merged.set(run.directory, newer(run, merged.get(run.directory)));
    }
    const index = { runs: newestFirst(merged.values()), unreadable };
    this.listed.set(folder, index);
    this.indexed.fire({ folder, index });
    return index;
  }

  /** Nothing is shown of what is behind a link to elsewhere: that would look as if it were gone. Said once of each. */
  private async warnOfLinks(folder: string): Promise<void> {
    for (const place of documentFolders(folder)) {
      const link = await outsideLink(place);
      if (link === undefined || this.warned.has(link)) continue;
      this.warned.add(link);
      this.log.warn(outsideWords(link));
      const words = l10n.t(
        '{0} is a link that leads out of its folder. Runs behind it are not shown.',
        plain(link),
      );
      void window.showWarningMessage(words);
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
    for (const [place, directory] of read.entries()) {
      const run = found[place];
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
    this.replace(run, (known) => [told(run, known)]);
  }

  private forget(run: Run): void {
    this.driven.delete(run.directory);
    this.replace(run, () => []);
  }

  private replace(run: Run, by: (known: StoredRun | undefined) => readonly StoredRun[]): void {
    const folder = folderOf(run);
    const listed = this.listed.get(folder);
    // A folder that nobody has asked for yet is read when somebody does.
    if (listed) {
      const known = listed.runs.find(({ directory }) => directory === run.directory);
      const others = listed.runs.filter((other) => other !== known);
      this.listed.set(folder, { ...listed, runs: newestFirst([...by(known), ...others]) });
    }
    this.changed.fire(folder);
  }
}
