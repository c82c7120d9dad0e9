import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import { kindOfName } from '../../prompt/kind';
import { isRunFolder } from '../../run/record/store';

/** Folders that hold copies and other people's files, by their last names. */
const SKIPPED = ['node_modules', '.git', '.structured-prompt/runs'];

function isSkipped(folder: Uri): boolean {
  return SKIPPED.some((name) => folder.path.endsWith(`/${name}`));
}

/**
 * The prompt and task files below a folder, by name within each folder. Links are not followed: they lead to copies and
 * in circles. Nor are the copies that runs keep, wherever the command line was told to make them: generating from one
 * would pay for the same again. A folder that cannot be read counts as empty.
 */
export async function findPromptFiles(folder: Uri, token: CancellationToken): Promise<readonly Uri[]> {
  if (token.isCancellationRequested || (await isRunFolder(folder.fsPath))) return [];
  const entries = await workspace.fs.readDirectory(folder).then(
    (found) => found.sort(([a], [b]) => (a < b ? -1 : 1)),
    () => [],
  );
  const files: Uri[] = [];
  for (const [name, type] of entries) {
    const uri = Uri.joinPath(folder, name);
    if (type === FileType.File && kindOfName(name)) files.push(uri);
    if (type === FileType.Directory && !isSkipped(uri)) files.push(...(await findPromptFiles(uri, token)));
  }
  return files;
}
