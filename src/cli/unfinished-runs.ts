import { realpath, stat } from 'node:fs/promises';
import { lintDocument } from '../lint/lint';
import { RUNS_FOLDER } from '../run/record/folder';
import { findRunsRoots } from '../run/record/runs-roots';
import { findRuns, type Run } from '../run/record/store';
import { canResume } from '../run/record/resumable';
import type { Refusal } from './report';
import { requireInside } from './inside';
import { UsageError } from './usage';

async function requireFolder(name: string): Promise<void> {
  const there = await stat(name).catch(() => undefined);
  if (!there?.isDirectory()) {
    throw new UsageError(`${name}: is no folder. Name a run's folder, or one that holds runs.`);
  }
}

/**
 * The unfinished runs in and below some folders, each once; in all runs of the working directory and the
 * folders below it where none is named. Rejects
 * with a `UsageError` for what is no folder.
 */
export async function findUnfinished(folders: readonly string[]): Promise<readonly Run[]> {
  for (const folder of folders) await requireFolder(folder);
  const searched = folders.length > 0 ? folders : [RUNS_FOLDER, ...(await findRunsRoots('.'))];
  for (const folder of searched) await requireInside(folder);
  const found = new Map<string, Run>();
  for (const folder of searched) {
    for (const run of await findRuns(folder)) {
      const identity = await realpath(run.directory);
      if (!found.has(identity)) found.set(identity, { ...run, directory: identity });
    }
  }
  return [...found.values()].filter((run) => canResume(run.record));
}

/** Why the task of a run must not be sent: its record comes from a file, which may come from anywhere. */
export function unsoundness({ record }: Run): Refusal | undefined {
  // What the service has accepted is only asked for.
  if (record.accepted) return undefined;
  const { problems } = lintDocument('request.image-task.json', JSON.stringify(record.request));
  return problems.find(({ blocking }) => blocking);
}
