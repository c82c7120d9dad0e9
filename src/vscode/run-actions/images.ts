import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileSystemError, l10n, Uri, window, workspace } from 'vscode';
import { displayName } from '../../prompt/kind';
import { escapingLink } from '../../run/files/containment';
import { withOrigin } from '../../run/record/origin';
import type { Run } from '../../run/record/store';
import { messageOf } from '../../task/errors';
import { exists, mayWriteTo, reveal } from '../platform/files';
import { plain } from '../platform/plain';

/** The path of an image file; undefined until it is on the disk. */
export function imageFile(run: Run, index: number): string | undefined {
  const file = run.record.results[index]?.file ?? undefined;
  return file === undefined ? undefined : path.join(run.directory, file);
}

/** The name that an image is saved under, without its extension. */
function stemOf(run: Run, index: number, document: Uri): string {
  return `${displayName(document.path)}-${run.record.results[index]?.seed ?? index + 1}`;
}

/** The workspace folder of a document, else the first one. */
function homeOf(document: Uri): Uri | undefined {
  return (workspace.getWorkspaceFolder(document) ?? workspace.workspaceFolders?.[0])?.uri;
}

function reasonOf(error: unknown): string {
  const gone = error instanceof FileSystemError && error.code === 'FileNotFound';
  if (gone) return l10n.t('The image is no longer in its run folder.');
  return messageOf(error);
}

/** The bytes of an image to save, with its origin in them. Rejects if the file is a link out of the folder of the runs. */
async function savedBytes(run: Run, index: number, source: string): Promise<Uint8Array> {
  if ((await escapingLink(source)) !== undefined) {
    throw new Error(l10n.t('What is in its place leads out of the folder of the runs.'));
  }
  return withOrigin(run, index, await workspace.fs.readFile(Uri.file(source)));
}

/** Saves an image of a run, with its origin in it, in a location that the person chooses. */
export async function saveImageAs(run: Run, index: number, document: Uri): Promise<void> {
  const source = imageFile(run, index);
  if (source === undefined) return;
  const ending = path.extname(source);
  const folder = homeOf(document);
  const target = await window.showSaveDialog({
    title: l10n.t('Save Image'),
    ...(folder ? { defaultUri: Uri.joinPath(folder, `${stemOf(run, index, document)}${ending}`) } : {}),
    filters: { [l10n.t('Image')]: [ending.slice(1)] },
  });
  if (!target) return;
  try {
    const bytes = await savedBytes(run, index, source);
    // The dialog has already asked whether to replace an existing file.
    if (await mayWriteTo(target)) await workspace.fs.writeFile(target, bytes);
  } catch (error) {
    await window.showErrorMessage(l10n.t('The image could not be saved. {0}', plain(reasonOf(error))));
  }
}

/** Writes a file if its path is unused, even by a link. Returns whether it was. */
async function writeNew(target: Uri, bytes: Uint8Array): Promise<boolean> {
  if (target.scheme !== 'file') {
    if (await exists(target)) return false;
    await workspace.fs.writeFile(target, bytes);
    return true;
  }
  try {
    await writeFile(target.fsPath, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Writes a file into a folder under an unused name: if the name is taken, it gets a number. */
async function writeFree(folder: Uri, stem: string, ending: string, bytes: Uint8Array): Promise<Uri> {
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, `${stem}${number === 1 ? '' : `-${number}`}${ending}`);
    if (await writeNew(uri, bytes)) return uri;
  }
}

async function askForFolder(document: Uri): Promise<Uri | undefined> {
  const defaultUri = homeOf(document);
  const chosen = await window.showOpenDialog({
    title: l10n.t('Folder for the Images'),
    openLabel: l10n.t('Save Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(defaultUri ? { defaultUri } : {}),
  });
  return chosen?.[0];
}

/** Saves all images of a run, with their origin in them, in a folder that the person chooses. Overwrites nothing. */
export async function saveAllImages(run: Run, document: Uri): Promise<void> {
  const images = run.record.results.flatMap((_, index) => {
    const source = imageFile(run, index);
    return source === undefined ? [] : [{ index, source }];
  });
  const folder = images.length > 0 ? await askForFolder(document) : undefined;
  if (!folder) return;
  const saved: Uri[] = [];
  let failure: string | undefined;
  for (const { index, source } of images) {
    try {
      const bytes = await savedBytes(run, index, source);
      saved.push(await writeFree(folder, stemOf(run, index, document), path.extname(source), bytes));
    } catch (error) {
      failure ??= reasonOf(error);
    }
  }
  await tell(saved, images.length, folder, failure);
}

async function tell(
  saved: readonly Uri[],
  total: number,
  folder: Uri,
  failure: string | undefined,
): Promise<void> {
  if (failure !== undefined) {
    const words = l10n.t('{0} of {1} images were saved. {2}', saved.length, total, plain(failure));
    await window.showErrorMessage(words);
    return;
  }
  const name = plain(path.posix.basename(folder.path));
  const words =
    total === 1
      ? l10n.t('1 image was saved in {0}.', name)
      : l10n.t('{0} images were saved in {1}.', total, name);
  const show = l10n.t('Show');
  const [first] = saved;
  if ((await window.showInformationMessage(words, show)) === show && first) await reveal(first.fsPath);
}

/** Shows an image file of a run in the system's file manager, or in the explorer of a remote window. */
export async function revealImage(run: Run, index: number): Promise<void> {
  const file = imageFile(run, index);
  if (file === undefined) return;
  await reveal(file);
}
