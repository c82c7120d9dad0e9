import path from 'node:path';
import { RUNS_FOLDER } from './folder';
import { DATA_FOLDER } from '../files/containment';
import { listFolders } from './store';

/** How many folders are searched at most. */
const MAX_FOLDERS = 20_000;

/** Whether a folder is skipped because it holds installed packages or files of programs, and no prompts. */
export function isSkipped(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}

/**
 * Finds where programs and editors that were started below a folder keep runs; its own runs are not included. Links
 * are not followed. Folders that are less deep are searched first.
 */
export async function findRunsRoots(base: string): Promise<readonly string[]> {
  const found: string[] = [];
  const queue = [base];
  for (let next = 0; next < queue.length && next < MAX_FOLDERS; next++) {
    const folder = queue[next] ?? base;
    for (const child of await listFolders(folder)) {
      const name = path.basename(child);
      if (name === DATA_FOLDER && folder !== base) found.push(path.join(folder, RUNS_FOLDER));
      if (!isSkipped(name)) queue.push(child);
    }
  }
  return found;
}
