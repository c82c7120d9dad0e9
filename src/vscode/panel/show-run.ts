import path from 'node:path';
import { Uri, window, workspace } from 'vscode';
import { isInside } from '../../run/folder';
import { RUNS_FOLDER, type Run } from '../../run/store';
import { openPrompt, type PromptDocument } from '../documents';
import { reveal } from '../review/images';
import type { Studio } from './studio';

/** The document that a run was made from: of those outside of any workspace folder it is not known where they are. */
async function documentOf(run: Run): Promise<PromptDocument | undefined> {
  const folder = path.dirname(run.directory);
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const runs = path.join(uri.fsPath, RUNS_FOLDER);
    if (uri.scheme !== 'file' || !isInside(runs, folder)) continue;
    return openPrompt(Uri.file(path.join(uri.fsPath, path.relative(runs, folder))));
  }
  return undefined;
}

/** Shows a run's document with its newest images in the studio, or the run's folder where there is no such document. */
export async function showRun(run: Run, studio: Studio): Promise<void> {
  const prompt = await documentOf(run);
  if (!prompt) return reveal(run.directory);
  await window.showTextDocument(prompt.document);
  studio.openNewest(prompt.document.uri);
}
