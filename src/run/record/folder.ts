import path from 'node:path';
import { DATA_FOLDER, ownerOf } from '../files/containment';

/** Where runs are kept, relative to a workspace folder. */
export const RUNS_FOLDER = path.join(DATA_FOLDER, 'runs');

/**
 * The folder of a document's runs below a workspace folder. It contains the document's path in the workspace, so two
 * documents of the same name never share their runs.
 */
export function documentFolder(workspaceFolder: string, documentPath: string): string {
  return path.join(workspaceFolder, RUNS_FOLDER, path.relative(workspaceFolder, documentPath));
}

/**
 * The document that a folder of runs belongs to: the folder that contains `.structured-prompt`, and the document's
 * own path.
 */
interface Belonging {
  readonly owner: string;
  readonly document: string;
}

function belongingOf(folder: string): Belonging | undefined {
  const owner = ownerOf(folder);
  if (owner === undefined) return undefined;
  const runs = path.join(owner, RUNS_FOLDER);
  return isInside(runs, folder)
    ? { owner, document: path.join(owner, path.relative(runs, folder)) }
    : undefined;
}

/**
 * All folders that may hold runs of a document, whichever program made them, given the one that `documentFolder`
 * returns: that folder, and one below each folder in between, where a program or an editor may have been started.
 */
export function documentFolders(folder: string): readonly string[] {
  const belonging = belongingOf(folder);
  if (!belonging) return [folder];
  const { owner, document } = belonging;
  const between = path.relative(owner, path.dirname(document)).split(path.sep);
  const owners = between.map((_, index) => path.join(owner, ...between.slice(0, index + 1)));
  return [folder, ...owners.filter((one) => one !== owner).map((one) => documentFolder(one, document))];
}

/**
 * Converts a folder of runs, made by a program that was started further below, to the folder that `documentFolder`
 * returns for the same document in this workspace folder.
 */
export function documentFolderFrom(workspaceFolder: string, folder: string): string {
  const belonging = belongingOf(folder);
  return belonging && isInside(workspaceFolder, belonging.document)
    ? documentFolder(workspaceFolder, belonging.document)
    : folder;
}

/** Whether a path lies inside a folder. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
