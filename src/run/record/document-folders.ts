import { stat } from 'node:fs/promises';
import path from 'node:path';
import { escapingLink } from '../files/containment';
import { hasRunName } from './run-name';
import { listFolders, RECORD } from './store';

/** No document lies deeper in its workspace than this. */
const MAX_DEPTH = 30;

async function hasRecord(folder: string): Promise<boolean> {
  return stat(path.join(folder, RECORD)).then(
    () => true,
    () => false,
  );
}

/** Finds the folders in and below a folder that hold runs, readable or not: one for each document. */
export async function findDocumentFolders(folder: string, depth = 0): Promise<readonly string[]> {
  if (depth > MAX_DEPTH || (depth === 0 && (await escapingLink(folder)) !== undefined)) return [];
  const below: string[] = [];
  let hasRuns = false;
  for (const child of await listFolders(folder)) {
    // One record is enough. The hundreds of runs beside it are recognized by their names, without reading them.
    if (hasRuns && hasRunName(child)) continue;
    if (await hasRecord(child)) hasRuns = true;
    else below.push(...(await findDocumentFolders(child, depth + 1)));
  }
  return hasRuns ? [folder, ...below] : below;
}
