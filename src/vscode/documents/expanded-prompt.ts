import path from 'node:path';
import type { Uri } from 'vscode';
import { canonicalText } from '../../prompt/canonical';
import { displayName, kindOfName } from '../../prompt/kind';
import { expandedPrompt } from '../../run/record/run-prompt';
import type { Run } from '../../run/record/store';
import { summarize } from '../../task/build';
import type { JsonObject } from '../../task/types';
import { showReadOnly } from '../platform/editor';
import type { Controls } from './controls';
import { knownFolderOf, type RunLocations } from './run-locations';
import { freshUri, isInUse, showNewPromptAt } from './untitled';

/** The structured prompt that the service made from the sentence of a run; undefined for any other run. */
export function promptOfSentence({ record }: Run): JsonObject | undefined {
  return record.request.positivePrompt === undefined ? undefined : expandedPrompt(record);
}

/**
 * Opens the structured prompt that a run's sentence was expanded to as a new document: at the address that its runs
 * belong to, or at another one if that is in use. Returns its address.
 */
export async function showExpanded(
  run: Run,
  prompt: JsonObject,
  home: Uri,
  controls: Controls,
): Promise<Uri> {
  const isFree = kindOfName(home.path) === 'prompt' && !(await isInUse(home));
  const uri = isFree ? home : await freshUri(displayName(home.path));
  const { width, height } = summarize(run.record.request);
  await showNewPromptAt(uri, canonicalText(prompt), { width, height }, controls);
  return uri;
}

/** Opens the prompt of a run: read-only as it was sent, or as a new document if the service made it from a sentence. */
export async function openRunPrompt(run: Run, locations: RunLocations, controls: Controls): Promise<void> {
  const prompt = promptOfSentence(run);
  if (!prompt) return showReadOnly(path.join(run.directory, run.record.promptFile));
  const home = await locations.untitledAddress(knownFolderOf(path.dirname(run.directory)));
  await showExpanded(run, prompt, home, controls);
}
