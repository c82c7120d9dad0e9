import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expectedOf } from '../run/drive/engine';
import { documentFolder, isInside, RUNS_FOLDER } from '../run/record/folder';
import type { Job } from '../run/drive/queue';
import { ownerOf } from '../run/files/containment';
import { findRunsRoots } from '../run/record/runs-roots';
import { findRuns } from '../run/record/store';
import { buildTasks } from '../task/build';
import { DEFAULT_OPTIONS } from '../task/types';
import { bringsUUIDs, freshUUIDs } from '../task/uuids';
import type { BackendId } from '../task/run';
import type { FileDocument } from './documents';
import { requireInside } from './inside';
import { notWritable } from './usage';

/** A run to be made, with the file that its task is from. */
export interface FileJob extends Job {
  readonly document: FileDocument;
  /** Where runs are kept, its folder among them. */
  readonly root: string;
}

function placeOf(file: string, out: string | undefined): { readonly root: string; readonly folder: string } {
  if (out !== undefined) return { root: path.resolve(out), folder: path.resolve(out) };
  const absolute = path.resolve(file);
  const base = isInside(process.cwd(), absolute) ? process.cwd() : path.dirname(absolute);
  return { root: path.join(base, RUNS_FOLDER), folder: documentFolder(base, absolute) };
}

/** Made before anything is sent: a place that cannot be written to must not cost anything. */
async function makeFolder(folder: string): Promise<void> {
  await requireInside(folder);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notWritable(folder, error);
  });
}

/**
 * The UUIDs of the runs around the files that bring UUIDs of their own. Files are copied with them: the service would
 * refuse the copy, or take it for the task that it has and answer with its images.
 */
async function usedUUIDs(drafts: readonly Pick<FileJob, 'document' | 'root'>[]): Promise<string[]> {
  const named = drafts.filter(({ document }) => bringsUUIDs(document.parsed.value));
  const roots = [...new Set(named.map(({ root }) => root))];
  const below = roots.map((root) => findRunsRoots(ownerOf(root) ?? root));
  const all = [...roots, ...(await Promise.all(below)).flat()];
  const runs = await Promise.all(all.map((root) => findRuns(root)));
  return runs.flat().map(({ record }) => record.taskUUID);
}

/** Makes one job for each task of the documents, and the folders for them. Rejects with a `UsageError` where that fails. */
export async function makeJobs(
  documents: readonly FileDocument[],
  backend: BackendId,
  out: string | undefined,
): Promise<readonly FileJob[]> {
  const drafts = documents.flatMap((document) => {
    const { kind = 'prompt', parsed } = document;
    const place = placeOf(document.name, out);
    const tasks = buildTasks(kind, parsed.value, DEFAULT_OPTIONS, randomUUID);
    return tasks.map((task) => ({ ...place, document, kind, task, taskUUID: task.taskUUID }));
  });
  for (const folder of new Set(drafts.map((draft) => draft.folder))) await makeFolder(folder);
  const used = await usedUUIDs(drafts);
  return freshUUIDs(drafts, used, randomUUID).map(({ document, kind, root, folder, ...draft }) => {
    const task = { ...draft.task, taskUUID: draft.taskUUID };
    const expected = expectedOf(backend, task);
    return { document, root, folder, init: { backend, task, expected, kind, documentText: document.text } };
  });
}
