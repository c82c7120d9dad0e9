import path from 'node:path';
import { type Uri, window } from 'vscode';
import type { Run } from '../../run/record/store';
import type { Controls } from '../documents/controls';
import { promptOfSentence, showExpanded } from '../documents/expanded-prompt';
import { openPrompt } from '../documents/prompt-documents';
import { knownFolderOf, type RunLocations } from '../documents/run-locations';
import type { StudioOpener } from '../documents/studio-opener';
import { reveal } from '../platform/files';

export interface ShowServices {
  readonly studio: Pick<StudioOpener, 'openNewest'>;
  readonly controls: Controls;
  readonly locations: RunLocations;
}

/** Shows the document that a run was made from, or opens the prompt of a draft; undefined if there is neither. */
async function showDocumentOf(run: Run, { controls, locations }: ShowServices): Promise<Uri | undefined> {
  const folder = knownFolderOf(path.dirname(run.directory));
  const { uri, isThere } = await locations.locateDocument(folder);
  const document = uri && isThere ? (await openPrompt(uri))?.document : undefined;
  if (document) {
    await window.showTextDocument(document);
    return document.uri;
  }
  const prompt = promptOfSentence(run);
  return prompt && showExpanded(run, prompt, await locations.untitledAddress(folder), controls);
}

/** Shows a run's document with its newest images in the studio, or the run's folder if there is no such document. */
export async function showRun(run: Run, services: ShowServices): Promise<void> {
  const document = await showDocumentOf(run, services);
  if (document) services.studio.openNewest(document);
  else await reveal(run.directory);
}
