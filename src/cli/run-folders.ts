import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { lintDocument } from '../lint/lint';
import { escapingLink, escapingLinkMessage } from '../run/files/containment';
import { RUNS_FOLDER } from '../run/record/folder';
import { findRunsRoots } from '../run/record/runs-roots';
import { findRuns, type Run } from '../run/record/store';
import { canResume } from '../run/record/resumable';
import type { Refusal } from './report';
import { UsageError } from './usage-error';

/** Rejects with a `UsageError` if a folder for runs is behind a link that leads out of its parent folder. */
export async function requireNoEscapingLink(folder: string): Promise<void> {
  const link = await escapingLink(folder);
  if (link !== undefined) throw new UsageError(escapingLinkMessage(link));
}

async function requireFolder(name: string): Promise<void> {
  const there = await stat(name).catch(() => undefined);
  if (!there?.isDirectory()) {
    throw new UsageError(`${name}: is no folder. Name a run's folder, or one that holds runs.`);
  }
}

/**
 * The unfinished runs in and below some folders, each once; if none are given, those in and below the working directory.
 * Rejects with a `UsageError` for anything that is not a folder.
 */
export async function findUnfinishedRuns(folders: readonly string[]): Promise<readonly Run[]> {
  for (const folder of folders) await requireFolder(folder);
  const searched = folders.length > 0 ? folders : [RUNS_FOLDER, ...(await findRunsRoots('.'))];
  for (const folder of searched) await requireNoEscapingLink(folder);
  const found = new Map<string, Run>();
  for (const folder of searched) {
    for (const run of await findRuns(folder)) {
      const identity = await realpath(run.directory);
      if (!found.has(identity)) found.set(identity, { ...run, directory: identity });
    }
  }
  return [...found.values()].filter((run) => canResume(run.record));
}

/** Why the task of a run must not be sent, if so. This is checked because its record is a file that may come from anywhere. */
export function unsoundness({ record }: Run): Refusal | undefined {
  // An accepted task is only polled, not sent again.
  if (record.accepted) return undefined;
  const { problems } = lintDocument('request.image-task.json', JSON.stringify(record.request));
  return problems.find(({ blocking }) => blocking);
}

/** An argument quoted for a shell. */
function quoted(argument: string): string {
  return /^[\w./:@%+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** The command that resumes the unfinished runs in some folders (absolute) at an endpoint. */
export function resumeCommand(folders: readonly string[], endpoint: string | undefined): string {
  const names = [...new Set(folders)].map((folder) => path.relative('', folder) || '.');
  const [only, second] = names;
  const isDefault = only === RUNS_FOLDER && second === undefined;
  const where = [...(isDefault ? [] : names), ...(endpoint === undefined ? [] : ['--endpoint', endpoint])];
  return ['structured-prompt resume', ...where.map(quoted)].join(' ');
}
