import path from 'node:path';
import { type LogOutputChannel, Uri } from 'vscode';
import type { HostMessage, PanelMessage } from '../../protocol/messages';
import { THUMBNAIL_SIDE } from '../../protocol/images';
import type { RunIndex, StoredRun } from '../../run/record/run-index';
import { saveThumbnail } from '../../run/record/thumbnails';
import { messageOf } from '../../task/errors';
import type { Controls } from '../documents/controls';
import { openPrompt } from '../documents/prompt-documents';
import { openRunPrompt } from '../documents/expanded-prompt';
import type { RunLocations } from '../documents/run-locations';
import type { Generator } from '../generate/generator';
import { compareImages } from '../run-actions/compare';
import { copyRequest, copySeed } from '../run-actions/copy';
import { deleteRun } from '../run-actions/delete-run';
import { revealImage, saveAllImages, saveImageAs } from '../run-actions/images';
import { editNote, setFavorite } from '../run-actions/annotate';
import type { Restorer } from '../documents/restore';
import type { RunPrompts } from '../run-actions/run-prompts';
import { usePrompt } from '../run-actions/use-prompt';
import { showDetails } from '../runs/failure';
import type { Resumer } from '../generate/resumer';
import type { RunService } from '../runs/run-service';
import type { Selection } from './selection';
import { reveal } from '../platform/files';

export interface RunControllerServices {
  readonly runs: RunService;
  readonly resumer: Resumer;
  readonly generator: Generator;
  readonly selection: Selection;
  readonly controls: Controls;
  readonly locations: RunLocations;
  readonly prompts: RunPrompts;
  readonly restorer: Restorer;
  readonly log: LogOutputChannel;
}

/** What is on show where a person acts. */
export interface Scene {
  readonly document: Uri;
  /** The folder of the document's runs. */
  readonly folder: string;
  /** Which task of a task file is on the stage, counted from 0. */
  readonly task: number;
  readonly post: (message: HostMessage) => Promise<void>;
  /** Another image may be chosen now. */
  readonly onSelect: () => void;
}

/** What a person does with one run. */
type OneRunMessage = Extract<
  PanelMessage,
  {
    readonly type:
      | 'cancel'
      | 'resume'
      | 'select'
      | 'saveImage'
      | 'revealImage'
      | 'openPrompt'
      | 'showDetails'
      | 'usePrompt'
      | 'again'
      | 'setFavorite'
      | 'editNote'
      | 'deleteRun'
      | 'saveAll'
      | 'copySeed'
      | 'copyRequest'
      | 'thumbnail';
  }
>;

/** What a person does with the runs of a document. */
export type RunMessage =
  OneRunMessage | Extract<PanelMessage, { readonly type: 'compare' | 'openDiff' | 'openFolder' }>;

/** What comes from outside: an image that is dropped on the panel. */
export type DropMessage = Extract<PanelMessage, { readonly type: 'restoreImage' | 'restoreFrom' }>;

function find({ runs }: RunIndex, runId: string): StoredRun | undefined {
  return runs.find(({ directory }) => path.basename(directory) === runId);
}

/** Does what a person asks for in the panel about the runs of a document. One that is gone by now is no error. */
export class RunController {
  private readonly services: RunControllerServices;

  constructor(services: RunControllerServices) {
    this.services = services;
  }

  /** Opens the prompt of an image that was dropped on the panel. */
  async restore(message: DropMessage): Promise<void> {
    const { restorer } = this.services;
    if (message.type === 'restoreFrom') return restorer.restoreFrom(Uri.parse(message.uri, true));
    await restorer.restore(message.name, Buffer.from(message.data, 'base64'));
  }

  async handle(message: RunMessage, scene: Scene): Promise<void> {
    const index = await this.services.runs.index(scene.folder);
    switch (message.type) {
      case 'compare':
        return this.compare(message, index, scene);
      case 'openDiff': {
        const [a, b] = [find(index, message.a), find(index, message.b)];
        if (a && b) await this.services.prompts.openDifference(a, b);
        return;
      }
      case 'openFolder':
        return openFolder(message.runId, index);
      default: {
        const run = find(index, message.runId);
        if (run) await this.handleOne(message, run, scene);
      }
    }
  }

  /** Nothing is known of what is not there any more. */
  private async compare(
    { a, b }: Extract<RunMessage, { readonly type: 'compare' }>,
    index: RunIndex,
    { post }: Scene,
  ): Promise<void> {
    const [runA, runB] = [find(index, a.runId), find(index, b.runId)];
    const changes =
      runA && runB ? compareImages({ run: runA, index: a.index }, { run: runB, index: b.index }) : null;
    await post({ type: 'difference', a, b, changes });
  }

  private async handleOne(message: OneRunMessage, run: StoredRun, scene: Scene): Promise<void> {
    const { runs, resumer, generator, selection, controls, locations } = this.services;
    const { document, folder } = scene;
    switch (message.type) {
      case 'cancel':
        runs.cancel(run);
        return;
      case 'resume':
        return resumer.resume(run);
      case 'select':
        selection.choose(folder, { runId: message.runId, index: message.index });
        scene.onSelect();
        return;
      case 'again':
        // The new run takes the stage.
        selection.clear(folder);
        scene.onSelect();
        return generator.again(run, message.speed);
      case 'usePrompt':
        return this.usePrompt(run, scene);
      case 'saveImage':
        return saveImageAs(run, message.index, document);
      case 'saveAll':
        return saveAllImages(run, document);
      case 'revealImage':
        return revealImage(run, message.index);
      case 'openPrompt':
        return openRunPrompt(run, locations, controls);
      case 'showDetails':
        return showDetails(run);
      case 'setFavorite':
        return setFavorite(run, message.index, message.favorite, runs);
      case 'editNote':
        return editNote(run, message.index, runs);
      case 'deleteRun':
        return deleteRun(run, runs);
      case 'copySeed':
        return copySeed(run, message.index);
      case 'copyRequest':
        return copyRequest(run, message.as);
      case 'thumbnail':
        return this.keepThumbnail(run, message.index, message.data);
    }
  }

  private async usePrompt(run: StoredRun, { document, task }: Scene): Promise<void> {
    const prompt = await openPrompt(document);
    if (prompt) await usePrompt(run, prompt, task, this.services.prompts);
  }

  /** Without it the filmstrip is only slower, which is nothing to trouble a person with. */
  private async keepThumbnail(run: StoredRun, index: number, data: string): Promise<void> {
    const { runs, log } = this.services;
    try {
      await saveThumbnail(run, index, Buffer.from(data, 'base64'), THUMBNAIL_SIDE);
      await runs.refresh([run.directory]);
    } catch (error) {
      log.warn(`thumbnail: ${messageOf(error)}`);
    }
  }
}

/** Shows the folder of a run, also of one whose record cannot be read. */
async function openFolder(runId: string, { runs, unreadable }: RunIndex): Promise<void> {
  const folders = [...runs.map(({ directory }) => directory), ...unreadable];
  const folder = folders.find((candidate) => path.basename(candidate) === runId);
  if (folder !== undefined) await reveal(folder);
}
