import type { Uri } from 'vscode';
import { l10n, window } from 'vscode';
import type { ImageActionId, RunActionId } from '../../protocol/run-actions';
import type { StoredRun } from '../../run/record/run-index';
import type { Controls } from '../documents/controls';
import { openRunPrompt } from '../documents/expanded-prompt';
import type { PromptDocument } from '../documents/prompt-documents';
import type { RunLocations } from '../documents/run-locations';
import type { Generator } from '../generate/generator';
import type { Resumer } from '../generate/resumer';
import { reveal } from '../platform/files';
import { showDetails } from '../runs/failure';
import type { RunService } from '../runs/run-service';
import { editNote, setFavorite } from './annotate';
import { copyFilePath, copyRequest, copySeed } from './copy';
import { deleteRun } from './delete-run';
import { revealImage, saveAllImages, saveImageAs } from './images';
import type { RunPrompts } from './run-prompts';
import { usePrompt } from './use-prompt';

export interface RunActionServices {
  readonly runs: RunService;
  readonly resumer: Resumer;
  readonly generator: Pick<Generator, 'again'>;
  readonly prompts: RunPrompts;
  readonly controls: Controls;
  readonly locations: RunLocations;
}

/** The run that an action is for. */
export interface RunTarget {
  readonly run: StoredRun;
  /** The URI of the run's document, or of the folder of its runs if it is gone. Saved images get its name. */
  readonly home: Uri;
  /** Opens the run's document; undefined if it is gone. */
  readonly openDocument: () => Promise<PromptDocument | undefined>;
  /** The index of the shown task in a task file, counted from 0. */
  readonly task: number;
}

/** The image that an action is for. */
export interface ImageTarget extends RunTarget {
  /** Counted from 0. */
  readonly index: number;
}

type Perform<Target> = (target: Target, services: RunActionServices) => Promise<void> | void;

const RUN_ACTIONS: Readonly<Record<RunActionId, Perform<RunTarget>>> = {
  resume: ({ run }, { resumer }) => resumer.resume(run),
  cancel: ({ run }, { runs }) => runs.cancel(run),
  usePrompt: useInDocument,
  openPrompt: ({ run }, { locations, controls }) => openRunPrompt(run, locations, controls),
  again: ({ run }, { generator }) => generator.again(run, null),
  againQuality: ({ run }, { generator }) => generator.again(run, 'QUALITY'),
  copyRequest: ({ run }) => copyRequest(run, 'json'),
  copyCurl: ({ run }) => copyRequest(run, 'curl'),
  saveAllImages: ({ run, home }) => saveAllImages(run, home),
  showDetails: ({ run }) => showDetails(run),
  openFolder: ({ run }) => reveal(run.directory),
  deleteRun: ({ run }, { runs }) => deleteRun(run, runs),
};

const IMAGE_ACTIONS: Readonly<Record<ImageActionId, Perform<ImageTarget>>> = {
  addFavorite: ({ run, index }, { runs }) => setFavorite(run, index, true, runs),
  removeFavorite: ({ run, index }, { runs }) => setFavorite(run, index, false, runs),
  editNote: ({ run, index }, { runs }) => editNote(run, index, runs),
  saveImage: ({ run, index, home }) => saveImageAs(run, index, home),
  revealImage: ({ run, index }) => revealImage(run, index),
  copyFilePath: ({ run, index }) => copyFilePath(run, index),
  copySeed: ({ run, index }) => copySeed(run, index),
};

async function useInDocument({ run, openDocument, task }: RunTarget, { prompts }: RunActionServices) {
  const prompt = await openDocument();
  if (prompt) await usePrompt(run, prompt, task, prompts);
  else void window.showInformationMessage(l10n.t('There is no such document any more.'));
}

/** Carries out the actions of the table, for the panel, the tree and the command palette. */
export class RunActions {
  private readonly services: RunActionServices;

  constructor(services: RunActionServices) {
    this.services = services;
  }

  async onRun(action: RunActionId, target: RunTarget): Promise<void> {
    await RUN_ACTIONS[action](target, this.services);
  }

  async onImage(action: ImageActionId, target: ImageTarget): Promise<void> {
    await IMAGE_ACTIONS[action](target, this.services);
  }
}
