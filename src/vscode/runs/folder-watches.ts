import fs, { type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { Disposable } from 'vscode';

/** Watches folders one by one, each without those within it. */
export class FolderWatches implements Disposable {
  private readonly onTouched: (file: string) => void;
  private readonly watchers = new Map<string, FSWatcher>();
  /** Those that are watched for themselves, and not only for what is to come into them. */
  private readonly asked = new Set<string>();
  /** By folder that is not there yet: the nearest one above it that is. */
  private readonly above = new Map<string, string>();

  constructor(onTouched: (file: string) => void) {
    this.onTouched = onTouched;
  }

  /** From now on watches a folder and these folders in it, and no others there. */
  follow(parent: string, folders: Iterable<string>): void {
    const wanted = new Set(folders);
    for (const folder of [...this.watchers.keys()]) {
      if (path.dirname(folder) === parent && !wanted.has(folder)) this.close(folder);
    }
    this.followOrAbove(parent);
    for (const folder of wanted) this.add(folder);
  }

  /** Whether a folder is watched from now on: not where it is not there, or where the system watches too many already. */
  add(folder: string): boolean {
    const isWatched = this.watch(folder);
    if (isWatched) this.asked.add(folder);
    return isWatched;
  }

  /** Watches a folder, or else what it will come into. */
  followOrAbove(parent: string): void {
    const before = this.above.get(parent);
    this.above.delete(parent);
    if (!this.add(parent)) this.watchAbove(parent);
    if (before === undefined || before === this.above.get(parent) || this.asked.has(before)) return;
    if (![...this.above.values()].includes(before)) this.close(before);
  }

  dispose(): void {
    for (const folder of [...this.watchers.keys()]) this.close(folder);
  }

  private watchAbove(parent: string): void {
    let folder = path.dirname(parent);
    while (!this.watch(folder) && folder !== path.dirname(folder)) folder = path.dirname(folder);
    this.above.set(parent, folder);
  }

  private watch(folder: string): boolean {
    if (this.watchers.has(folder)) return true;
    try {
      const watcher = fs.watch(folder, { persistent: false });
      this.watchers.set(folder, watcher);
      watcher.on('change', (_, name) => {
        // Its own name tells that it is gone: another one in its place has to be watched anew.
        if (name === path.basename(folder)) this.close(folder);
        this.onTouched(path.join(folder, name.toString()));
      });
      watcher.on('error', () => this.close(folder));
      return true;
    } catch {
      return false;
    }
  }

  private close(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
    this.asked.delete(folder);
  }
}
