import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Uri, workspace } from 'vscode';
import { ownerOf } from '../../run/files/containment';
import { documentFolder, documentFolderFrom, isInside, RUNS_FOLDER } from '../../run/record/folder';
import { isFile } from '../platform/files';
import { addressInWorkspace, fileNameOf, readAddress, writeAddress } from './document-of-runs';
import { homeOf } from './prompt-documents';

/** The location of the document that a folder of runs belongs to. */
export interface DocumentLocation {
  /** Where it is, or was; undefined where that is not known. */
  readonly uri: Uri | undefined;
  /** Whether there is such a document, saved or not. */
  readonly isThere: boolean;
}

/**
 * The folder that stands for a document in this window, given any folder with runs of it: runs that were made from a
 * folder below the workspace stay there, and belong to the same document.
 */
export function knownFolderOf(folder: string): string {
  const owner = ownerOf(folder);
  const around = owner === undefined ? undefined : workspace.getWorkspaceFolder(Uri.file(owner))?.uri;
  if (around?.scheme !== 'file' || around.fsPath === owner) return folder;
  return documentFolderFrom(around.fsPath, folder);
}

/** Names of documents outside any workspace folder are not unique: a hash of the address tells them apart. */
function storageName(uri: Uri): string {
  const hash = createHash('sha256').update(uri.toString()).digest('hex').slice(0, 12);
  return `${path.basename(uri.path)}-${hash}`;
}

/** Where the runs of documents are: in the document's workspace folder, else in the extension's storage. */
export class RunLocations {
  /** The folder for the runs of documents outside any workspace folder. */
  readonly storage: Uri;

  /** `storage` is the folder that the editor gives the extension. */
  constructor(storage: Uri) {
    this.storage = Uri.joinPath(storage, 'runs');
  }

  /** Whether a document is the copy that a run keeps of its prompt. */
  isCopy(uri: Uri): boolean {
    return (
      uri.fsPath.includes(`${path.sep}${RUNS_FOLDER}${path.sep}`) || isInside(this.storage.fsPath, uri.fsPath)
    );
  }

  /** The folder of a document's runs. The copy of a prompt in a run belongs to that run's document. */
  folderOf(uri: Uri): string {
    if (this.isCopy(uri)) return path.dirname(path.dirname(uri.fsPath));
    const file = homeOf(uri);
    const folder = file.scheme === 'file' ? workspace.getWorkspaceFolder(file) : undefined;
    if (folder?.uri.scheme === 'file') return documentFolder(folder.uri.fsPath, file.fsPath);
    return path.join(this.storage.fsPath, storageName(file));
  }

  /** The folder that contains the runs of a document and of all documents around it. */
  rootOf(uri: Uri): string {
    const folder = workspace.getWorkspaceFolder(homeOf(uri))?.uri;
    return folder?.scheme === 'file' ? path.join(folder.fsPath, RUNS_FOLDER) : this.storage.fsPath;
  }

  /** The folders below which this window makes runs. */
  get roots(): readonly string[] {
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    return [this.storage.fsPath, ...folders.map(({ uri }) => path.join(uri.fsPath, RUNS_FOLDER))];
  }

  /** Finds the document that a folder of runs belongs to: an open one, or else a file. */
  async locateDocument(folder: string): Promise<DocumentLocation> {
    const open = workspace.textDocuments.find(
      ({ uri }) => !this.isCopy(uri) && this.folderOf(uri) === folder,
    );
    if (open) return { uri: open.uri, isThere: true };
    const uri = addressInWorkspace(folder) ?? (await readAddress(folder));
    return { uri, isThere: uri !== undefined && (await isFile(uri)) };
  }

  /** The address of the unsaved document whose runs are in a folder. */
  async untitledAddress(folder: string): Promise<Uri> {
    const { uri } = await this.locateDocument(folder);
    return uri?.with({ scheme: 'untitled' }) ?? Uri.from({ scheme: 'untitled', path: fileNameOf(folder) });
  }

  /** Records the address of a document whose runs are in the storage. Without it the runs are only harder to find. */
  async noteAddress(document: Uri): Promise<void> {
    const folder = this.folderOf(document);
    if (document.scheme === 'untitled' || !isInside(this.storage.fsPath, folder)) return;
    if (this.isCopy(document)) return;
    try {
      await mkdir(folder, { recursive: true });
      await writeAddress(folder, document);
    } catch {
      // A disk that cannot be written to is reported when the runs themselves are saved.
    }
  }
}
