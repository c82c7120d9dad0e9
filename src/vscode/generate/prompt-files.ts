import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import { kindOfName } from '../../prompt/kind';
import { isRunFolder } from '../../run/record/store';

/** The names of folders that contain copies, and files of other people. */
const SKIPPED = ['node_modules', '.git', '.structured-prompt/runs'];

function isSkipped(folder: Uri): boolean {
  return SKIPPED.some((name) => folder.path.endsWith(`/${name}`));
}

/**
 * Finds the prompt and task files below a folder, sorted by name within each folder. Links are not followed: they lead to
 * copies, and in circles. The copies that runs keep are left out, wherever they are: generating one would pay for the
 * same image again. A folder that cannot be read counts as empty.
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
