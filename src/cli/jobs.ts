import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expectedOf } from '../run/drive/engine';
import type { Job } from '../run/drive/queue';
import { ownerOf } from '../run/files/containment';
import { documentFolder, isInside, RUNS_FOLDER } from '../run/record/folder';
import { findRunsRoots } from '../run/record/runs-roots';
import { findRuns } from '../run/record/store';
import { buildTasks } from '../task/build';
import type { BackendId } from '../task/run';
import { DEFAULT_OPTIONS } from '../task/types';
import { bringsUUIDs, freshUUIDs } from '../task/uuids';
import type { FileDocument } from './documents';
import { requireNoEscapingLink } from './run-folders';
import { notWritable } from './usage-error';

/** A run to make, with the file that its task is from. */
export interface FileJob extends Job {
  readonly document: FileDocument;
  /** The folder that contains its run folder. */
  readonly root: string;
}

function foldersFor(
  file: string,
  out: string | undefined,
): { readonly root: string; readonly folder: string } {
  if (out !== undefined) return { root: path.resolve(out), folder: path.resolve(out) };
  const absolute = path.resolve(file);
  const base = isInside(process.cwd(), absolute) ? process.cwd() : path.dirname(absolute);
  return { root: path.join(base, RUNS_FOLDER), folder: documentFolder(base, absolute) };
}

/** Creates a folder before anything is sent, so that a folder that cannot be written to costs nothing. */
async function makeFolder(folder: string): Promise<void> {
  await requireNoEscapingLink(folder);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notWritable(folder, error);
  });
}

/**
 * The UUIDs of existing runs beside files that contain their own UUIDs. A copied file contains the same UUIDs: the service
 * would refuse the copy, or answer with the images of the original.
 */
async function usedUUIDs(drafts: readonly Pick<FileJob, 'document' | 'root'>[]): Promise<string[]> {
  const named = drafts.filter(({ document }) => bringsUUIDs(document.parsed.value));
  const roots = [...new Set(named.map(({ root }) => root))];
  const below = roots.map((root) => findRunsRoots(ownerOf(root) ?? root));
  const all = [...roots, ...(await Promise.all(below)).flat()];
  const runs = await Promise.all(all.map((root) => findRuns(root)));
  return runs.flat().map(({ record }) => record.taskUUID);
}

/** Makes one job for each task of the documents, and the folders for them. Rejects with a `UsageError` if that fails. */
export async function makeJobs(
  documents: readonly FileDocument[],
  backend: BackendId,
  out: string | undefined,
): Promise<readonly FileJob[]> {
  const drafts = documents.flatMap((document) => {
    const { kind = 'prompt', parsed } = document;
    const folders = foldersFor(document.name, out);
    const tasks = buildTasks(kind, parsed.value, DEFAULT_OPTIONS, randomUUID);
    return tasks.map((task) => ({ ...folders, document, kind, task, taskUUID: task.taskUUID }));
  });
  for (const folder of new Set(drafts.map((draft) => draft.folder))) await makeFolder(folder);
  const used = await usedUUIDs(drafts);
  return freshUUIDs(drafts, used, randomUUID).map(({ document, kind, root, folder, ...draft }) => {
    const task = { ...draft.task, taskUUID: draft.taskUUID };
    const expected = expectedOf(backend, task);
    return { document, root, folder, init: { backend, task, expected, kind, documentText: document.text } };
  });
}
