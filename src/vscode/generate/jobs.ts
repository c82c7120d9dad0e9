import { randomUUID } from 'node:crypto';
import type { Uri } from 'vscode';
import { expectedOf } from '../../run/engine';
import type { Job } from '../../run/queue';
import { freshUUIDs } from '../../task/uuids';
import { type PromptDocument, runsFolderOf } from '../documents';
import type { RunService } from '../runs/run-service';
import type { Offer } from './offer';

/** A document as it stood when it was asked for, and what is to be made of it. */
export interface Order {
  readonly prompt: PromptDocument;
  readonly offer: Offer;
}

/** The runs that orders become, none with a `taskUUID` that was used before. */
export async function jobsOf(
  orders: readonly Order[],
  runs: RunService,
  storage: Uri,
): Promise<readonly Job[]> {
  const used: string[] = [];
  const placed = [];
  for (const { prompt, offer } of orders) {
    const folder = runsFolderOf(prompt.document.uri, storage);
    for (const { record } of await runs.list(folder)) used.push(record.taskUUID);
    const { kind, parsed } = prompt;
    const base = { backend: offer.backend, kind, documentText: parsed.text };
    for (const task of offer.tasks) placed.push({ taskUUID: task.taskUUID, task, folder, base });
  }
  return freshUUIDs(placed, used, randomUUID).map(({ taskUUID, task, folder, base }) => ({
    folder,
    init: { ...base, task: { ...task, taskUUID }, expected: expectedOf(base.backend, task) },
  }));
}
