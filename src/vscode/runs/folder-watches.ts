import fs, { type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { Disposable } from 'vscode';

/** Watches single folders, without their subfolders. */
export class FolderWatches implements Disposable {
  private readonly onTouched: (file: string) => void;
  private readonly watchers = new Map<string, FSWatcher>();
  /** The folders that are watched for themselves, and not only to see another folder appear in them. */
  private readonly asked = new Set<string>();
  /** For each folder that does not exist yet: the nearest existing folder above it. */
  private readonly above = new Map<string, string>();

  constructor(onTouched: (file: string) => void) {
    this.onTouched = onTouched;
  }

  /** Watches a folder and these folders in it from now on, and stops watching others there. */
  follow(parent: string, folders: Iterable<string>): void {
    const wanted = new Set(folders);
    for (const folder of [...this.watchers.keys()]) {
      if (path.dirname(folder) === parent && !wanted.has(folder)) this.close(folder);
    }
    this.followOrAbove(parent);
    for (const folder of wanted) this.add(folder);
  }

  /** Watches a folder. False if it does not exist, or if the system watches too many already. */
  add(folder: string): boolean {
    const isWatched = this.watch(folder);
    if (isWatched) this.asked.add(folder);
    return isWatched;
  }

  /** Watches a folder, or the nearest existing folder above it. */
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
        // Its own name means that it is gone: a new folder of that name has to be watched again.
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
