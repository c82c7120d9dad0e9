import path from 'node:path';
import { type Disposable, type Event, EventEmitter, Uri, workspace } from 'vscode';
import { ownerOf } from '../../run/files/containment';
import { RUNS_FOLDER } from '../../run/record/folder';
import { findRunsRoots, isSkipped } from '../../run/record/runs-roots';

/** The folder of runs, below a workspace folder, that contains a path; undefined for any other path. */
function rootAround(file: string): string | undefined {
  const owner = ownerOf(file);
  const around = owner === undefined ? undefined : workspace.getWorkspaceFolder(Uri.file(owner))?.uri;
  if (owner === undefined || around?.scheme !== 'file' || around.fsPath === owner) return undefined;
  const between = path.relative(around.fsPath, owner).split(path.sep);
  return between.some(isSkipped) ? undefined : path.join(owner, RUNS_FOLDER);
}

/**
 * Finds the folders of runs below the workspace folders, made by the command line and editors that were started there:
 * searches once, on the first request, and then notes new ones.
 */
export class RunsRoots implements Disposable {
  private readonly added = new EventEmitter<readonly string[]>();
  private readonly found = new Set<string>();
  private searching: Promise<void> | undefined;
  private readonly subscription: Disposable;

  constructor() {
    this.subscription = workspace.onDidChangeWorkspaceFolders(() => {
      if (this.searching) this.searching = this.search();
    });
  }

  /** Fires with the folders that are new. */
  get onDidAdd(): Event<readonly string[]> {
    return this.added.event;
  }

  /** The folders that are known so far. */
  get known(): readonly string[] {
    return [...this.found].filter((root) => rootAround(root) === root);
  }

  async all(): Promise<readonly string[]> {
    await (this.searching ??= this.search());
    return this.known;
  }

  /** Notes that something may be new at a path. */
  note(file: string): void {
    const root = rootAround(file);
    if (root !== undefined) this.add([root]);
  }

  dispose(): void {
    this.subscription.dispose();
    this.added.dispose();
  }

  private async search(): Promise<void> {
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const roots = await Promise.all(folders.map(({ uri }) => findRunsRoots(uri.fsPath)));
    this.add(roots.flat());
  }

  private add(roots: readonly string[]): void {
    const fresh = roots.filter((root) => !this.found.has(root));
    for (const root of fresh) this.found.add(root);
    if (fresh.length > 0) this.added.fire(fresh);
  }
}
