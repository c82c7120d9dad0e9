import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BackendId } from '../backend/port';
import { expectedOf } from '../run/engine';
import { documentFolder, isInside } from '../run/folder';
import type { Job } from '../run/queue';
import { listRuns, RUNS_FOLDER } from '../run/store';
import { buildTasks } from '../task/build';
import { DEFAULT_OPTIONS } from '../task/types';
import { freshUUIDs } from '../task/uuids';
import type { FileDocument } from './documents';
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
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notWritable(folder, error);
  });
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
  const used: string[] = [];
  for (const folder of new Set(drafts.map((draft) => draft.folder))) {
    await makeFolder(folder);
    used.push(...(await listRuns(folder)).map((run) => run.record.taskUUID));
  }
  return freshUUIDs(drafts, used, randomUUID).map(({ document, kind, root, folder, ...draft }) => {
    const task = { ...draft.task, taskUUID: draft.taskUUID };
    const expected = expectedOf(backend, task);
    return { document, root, folder, init: { backend, task, expected, kind, documentText: document.text } };
  });
}
