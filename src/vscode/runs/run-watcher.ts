import path from 'node:path';
import {
  type Disposable,
  type Event,
  EventEmitter,
  type FileSystemWatcher,
  RelativePattern,
  Uri,
  workspace,
} from 'vscode';
import { isPassing } from '../../run/run-index';
import { RUNS_FOLDER } from '../../run/store';
import type { RunService } from './run-service';

/** What happens to a run's folder at once is looked at once. */
const PAUSE_MS = 100;

/** What is in a workspace folder is in this one, which may be deleted as a whole. */
const TOP = path.dirname(RUNS_FOLDER);

/** Keeps the runs in step with the disk: with other windows, the command line, and what is done by hand. */
export class RunWatcher implements Disposable {
  private readonly runs: RunService;
  private readonly storage: FileSystemWatcher;
  private readonly folders = new Map<string, FileSystemWatcher>();
  private readonly subscription: Disposable;
  private readonly touched = new Set<string>();
  private readonly changed = new EventEmitter<readonly string[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(runs: RunService, storage: Uri) {
    this.runs = runs;
    this.storage = this.watch(new RelativePattern(Uri.joinPath(storage, 'runs'), '**'));
    this.watchFolders();
    this.subscription = workspace.onDidChangeWorkspaceFolders(() => this.watchFolders());
  }

  /** Fires with paths at or below the folders of runs where something may have changed, as the runs are read again. */
  get onDidTouch(): Event<readonly string[]> {
    return this.changed.event;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
    this.subscription.dispose();
    this.storage.dispose();
    for (const watcher of this.folders.values()) watcher.dispose();
  }

  private watchFolders(): void {
    const present = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const names = new Set(present.map(({ uri }) => uri.toString()));
    for (const [name, watcher] of this.folders) {
      if (names.has(name)) continue;
      watcher.dispose();
      this.folders.delete(name);
    }
    for (const folder of present) {
      const name = folder.uri.toString();
      if (this.folders.has(name)) continue;
      this.folders.set(name, this.watch(new RelativePattern(folder, `${TOP}/**`)));
    }
  }

  private watch(pattern: RelativePattern): FileSystemWatcher {
    const watcher = workspace.createFileSystemWatcher(pattern);
    const touch = (uri: Uri) => this.touch(uri.fsPath);
    watcher.onDidCreate(touch);
    watcher.onDidChange(touch);
    watcher.onDidDelete(touch);
    return watcher;
  }

  private touch(file: string): void {
    if (isPassing(path.basename(file))) return;
    this.touched.add(file);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const paths = [...this.touched];
      this.touched.clear();
      void this.runs.refresh(paths);
      this.changed.fire(paths);
    }, PAUSE_MS);
  }
}
