import path from 'node:path';
import { commands, l10n, Uri, ViewColumn, window } from 'vscode';
import type { Speed } from '../../task/types';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';
import type { Controls } from '../documents/controls';
import { openPrompt, type PromptDocument } from '../documents/prompt-documents';
import { openRunPrompt } from '../documents/expanded-prompt';
import type { RunLocations } from '../documents/run-locations';
import type { Generator } from '../generate/generator';
import type { StudioOpener } from '../documents/studio-opener';
import { copyRequest, copySeed } from '../run-actions/copy';
import { deleteRun } from '../run-actions/delete-run';
import { saveAllImages, saveImageAs } from '../run-actions/images';
import { editNote, setFavorite } from '../run-actions/annotate';
import type { RunPrompts } from '../run-actions/run-prompts';
import { usePrompt } from '../run-actions/use-prompt';
import { showDetails } from '../runs/failure';
import type { Resumer } from '../generate/resumer';
import type { RunService } from '../runs/run-service';
import { imageFile } from './items';
import { onDocument, onFolder, onImage, onRun, onTwoRuns } from './node-command';
import type { DocumentNode, ImageNode, RunNode } from './nodes';
import type { RunsTree } from './runs-tree';
import { reveal } from '../platform/files';

export interface RunCommandServices {
  readonly tree: RunsTree;
  readonly runs: RunService;
  readonly resumer: Resumer;
  readonly generator: Pick<Generator, 'again'>;
  readonly prompts: RunPrompts;
  readonly studio: Pick<StudioOpener, 'open' | 'openImage'>;
  readonly controls: Controls;
  readonly locations: RunLocations;
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

/** Where a document is, or where its runs are: a name for what is saved of them. */
function nameOf({ location, folder }: DocumentNode): Uri {
  return location.uri ?? Uri.file(folder);
}

/** What a person does with the nodes of the tree. */
export function runCommands(services: RunCommandServices): readonly Command[] {
  const { tree, runs, resumer, generator, prompts, studio, controls, locations } = services;

  const openDocument = async (node: DocumentNode): Promise<void> => {
    const prompt = await showDocument(node);
    if (prompt) studio.open(prompt.document.uri);
  };

  /** On the stage of its document; where there is no such document, or the panel stays on another one, by itself. */
  const openImage = async (node: ImageNode): Promise<void> => {
    const { run, document } = node.parent;
    const image = { runId: path.basename(run.directory), index: node.index };
    const prompt = await showDocument(document);
    if (prompt && studio.openImage(prompt.document.uri, image)) return;
    const file = imageFile(node);
    if (file) await commands.executeCommand('vscode.open', file);
  };

  const usePromptOf = async ({ run, document }: RunNode): Promise<void> => {
    const prompt = await showDocument(document);
    if (prompt) await usePrompt(run, prompt, 0, prompts);
    else void window.showInformationMessage(l10n.t('There is no such document any more.'));
  };

  const again =
    (speed: Speed | null) =>
    ({ run }: RunNode): Promise<void> =>
      generator.again(run, speed);
  const favour =
    (favorite: boolean) =>
    ({ parent: { run }, index }: ImageNode): Promise<void> =>
      setFavorite(run, index, favorite, runs);

  return [
    { id: COMMANDS.refreshRuns, execute: () => tree.refresh() },
    onDocument(COMMANDS.openRunsDocument, openDocument),
    onImage(COMMANDS.openImage, openImage),
    onRun(COMMANDS.openRunPrompt, ({ run }) => openRunPrompt(run, locations, controls)),
    onRun(COMMANDS.showRunDetails, ({ run }) => showDetails(run)),
    onRun(COMMANDS.useRunPrompt, usePromptOf),
    onRun(COMMANDS.runAgain, again(null)),
    onRun(COMMANDS.runAgainQuality, again('QUALITY')),
    onRun(COMMANDS.resumeRun, ({ run }) => resumer.resume(run)),
    onRun(COMMANDS.cancelRun, ({ run }) => runs.cancel(run)),
    onTwoRuns(COMMANDS.compareRuns, (a, b) => prompts.openDifference(a.run, b.run)),
    onImage(COMMANDS.addFavorite, favour(true)),
    onImage(COMMANDS.removeFavorite, favour(false)),
    onImage(COMMANDS.editNote, ({ parent: { run }, index }) => editNote(run, index, runs)),
    onImage(COMMANDS.copySeed, ({ parent: { run }, index }) => copySeed(run, index)),
    onRun(COMMANDS.copyRequest, ({ run }) => copyRequest(run, 'json')),
    onRun(COMMANDS.copyCurl, ({ run }) => copyRequest(run, 'curl')),
    onImage(COMMANDS.saveImage, ({ parent: { run, document }, index }) =>
      saveImageAs(run, index, nameOf(document)),
    ),
    onRun(COMMANDS.saveAllImages, ({ run, document }) => saveAllImages(run, nameOf(document))),
    onFolder(COMMANDS.openRunFolder, reveal),
    onRun(COMMANDS.deleteRun, ({ run }) => deleteRun(run, runs)),
  ];
}
