import { type Disposable, type Event, EventEmitter } from 'vscode';
import type { Backend } from '../backend/port';
import { type DriveOptions, SHUTDOWN } from '../run/driver';
import { resumeRun, startRun } from '../run/engine';
import { DEFAULT_PACE } from '../run/retry';
import { listRuns, type NewRun, type Run } from '../run/store';
import type { RunLog } from '../run/access';

function newestFirst(runs: Iterable<Run>): readonly Run[] {
  return [...runs].sort((a, b) => b.record.createdAt.localeCompare(a.record.createdAt));
}

/** The runs of the documents of this window: read from their folders once, then kept in step with what is driven here. */
export class RunService implements Disposable {
  private readonly log: RunLog;
  private readonly changed = new EventEmitter<string>();
  /** By document folder: the runs, newest first. */
  private readonly known = new Map<string, readonly Run[]>();
  /** What this window drives, by run folder. */
  private readonly active = new Map<string, AbortController>();

  constructor(log: RunLog) {
    this.log = log;
  }

  /** Fires with the document folder whose runs changed. */
  get onDidChange(): Event<string> {
    return this.changed.event;
  }

  /** The runs of a document, newest first. */
  async list(folder: string): Promise<readonly Run[]> {
    return this.known.get(folder) ?? (await this.reload(folder));
  }

  /** Reads the folders again: runs may have been moved, added or deleted by hand. */
  async reload(folder: string): Promise<readonly Run[]> {
    const before = new Set(this.known.get(folder)?.map((run) => run.directory));
    const onDisk = await listRuns(folder);
    const merged = new Map(onDisk.map((run) => [run.directory, run]));
    for (const run of this.known.get(folder) ?? []) {
      const read = merged.get(run.directory);
      // Gone from the disk, unless it was started while we were reading.
      if (!read && before.has(run.directory)) continue;
      // A run that was driven here in the meantime is newer in memory than what was read.
      if (!read || run.record.updatedAt > read.record.updatedAt) merged.set(run.directory, run);
    }
    const runs = newestFirst(merged.values());
    this.known.set(folder, runs);
    return runs;
  }

  isActive(run: Run): boolean {
    return this.active.has(run.directory);
  }

  /** Starts a run and drives it to its end. Rejects when the disk fails. */
  async start(folder: string, init: NewRun, backend: Backend, onChange: (run: Run) => void): Promise<Run> {
    await this.list(folder);
    return this.drive(folder, undefined, onChange, (options) =>
      startRun(folder, init, { ...options, backend }),
    );
  }

  /** Takes an unfinished run up again. */
  resume(folder: string, run: Run, backend: Backend, onChange: (run: Run) => void): Promise<Run> {
    return this.drive(folder, run, onChange, (options) => resumeRun(run, { ...options, backend }));
  }

  /** Stops waiting for a run. What was sent stays sent. */
  cancel(run: Run): void {
    this.active.get(run.directory)?.abort();
  }

  /** The window goes: what is unfinished stays so on disk, to be taken up again. */
  dispose(): void {
    for (const controller of this.active.values()) controller.abort(SHUTDOWN);
    this.changed.dispose();
  }

  private async drive(
    folder: string,
    resumed: Run | undefined,
    onChange: (run: Run) => void,
    work: (options: Omit<DriveOptions, 'backend'>) => Promise<Run>,
  ): Promise<Run> {
    const controller = new AbortController();
    let directory = resumed?.directory;
    if (directory !== undefined) this.active.set(directory, controller);
    try {
      return await work({
        pace: DEFAULT_PACE,
        log: this.log,
        signal: controller.signal,
        onChange: (run) => {
          directory ??= run.directory;
          this.active.set(directory, controller);
          this.replace(folder, run);
          onChange(run);
        },
      });
    } finally {
      if (directory !== undefined) this.active.delete(directory);
      this.changed.fire(folder);
    }
  }

  private replace(folder: string, run: Run): void {
    const others = (this.known.get(folder) ?? []).filter((other) => other.directory !== run.directory);
    this.known.set(folder, newestFirst([run, ...others]));
    this.changed.fire(folder);
  }
}
