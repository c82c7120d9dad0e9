import { expectedOf } from '../../run/drive/engine';
import type { Job } from '../../run/drive/queue';
import { findRuns } from '../../run/record/store';
import { bringsUUIDs } from '../../task/uuids';
import type { PromptDocument } from '../documents/prompt-documents';
import type { RunLocations } from '../documents/run-locations';
import type { RunService } from '../runs/run-service';
import type { Offer } from './offer';

/** A document with its text at the time of the request, and what to make from it. */
export interface Order {
  readonly prompt: PromptDocument;
  readonly offer: Offer;
}

/**
 * The UUIDs of all runs around those documents that have UUIDs of their own. People copy files with them: the service
 * would refuse the copy, or answer with the images of the first task.
 */
async function usedUUIDs(
  orders: readonly Order[],
  service: RunService,
  locations: RunLocations,
): Promise<string[]> {
  const named = orders.filter(({ prompt }) => bringsUUIDs(prompt.parsed.value));
  const roots = new Set(named.map(({ prompt }) => locations.rootOf(prompt.document.uri)));
  if (roots.size > 0) for (const root of await service.roots.all()) roots.add(root);
  const runs = await Promise.all([...roots].map((root) => findRuns(root)));
  return runs.flat().map(({ record }) => record.taskUUID);
}

/** The jobs for some orders, none with a `taskUUID` that was used before. */
export async function jobsOf(
  orders: readonly Order[],
  runs: RunService,
  locations: RunLocations,
): Promise<readonly Job[]> {
  const used = await usedUUIDs(orders, runs, locations);
  for (const { prompt } of orders) await locations.noteAddress(prompt.document.uri);
  const placed = orders.flatMap(({ prompt: { document, kind, parsed }, offer: { backend, tasks } }) => {
    const folder = locations.folderOf(document.uri);
    const base = { backend, kind, documentText: parsed.text };
    return tasks.map((task) => ({ taskUUID: task.taskUUID, task, folder, base }));
  });
  return runs.withFreshUUIDs(placed, used).map(({ taskUUID, task, folder, base }) => ({
    folder,
    init: { ...base, task: { ...task, taskUUID }, expected: expectedOf(base.backend, task) },
  }));
}
