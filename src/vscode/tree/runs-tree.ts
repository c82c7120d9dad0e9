import { type Disposable, type Event, EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { findDocumentFolders } from '../../run/record/document-folders';
import { documentFolders, isInside } from '../../run/record/folder';
import type { RunIndex } from '../../run/record/run-index';
import { knownFolderOf, type RunLocations } from '../documents/run-locations';
import { Throttler } from '../platform/throttler';
import type { RunService } from '../runs/run-service';
import { documentName, itemOf } from './items';
import type { DocumentNode, RunNode, RunsNode } from './nodes';
import { isSameLook, isSameTotals, type RunTotals, type ShownRun, sumOf, totalsOf } from './shown';
import { tooltipOf } from './tooltips';

/** Changes within this time are shown together, in milliseconds. */
const PAUSE_MS = 200;

function byName(a: DocumentNode, b: DocumentNode): number {
  const order = documentName(a).localeCompare(documentName(b), undefined, { numeric: true });
  return order === 0 ? a.folder.localeCompare(b.folder) : order;
}

/**
 * The tree of documents, their runs and images. It searches for documents when it is shown, and counts their runs without
 * keeping them. It reads and keeps the runs of a document that is expanded.
 */
export class RunsTree implements TreeDataProvider<RunsNode>, Disposable {
  private readonly runs: RunService;
  private readonly locations: RunLocations;
  private readonly changed = new EventEmitter<RunsNode | undefined>();
  private readonly counted = new EventEmitter<void>();
  private readonly updates = new Throttler(() => this.update(), PAUSE_MS);
  private readonly subscriptions: readonly Disposable[];
  /** By the folder of their runs. */
  private documents: ReadonlyMap<string, DocumentNode> = new Map();
  /** By the folder of each expanded document: its runs as they were shown. */
  private readonly shown = new Map<string, readonly ShownRun[]>();
  /** The folders whose runs have changed since they were counted. */
  private readonly stale = new Set<string>();
  private isOutdated = false;
  private isSearching = false;

  constructor(runs: RunService, locations: RunLocations) {
    this.runs = runs;
    this.locations = locations;
    this.subscriptions = [
      runs.onDidChange((folder) => this.touch([folder])),
      runs.roots.onDidAdd(() => {
        // A running search returns what it finds anyway.
        if (!this.isSearching) this.look();
      }),
    ];
  }

  get onDidChangeTreeData(): Event<RunsNode | undefined> {
    return this.changed.event;
  }

  /** Fires when the runs have been counted. */
  get onDidCount(): Event<void> {
    return this.counted.event;
  }

  /** The totals of all runs that were counted so far. */
  get totals(): RunTotals {
    return sumOf([...this.documents.values()].flatMap(({ totals }) => (totals ? [totals] : [])));
  }

  /** Counts again what may have changed on the disk at these paths. */
  touch(paths: readonly string[]): void {
    for (const changed of paths) {
      const folders = [...this.documents.keys()].filter((folder) =>
        documentFolders(folder).some((parent) => changed === parent || isInside(parent, changed)),
      );
      for (const folder of folders) this.stale.add(folder);
      if (folders.length === 0) this.isOutdated = true;
    }
    if (paths.length > 0) this.updates.request();
  }

  /** Searches for documents again. */
  look(): void {
    this.isOutdated = true;
    this.updates.request();
  }

  /** Searches for documents and counts all runs again. */
  refresh(): void {
    for (const folder of this.documents.keys()) this.stale.add(folder);
    this.look();
  }

  getTreeItem(node: RunsNode): TreeItem {
    return itemOf(node, (run) => this.runs.isActive(run));
  }

  resolveTreeItem(item: TreeItem, node: RunsNode): TreeItem {
    item.tooltip = tooltipOf(node, (run) => this.runs.isActive(run));
    return item;
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.readDocuments();
      case 'document':
        return this.readRuns(node);
      case 'run':
        return this.imagesOf(node);
      case 'unreadable':
      case 'image':
        return [];
    }
  }

  dispose(): void {
    this.updates.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
    this.counted.dispose();
  }

  private async readDocuments(): Promise<RunsNode[]> {
    this.isSearching = true;
    const below = await this.runs.roots.all().finally(() => (this.isSearching = false));
    const roots = [...this.locations.roots, ...below];
    const found = await Promise.all(roots.map((root) => findDocumentFolders(root)));
    const nodes = await Promise.all(
      [...new Set(found.flat().map(knownFolderOf))].map(async (folder): Promise<DocumentNode> => {
        const location = await this.locations.locateDocument(folder);
        const known = this.documents.get(folder);
        // The editor identifies a node by its object.
        return known
          ? Object.assign(known, { location })
          : { kind: 'document', folder, location, totals: undefined };
      }),
    );
    nodes.sort(byName);
    this.documents = new Map(nodes.map((node) => [node.folder, node]));
    const uncounted = nodes.filter(({ totals }) => totals === undefined);
    if (uncounted.length > 0) {
      for (const { folder } of uncounted) this.stale.add(folder);
      this.look();
    } else this.counted.fire();
    return nodes;
  }

  private async readRuns(document: DocumentNode): Promise<RunsNode[]> {
    const index = await this.runs.index(document.folder);
    const { runs, unreadable } = index;
    this.shown.set(document.folder, this.lookOf(index));
    return [
      ...runs.map((run) => ({ kind: 'run', document, run }) as const),
      ...unreadable.map((directory) => ({ kind: 'unreadable', document, directory }) as const),
    ];
  }

  private imagesOf(parent: RunNode): RunsNode[] {
    const { results, expected } = parent.run.record;
    const count = this.runs.isActive(parent.run) ? Math.max(results.length, expected) : results.length;
    return Array.from({ length: count }, (_, index) => ({ kind: 'image', parent, index }));
  }

  /** Counts the runs that have changed, and shows what is new. */
  private async update(): Promise<void> {
    const isOutdated = this.isOutdated;
    const folders = [...this.stale];
    this.stale.clear();
    this.isOutdated = false;
    let isGone = false;
    for (const folder of folders) {
      const node = this.documents.get(folder);
      if (!node) continue;
      const index = await this.runs.glance(folder);
      const totals = totalsOf(index);
      const isSame = isSameTotals(node.totals, totals) && this.looksTheSame(folder, index);
      node.totals = totals;
      isGone ||= totals.runs + totals.unreadable === 0;
      if (!isOutdated && !isSame) this.changed.fire(node);
    }
    if (isOutdated || isGone) this.changed.fire(undefined);
    else this.counted.fire();
  }

  private lookOf({ runs }: RunIndex): readonly ShownRun[] {
    return runs.map((run) => ({ run, active: this.runs.isActive(run) }));
  }

  private looksTheSame(folder: string, index: RunIndex): boolean {
    const shown = this.shown.get(folder);
    return shown === undefined || isSameLook(shown, this.lookOf(index));
  }
}
