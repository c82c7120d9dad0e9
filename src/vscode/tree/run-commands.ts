import path from 'node:path';
import { commands, Uri, ViewColumn, window } from 'vscode';
import {
  ACTION_IDS,
  type ActionId,
  actionOf,
  type ImageActionId,
  isImageAction,
  isRunAction,
  type RunActionId,
} from '../../protocol/run-actions';
import { openPrompt, type PromptDocument } from '../documents/prompt-documents';
import type { StudioOpener } from '../documents/studio-opener';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';
import { reveal } from '../platform/files';
import type { RunActions, RunTarget } from '../run-actions/actions';
import { imageFile } from '../run-actions/images';
import type { RunPrompts } from '../run-actions/run-prompts';
import { onDocument, onFolder, onImage, onRun, onTwoRuns } from './node-command';
import type { DocumentNode, ImageNode, RunNode } from './nodes';
import type { RunsTree } from './runs-tree';

export interface RunCommandServices {
  readonly tree: RunsTree;
  readonly actions: RunActions;
  readonly prompts: RunPrompts;
  readonly studio: Pick<StudioOpener, 'open' | 'openImage'>;
  /** Carries out an action on the panel's stage. */
  readonly onStage: (action: RunActionId | ImageActionId) => Promise<void>;
}

/** Shows the document of runs in an editor, if there is one. */
async function showDocument({ location }: DocumentNode): Promise<PromptDocument | undefined> {
  const prompt = location.uri && location.isThere ? await openPrompt(location.uri) : undefined;
  if (!prompt) return undefined;
  const shown = window.visibleTextEditors.find((editor) => editor.document === prompt.document);
  const viewColumn = shown?.viewColumn ?? ViewColumn.One;
  await window.showTextDocument(prompt.document, { viewColumn, preserveFocus: true, preview: true });
  return prompt;
}

/** The URI of a document, or of the folder of its runs if it is gone. */
function homeOf({ location, folder }: DocumentNode): Uri {
  return location.uri ?? Uri.file(folder);
}

/** The commands on the nodes of the tree. From the command palette, they act on the stage. */
export function runCommands(services: RunCommandServices): readonly Command[] {
  const { tree, actions, prompts, studio, onStage } = services;

  const openDocument = async (node: DocumentNode): Promise<void> => {
    const prompt = await showDocument(node);
    if (prompt) studio.open(prompt.document.uri);
  };

  /** Opens it on the stage of its document; by itself if there is no such document or the panel stays on another one. */
  const openImage = async (node: ImageNode): Promise<void> => {
    const { run, document } = node.parent;
    const image = { runId: path.basename(run.directory), index: node.index };
    const prompt = await showDocument(document);
    if (prompt && studio.openImage(prompt.document.uri, image)) return;
    const file = imageFile(run, node.index);
    if (file !== undefined) await commands.executeCommand('vscode.open', Uri.file(file));
  };

  const targetOf = ({ run, document }: RunNode): RunTarget => ({
    run,
    task: 0,
    home: homeOf(document),
    openDocument: () => showDocument(document),
  });
  const commandOf = (id: ActionId): Command | undefined => {
    const { command } = actionOf(id);
    if (command === undefined) return undefined;
    // Also for documents, and for runs that cannot be read.
    if (id === 'openFolder') return onFolder(command, reveal, () => onStage(id));
    if (isRunAction(id)) {
      return onRun(
        command,
        (node) => actions.onRun(id, targetOf(node)),
        () => onStage(id),
      );
    }
    if (!isImageAction(id)) return undefined;
    return onImage(
      command,
      ({ parent, index }) => actions.onImage(id, { ...targetOf(parent), index }),
      () => onStage(id),
    );
  };

  return [
    { id: COMMANDS.refreshRuns, execute: () => tree.refresh() },
    onDocument(COMMANDS.openRunsDocument, openDocument),
    onImage(COMMANDS.openImage, openImage),
    onTwoRuns(COMMANDS.compareRuns, (a, b) => prompts.openDifference(a.run, b.run)),
    ...ACTION_IDS.map(commandOf).filter((command) => command !== undefined),
  ];
}
