import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Uri, workspace } from 'vscode';
import { writeAtomic } from '../../run/files/atomic';
import { isInside, RUNS_FOLDER } from '../../run/record/folder';
import { isJsonObject } from '../../task/types';

/**
 * The file beside the runs in the extension's storage that has the address of their document: the folder's name does not
 * have it.
 */
const ADDRESS_FILE = 'document.json';

/** Writes the address of a document into the folder of its runs. */
export async function writeAddress(folder: string, document: Uri): Promise<void> {
  const content = `${JSON.stringify({ version: 1, uri: document.toString() })}\n`;
  await writeAtomic(path.join(folder, ADDRESS_FILE), content);
}

/** Reads the address that `writeAddress` wrote; undefined where there is none. */
export async function readAddress(folder: string): Promise<Uri | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(path.join(folder, ADDRESS_FILE), 'utf8'));
    const uri = isJsonObject(content) && content['version'] === 1 ? content['uri'] : undefined;
    return typeof uri === 'string' ? Uri.parse(uri, true) : undefined;
  } catch {
    return undefined;
  }
}

/** The file name of the document whose runs are in a folder of the extension's storage. */
export function fileNameOf(folder: string): string {
  return path.basename(folder).replace(/-[0-9a-f]{12}$/, '');
}

/** The address of the document of a folder of runs in the workspace, which the folder's path tells; undefined elsewhere. */
export function addressInWorkspace(folder: string): Uri | undefined {
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const runs = path.join(uri.fsPath, RUNS_FOLDER);
    if (uri.scheme !== 'file' || !isInside(runs, folder)) continue;
    return Uri.file(path.join(uri.fsPath, path.relative(runs, folder)));
  }
  return undefined;
}
