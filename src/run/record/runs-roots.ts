import path from 'node:path';
import { RUNS_FOLDER } from './folder';
import { OURS } from '../files/outside';
import { foldersIn } from './store';

/** A folder with more folders in it than this is not searched to its end. */
const MAX_FOLDERS = 20_000;

/** Whether a folder holds other people's files, or what programs keep: no prompt of a person's is there. */
export function isSkipped(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}

/**
 * Where runs are kept in the folders below a folder, by programs and editors that were started there; not its own. Links are
 * not followed, and what lies near is found first.
 */
export async function findRunsRoots(base: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [base];
  for (let next = 0; next < waiting.length && next < MAX_FOLDERS; next++) {
    const folder = waiting[next] ?? base;
    for (const child of await foldersIn(folder)) {
      const name = path.basename(child);
      if (name === OURS && folder !== base) found.push(path.join(folder, RUNS_FOLDER));
      if (!isSkipped(name)) waiting.push(child);
    }
  }
  return found;
}
