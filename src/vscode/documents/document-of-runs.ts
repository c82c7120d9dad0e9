import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Uri, workspace } from 'vscode';
import { writeAtomic } from '../../run/files/atomic';
import { isInside, RUNS_FOLDER } from '../../run/record/folder';
import { isJsonObject } from '../../task/types';
import { isFile } from '../platform/files';
import { isRunCopy, runsFolderOf } from './prompt-documents';

/** The document that a folder of runs belongs to. */
export interface DocumentPlace {
  /** Where it is, or was; undefined where that is not known. */
  readonly uri: Uri | undefined;
  /** Whether there is such a document, saved or not. */
  readonly isThere: boolean;
}

/** Beside the runs in the extension's storage: the address of their document, which their folder's name does not tell. */
const ADDRESS_FILE = 'document.json';

/** Writes down where a document is whose runs are in the extension's storage. Without it they are only harder to find. */
export async function noteAddress(document: Uri, storage: Uri): Promise<void> {
  const folder = runsFolderOf(document, storage);
  if (document.scheme === 'untitled' || !isInside(path.join(storage.fsPath, 'runs'), folder)) return;
  if (isRunCopy(document, storage)) return;
  const content = `${JSON.stringify({ version: 1, uri: document.toString() })}\n`;
  try {
    await mkdir(folder, { recursive: true });
    await writeAtomic(path.join(folder, ADDRESS_FILE), content);
  } catch {
    // A disk that takes nothing is reported when the runs themselves are to be kept.
  }
}

async function notedAddress(folder: string): Promise<Uri | undefined> {
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

/** In the workspace the path of a folder of runs tells where their document is. */
function addressInWorkspace(folder: string): Uri | undefined {
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const runs = path.join(uri.fsPath, RUNS_FOLDER);
    if (uri.scheme !== 'file' || !isInside(runs, folder)) continue;
    return Uri.file(path.join(uri.fsPath, path.relative(runs, folder)));
  }
  return undefined;
}

/** Where the document is that a folder of runs belongs to: an open one, or else a file. */
export async function placeOf(folder: string, storage: Uri): Promise<DocumentPlace> {
  const open = workspace.textDocuments.find(
    ({ uri }) => !isRunCopy(uri, storage) && runsFolderOf(uri, storage) === folder,
  );
  if (open) return { uri: open.uri, isThere: true };
  const uri = addressInWorkspace(folder) ?? (await notedAddress(folder));
  return { uri, isThere: uri !== undefined && (await isFile(uri)) };
}
