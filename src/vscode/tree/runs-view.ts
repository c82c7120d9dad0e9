import { type Disposable, l10n, type TreeView, window, workspace } from 'vscode';
import { formatMoney } from '../../task/prices';
import { RUNS_VIEW } from '../platform/contributions';
import type { RunWatcher } from '../runs/run-watcher';
import type { RunsNode } from './nodes';
import type { RunsTree } from './runs-tree';

/** The view "Runs": the tree, with the cost of all runs in its title. */
export class RunsView implements Disposable {
  private readonly tree: RunsTree;
  private readonly view: TreeView<RunsNode>;
  private readonly subscriptions: readonly Disposable[];

  constructor(tree: RunsTree, watcher: RunWatcher) {
    this.tree = tree;
    this.view = window.createTreeView(RUNS_VIEW, {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
    });
    const look = () => tree.look();
    this.subscriptions = [
      this.view,
      tree.onDidCount(() => this.describe()),
      watcher.onDidTouch((paths) => tree.touch(paths)),
      workspace.onDidChangeWorkspaceFolders(look),
      // These change whether a document exists.
      workspace.onDidOpenTextDocument(({ isUntitled }) => isUntitled && look()),
      workspace.onDidCloseTextDocument(({ isUntitled }) => isUntitled && look()),
      workspace.onDidCreateFiles(look),
      workspace.onDidRenameFiles(look),
      workspace.onDidDeleteFiles(look),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private describe(): void {
    const { runs, cost } = this.tree.totals;
    // The editor hides the description of a view that is alone in its container.
    this.view.title = runs === 0 ? l10n.t('Runs') : l10n.t('Runs · ${0}', formatMoney(cost));
  }
}
