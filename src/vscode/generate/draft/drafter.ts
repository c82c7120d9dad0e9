import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { commands, l10n, Uri, window, workspace } from 'vscode';
import { displayName } from '../../../prompt/kind';
import type { Job, Outcome } from '../../../run/drive/queue';
import { Limiter } from '../../../run/limiter';
import { removeRunFolder, type Run } from '../../../run/record/store';
import { buildTasks } from '../../../task/build';
import { draftDocument, draftName } from '../../../task/draft';
import type { GenerationOptions, ImageTask } from '../../../task/types';
import { promptOfSentence, showExpanded } from '../../documents/expanded-prompt';
import type { StudioOpener } from '../../documents/studio-opener';
import { freshUri } from '../../documents/untitled';
import { generationSettings } from '../../platform/settings';
import { driveBatch } from '../../runs/drive';
import type { Action } from '../../runs/failure';
import { reportBatch } from '../../runs/report';
import { confirmPurchase } from '../confirm';
import type { GeneratorServices } from '../generator';
import type { DraftOrder } from './ask';

export interface DraftServices extends Pick<
  GeneratorServices,
  'runs' | 'connections' | 'controls' | 'locations'
> {
  readonly studio: Pick<StudioOpener, 'openNewest'>;
}

/** Creates a folder. False if it exists. Any other failure is reported when a run is saved there. */
async function claim(folder: string): Promise<boolean> {
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    await mkdir(folder);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EEXIST';
  }
  return true;
}

/** The options that new documents of the workspace start with. */
export function newDocumentOptions(): GenerationOptions {
  return generationSettings(workspace.workspaceFolders?.[0]?.uri);
}

/** Has the service expand a sentence, and opens the resulting structured prompt beside its image. */
export class Drafter {
  private readonly services: DraftServices;
  /** Opens one document at a time: the editor may drop one for another. */
  private readonly opening = new Limiter(1);

  constructor(services: DraftServices) {
    this.services = services;
  }

  /** Makes a draft. False if there is none. A failure is shown, together with `actions`. */
  async draft({ sentence, size }: DraftOrder, actions: readonly Action[]): Promise<boolean> {
    const { locations } = this.services;
    const { width, height } = size;
    const document = draftDocument(sentence, { ...newDocumentOptions(), width, height });
    const tasks = buildTasks('task', document, newDocumentOptions(), randomUUID);
    if (!(await confirmPurchase(tasks))) return false;
    // The document is opened once it has a text. Its folder reserves the name until then.
    const uri = await freshUri(draftName(sentence), (free) => claim(locations.folderOf(free)));
    const documentText = `${JSON.stringify(document, null, 2)}\n`;
    const outcomes = await this.drive(uri, tasks, documentText);
    await removeRunFolder(locations.folderOf(uri));
    const [outcome] = outcomes;
    return outcome !== undefined && (await this.finish(uri, outcome, actions));
  }

  private drive(uri: Uri, tasks: readonly ImageTask[], documentText: string): Promise<readonly Outcome[]> {
    const { runs, connections, locations } = this.services;
    const folder = locations.folderOf(uri);
    const jobs = tasks.map((task): Job => ({
      folder,
      init: { backend: 'runware', kind: 'task', task, documentText, expected: 1 },
    }));
    const title = { name: displayName(uri.path), backend: 'runware', total: 1 } as const;
    return driveBatch(connections, title, (batch) => runs.run(jobs, batch));
  }

  private async finish(uri: Uri, outcome: Outcome, actions: readonly Action[]): Promise<boolean> {
    const { controls, studio } = this.services;
    const { run } = outcome;
    // The prompt is paid for even if its image was lost on the way.
    const prompt = run && promptOfSentence(run);
    if (run && prompt) {
      await this.opening.run(async () => studio.openNewest(await showExpanded(run, prompt, uri, controls)));
    } else if (run?.record.state === 'succeeded') void this.explainMissingPrompt(run);
    // Without a document no panel shows the run.
    const isOpen = run?.record.state === 'detached' && !prompt;
    const message = isOpen ? l10n.t('You find the run in the view "Runs".') : '';
    void reportBatch([outcome], { announce: false, message, actions: prompt ? [] : actions });
    return prompt !== undefined;
  }

  private async explainMissingPrompt(run: Run): Promise<void> {
    const show = l10n.t('Show Image');
    const file = run.record.results[0]?.file ?? undefined;
    const message = l10n.t(
      'The image has arrived, but the service did not return the prompt that it was made from.',
    );
    const chosen = await window.showWarningMessage(message, ...(file === undefined ? [] : [show]));
    if (chosen === show && file !== undefined) {
      await commands.executeCommand('vscode.open', Uri.file(path.join(run.directory, file)));
    }
  }
}
