import path from 'node:path';
import { l10n, type LogOutputChannel, Uri, window } from 'vscode';
import { THUMBNAIL_SIDE } from '../../protocol/images';
import type { HostMessage, PanelMessage } from '../../protocol/messages';
import { type ImageActionId, isImageAction, isPossible, type RunActionId } from '../../protocol/run-actions';
import type { RunIndex, StoredRun } from '../../run/record/run-index';
import { saveThumbnail } from '../../run/record/thumbnails';
import { messageOf } from '../../task/errors';
import { openPrompt } from '../documents/prompt-documents';
import type { Restorer } from '../documents/restore';
import { reveal } from '../platform/files';
import type { RunActions } from '../run-actions/actions';
import { compareImages } from '../run-actions/compare';
import { actionLabels } from '../run-actions/labels';
import type { RunPrompts } from '../run-actions/run-prompts';
import { runView } from '../run-actions/run-view';
import type { RunService } from '../runs/run-service';
import type { Selection } from './selection';

export interface RunControllerServices {
  readonly runs: RunService;
  readonly actions: RunActions;
  readonly selection: Selection;
  readonly prompts: RunPrompts;
  readonly restorer: Restorer;
  readonly log: Pick<LogOutputChannel, 'warn'>;
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

/** What a person does with the runs of a document. */
export type RunMessage = Extract<
  PanelMessage,
  { readonly type: 'runAction' | 'imageAction' | 'select' | 'thumbnail' | 'compare' | 'openDiff' }
>;

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
      default: {
        const run = find(index, message.runId);
        if (run) await this.handleOne(message, run, scene);
        else if (message.type === 'runAction' && message.action === 'openFolder') {
          await openUnreadable(message.runId, index);
        }
      }
    }
  }

  /** Does something with the run or the image on the stage, as the command palette asks for it. */
  async performOnStage(action: RunActionId | ImageActionId, scene: Scene): Promise<void> {
    const { runs, selection } = this.services;
    const index = await runs.index(scene.folder);
    const selected = selection.of(scene.folder, index.runs);
    const run = selected && find(index, selected.runId);
    if (!run) {
      void window.showInformationMessage(l10n.t('There is no image on the stage.'));
      return;
    }
    const view = runView(run, runs.isActive(run), (file) => file);
    if (!isPossible(action, view, view.results[selected.index] ?? null)) {
      const label = actionLabels()[action];
      void window.showInformationMessage(l10n.t('“{0}” is not possible with what is on the stage.', label));
      return;
    }
    const { runId } = selected;
    if (isImageAction(action)) {
      await this.handle({ type: 'imageAction', action, runId, index: selected.index }, scene);
    } else {
      await this.handle({ type: 'runAction', action, runId }, scene);
    }
  }

  /** The changes are null where one of the runs is gone. */
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

  private async handleOne(
    message: Exclude<RunMessage, { readonly type: 'compare' | 'openDiff' }>,
    run: StoredRun,
    scene: Scene,
  ): Promise<void> {
    const { actions, selection } = this.services;
    const { document, folder, task } = scene;
    const target = { run, task, home: document, openDocument: () => openPrompt(document) };
    switch (message.type) {
      case 'select':
        selection.choose(folder, { runId: message.runId, index: message.index });
        scene.onSelect();
        return;
      case 'thumbnail':
        return this.keepThumbnail(run, message.index, message.data);
      case 'runAction':
        if (message.action === 'again' || message.action === 'againQuality') {
          // The new run takes the stage.
          selection.clear(folder);
          scene.onSelect();
        }
        return actions.onRun(message.action, target);
      case 'imageAction':
        return actions.onImage(message.action, { ...target, index: message.index });
    }
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

/** Shows the folder of a run whose record cannot be read. */
async function openUnreadable(runId: string, { unreadable }: RunIndex): Promise<void> {
  const folder = unreadable.find((candidate) => path.basename(candidate) === runId);
  if (folder !== undefined) await reveal(folder);
}
