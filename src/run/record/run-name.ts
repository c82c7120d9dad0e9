import path from 'node:path';

/** The name of a new run's folder: `2026-03-01T09-30-00-1b4e28ba`. Sorts by time, legal on every file system. */
export function runName(time: Date, taskUUID: string): string {
  const stamp = time.toISOString().slice(0, 19).replaceAll(':', '-');
  return `${stamp}-${taskUUID.replaceAll(/[^0-9a-z]/gi, '').slice(0, 8)}`;
}

/** The name of a run's folder when `copy - 1` others have the same name: the first one has no number. */
export function numberedRunName(name: string, copy: number): string {
  return copy === 1 ? name : `${name}-${copy}`;
}

/** The names that these two functions return. */
const RUN_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[0-9a-z]{1,8}(-\d+)?$/i;

/** Whether a folder has the name of a run's folder. Then it does not contain a document's runs. */
export function hasRunName(folder: string): boolean {
  return RUN_NAME.test(path.basename(path.resolve(folder)));
}
