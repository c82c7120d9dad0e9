import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord, RunResult } from '../../../src/run/record/record';
import type { Run } from '../../../src/run/record/store';
import type { DocumentNode, RunsNode } from '../../../src/vscode/tree/nodes';
import type { RunsTree } from '../../../src/vscode/tree/runs-tree';
import { leave } from '../runs/support';
import { eventually } from '../support';

/** An image that was saved, and its cost. */
export function saved(number: number, cost: number | null = 0.06): RunResult {
  return {
    imageUUID: `image-${number}`,
    state: 'saved',
    file: `image-${number}.png`,
    width: 2048,
    height: 2048,
    seed: 1000 + number,
    cost,
    flagged: false,
  };
}

/** A run that ended well, with the files of its images. */
export async function finished(folder: string, change: Partial<RunRecord> = {}): Promise<Run> {
  const results = change.results ?? [saved(1)];
  const run = await leave(folder, {
    state: 'succeeded',
    accepted: true,
    expected: results.length,
    results,
    ...change,
  });
  for (const { file } of results) if (file !== null) await writeFile(path.join(run.directory, file), 'image');
  return run;
}

/** The children of a node that the editor shows. */
export async function shown(tree: RunsTree, node?: RunsNode): Promise<readonly vscode.TreeItem[]> {
  return (await tree.getChildren(node)).map((child) => tree.getTreeItem(child));
}

/** The document whose runs are in a folder, once they have been counted. */
export function documentIn(tree: RunsTree, folder: string): Promise<DocumentNode> {
  return eventually(async () => {
    const nodes = await tree.getChildren();
    const node = nodes.find((candidate) => candidate.kind === 'document' && candidate.folder === folder);
    return node?.kind === 'document' && node.totals ? node : undefined;
  });
}

/** The tooltip of a node, in Markdown. */
export function tooltip(tree: RunsTree, node: RunsNode): vscode.MarkdownString {
  const { tooltip: found } = tree.resolveTreeItem(tree.getTreeItem(node), node);
  assert.ok(found instanceof vscode.MarkdownString);
  return found;
}
