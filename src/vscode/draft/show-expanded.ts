import type { Uri } from 'vscode';
import { canonicalText } from '../../prompt/canonical';
import { displayName } from '../../prompt/kind';
import type { Run } from '../../run/store';
import { summarize } from '../../task/build';
import type { JsonObject } from '../../task/types';
import type { Controls } from '../controls';
import { freshUri, isInUse, showNewPromptAt } from '../untitled';

/**
 * Opens what a run's sentence was expanded to as a new document: at the address that is kept for it, or another one where
 * that is in use by now. Returns where it is.
 */
export async function showExpanded(
  run: Run,
  prompt: JsonObject,
  reserved: Uri,
  controls: Controls,
): Promise<Uri> {
  const uri = (await isInUse(reserved)) ? await freshUri(displayName(reserved.path)) : reserved;
  const { width, height } = summarize(run.record.request);
  await showNewPromptAt(uri, canonicalText(prompt), { width, height }, controls);
  return uri;
}
