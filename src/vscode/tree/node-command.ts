import { l10n, window } from 'vscode';
import { messageOf } from '../../task/errors';
import { isJsonObject } from '../../task/types';
import type { Command } from '../platform/command';
import { plain } from '../platform/plain';
import type { DocumentNode, ImageNode, RunNode, RunsNode } from './nodes';

/** The node that the editor passes to a command; undefined for anything else, such as a call from a keybinding. */
function asNode(value: unknown): RunsNode | undefined {
  return isJsonObject(value) && typeof value['kind'] === 'string'
    ? (value as unknown as RunsNode)
    : undefined;
}

/** Does the same on the stage, for a command from the palette, which has no node. */
type OnStage = () => Promise<void>;

/** A command on nodes of the tree: on the clicked one, or on all selected nodes if it is one of them. */
class NodeCommand implements Command {
  readonly id: Command['id'];
  private readonly act: (nodes: readonly RunsNode[]) => Promise<void>;
  private readonly onStage: OnStage | undefined;

  constructor(id: Command['id'], act: (nodes: readonly RunsNode[]) => Promise<void>, onStage?: OnStage) {
    this.id = id;
    this.act = act;
    this.onStage = onStage;
  }

  async execute(target?: unknown, selected?: unknown): Promise<void> {
    const targets = Array.isArray(selected) ? selected : [target];
    try {
      const nodes = targets.map(asNode).filter((node) => node !== undefined);
      if (nodes.length === 0 && this.onStage) await this.onStage();
      else await this.act(nodes);
    } catch (error) {
      const reason = messageOf(error);
      void window.showErrorMessage(l10n.t('This did not work: {0}', plain(reason)));
    }
  }
}

/** The runs among these nodes and those of their images, each once. */
function runsOf(nodes: readonly RunsNode[]): readonly RunNode[] {
  const found = new Map<string, RunNode>();
  for (const node of nodes) {
    if (node.kind === 'run') found.set(node.run.directory, node);
    if (node.kind === 'image') found.set(node.parent.run.directory, node.parent);
  }
  return [...found.values()];
}

/** A command on documents, one after another. */
export function onDocument(id: Command['id'], act: (node: DocumentNode) => Promise<void>): Command {
  return new NodeCommand(id, async (nodes) => {
    for (const node of nodes) if (node.kind === 'document') await act(node);
  });
}

/** A command on runs, or on the runs of images, one after another. */
export function onRun(
  id: Command['id'],
  act: (node: RunNode) => Promise<void> | void,
  onStage: OnStage,
): Command {
  const actOnAll = async (nodes: readonly RunsNode[]) => {
    for (const node of runsOf(nodes)) await act(node);
  };
  return new NodeCommand(id, actOnAll, onStage);
}

/** A command on two runs, the older one first. */
export function onTwoRuns(id: Command['id'], act: (a: RunNode, b: RunNode) => Promise<void>): Command {
  return new NodeCommand(id, async (nodes) => {
    const created = ({ run }: RunNode) => run.record.createdAt;
    const [a, b, ...more] = [...runsOf(nodes)].sort((x, y) => created(x).localeCompare(created(y)));
    if (a && b && more.length === 0) await act(a, b);
  });
}

/** A command on images, one after another. */
export function onImage(
  id: Command['id'],
  act: (node: ImageNode) => Promise<void>,
  onStage?: OnStage,
): Command {
  const actOnAll = async (nodes: readonly RunsNode[]) => {
    for (const node of nodes) if (node.kind === 'image') await act(node);
  };
  return new NodeCommand(id, actOnAll, onStage);
}

/** A command on all nodes that have a folder, one after another. */
export function onFolder(
  id: Command['id'],
  act: (folder: string) => Promise<void>,
  onStage: OnStage,
): Command {
  const folderOf = (node: RunsNode): string => {
    switch (node.kind) {
      case 'document':
        return node.folder;
      case 'unreadable':
        return node.directory;
      case 'run':
        return node.run.directory;
      case 'image':
        return node.parent.run.directory;
    }
  };
  const actOnAll = async (nodes: readonly RunsNode[]) => {
    for (const folder of new Set(nodes.map(folderOf))) await act(folder);
  };
  return new NodeCommand(id, actOnAll, onStage);
}
