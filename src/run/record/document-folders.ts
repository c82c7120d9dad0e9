import { stat } from 'node:fs/promises';
import path from 'node:path';
import { outsideLink } from '../files/outside';
import { hasRunName } from './run-name';
import { foldersIn, RECORD } from './store';

/** No document lies deeper in its workspace than this. */
const MAX_DEPTH = 30;

async function hasRecord(folder: string): Promise<boolean> {
  return stat(path.join(folder, RECORD)).then(
    () => true,
    () => false,
  );
}

/** The folders in and below a folder that runs lie in, readable or not: one for each document. */
export async function findDocumentFolders(folder: string, depth = 0): Promise<readonly string[]> {
  if (depth > MAX_DEPTH || (depth === 0 && (await outsideLink(folder)) !== undefined)) return [];
  const below: string[] = [];
  let hasRuns = false;
  for (const child of await foldersIn(folder)) {
    // One run is enough to know: of hundreds beside it the names tell.
    if (hasRuns && hasRunName(child)) continue;
    if (await hasRecord(child)) hasRuns = true;
    else below.push(...(await findDocumentFolders(child, depth + 1)));
  }
  return hasRuns ? [folder, ...below] : below;
}
