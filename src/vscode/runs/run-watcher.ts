import { lstat } from 'node:fs/promises';
import path from 'node:path';
import {
  type Disposable,
  type Event,
  EventEmitter,
  type FileSystemWatcher,
  RelativePattern,
  type Uri,
  workspace,
} from 'vscode';
import { DATA_FOLDER, escapingLink } from '../../run/files/containment';
import { documentFolders } from '../../run/record/folder';
import { isTransient, type RunIndex } from '../../run/record/run-index';
import { hasRunName } from '../../run/record/run-name';
import { listFolders } from '../../run/record/store';
import type { RunLocations } from '../documents/run-locations';
import { RunOnceWorker } from '../platform/run-once-worker';
import { FolderWatches } from './folder-watches';
import type { RunService } from './run-service';

/** Changes within this time are handled together, in milliseconds. */
const PAUSE_MS = 100;

/** The system may not report what comes into a new folder at once: after this time it is read again. */
const LOOK_AGAIN_MS = 1000;

/**
 * Linux watches single folders only. If nested folders are made at once, the editor misses the inner ones for good. So on
 * Linux this class watches existing and new folders itself, too.
 */
const WATCHES_SINGLY = process.platform === 'linux';

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder + path.sep);
}

/** Updates the runs when the disk changes: by other windows, the command line, or by hand. */
export class RunWatcher implements Disposable {
  private readonly runs: RunService;
  private readonly storage: FileSystemWatcher;
  private readonly folders = new Map<string, FileSystemWatcher>();
  private readonly subscriptions: readonly Disposable[];
  private readonly single = new FolderWatches((file) => this.touchNew(file));
  private readonly changed = new EventEmitter<readonly string[]>();
  /** The folders that contain all runs, whether or not they exist. */
  private roots: readonly string[] = [];
  private readonly storageRoot: Uri;
  private readonly soon: RunOnceWorker<string>;
  private readonly again: RunOnceWorker<string>;
  private disposed = false;

  constructor(runs: RunService, locations: RunLocations) {
    this.runs = runs;
    const look = (paths: readonly string[]) => {
      void runs.refresh(paths);
      this.changed.fire(paths);
    };
    this.soon = new RunOnceWorker(look, PAUSE_MS);
    this.again = new RunOnceWorker(look, LOOK_AGAIN_MS);
    this.storageRoot = locations.storage;
    this.storage = this.watch(new RelativePattern(this.storageRoot, '**'));
    this.watchFolders();
    this.subscriptions = [
      workspace.onDidChangeWorkspaceFolders(() => this.watchFolders()),
      runs.onDidRead(({ folder, index }) => this.follow(folder, index)),
      runs.roots.onDidAdd((roots) => this.watchBelow(roots)),
    ];
  }

  /** Fires with the paths of possible changes in the folders of runs, when the runs are read again. */
  get onDidTouch(): Event<readonly string[]> {
    return this.changed.event;
  }

  dispose(): void {
    this.disposed = true;
    this.changed.dispose();
    this.soon.dispose();
    this.again.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.single.dispose();
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
      this.folders.set(
        name,
        this.watch(new RelativePattern(folder, `{**/${DATA_FOLDER},**/${DATA_FOLDER}/**}`)),
      );
    }
    // Runs in a workspace folder are in this one, which may be deleted as a whole.
    this.roots = [this.storageRoot.fsPath, ...present.map(({ uri }) => path.join(uri.fsPath, DATA_FOLDER))];
    this.followRoots(this.roots);
    this.watchBelow(this.runs.roots.known);
  }

  /** Watches the folders of runs that are below the workspace folders, too. */
  private watchBelow(roots: readonly string[]): void {
    const tops = roots.map((root) => path.dirname(root)).filter((top) => !this.roots.includes(top));
    this.roots = [...this.roots, ...tops];
    this.followRoots(tops);
  }

  private followRoots(roots: readonly string[]): void {
    if (!WATCHES_SINGLY) return;
    for (const root of roots) {
      this.single.followOrAbove(root);
      void this.followPresent(root);
    }
  }

  /** Watches a folder and its subfolders except for runs: `follow` watches those once they are read. */
  private async followPresent(folder: string): Promise<void> {
    if ((await escapingLink(folder)) !== undefined) return;
    for (const child of await listFolders(folder)) {
      if (this.disposed || hasRunName(child) || !this.single.add(child)) continue;
      await this.followPresent(child);
    }
  }

  private watch(pattern: RelativePattern): FileSystemWatcher {
    const watcher = workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(({ fsPath }) => this.touchNew(fsPath));
    watcher.onDidChange(({ fsPath }) => this.touch(fsPath, this.soon));
    watcher.onDidDelete(({ fsPath }) => this.touch(fsPath, this.soon));
    return watcher;
  }

  private follow(folder: string, { runs, unreadable }: RunIndex): void {
    if (!WATCHES_SINGLY) return;
    const directories = [...runs.map(({ directory }) => directory), ...unreadable];
    for (const parent of documentFolders(folder)) {
      this.single.follow(
        parent,
        directories.filter((directory) => path.dirname(directory) === parent),
      );
    }
  }

  private touch(file: string, when: RunOnceWorker<string>): void {
    if (!isTransient(path.basename(file))) when.add(file);
  }

  /** Handles a path where something may be new. */
  private touchNew(file: string): void {
    this.runs.roots.note(file);
    // Before the first run, a folder is watched that contains much else.
    if (!this.roots.some((root) => isWithin(file, root) || isWithin(root, file))) return;
    this.touch(file, this.soon);
    this.touch(file, this.again);
    if (WATCHES_SINGLY) void this.followNew(file);
  }

  /** Watches a new folder until its run is listed: writing into it may take a while. */
  private async followNew(file: string): Promise<void> {
    if (!this.roots.some((root) => isWithin(file, root))) return;
    const isFolder = await lstat(file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    // It is watched before it is read, so that no change in between is missed.
    if (!isFolder || this.disposed || !this.single.add(file)) return;
    // What came into it before is there by now, however late this event is.
    this.touch(file, this.soon);
    for (const folder of await listFolders(file)) await this.followNew(folder);
  }
}
