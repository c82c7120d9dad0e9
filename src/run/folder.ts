import path from 'node:path';
import { RUNS_FOLDER } from './store';

/**
 * The folder of a document's runs below a workspace folder. Documents are told apart by their path in the workspace, so
 * two of the same name never share their runs.
 */
export function documentFolder(workspaceFolder: string, documentPath: string): string {
  return path.join(workspaceFolder, RUNS_FOLDER, path.relative(workspaceFolder, documentPath));
}

/** Whether a path lies inside a folder. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
