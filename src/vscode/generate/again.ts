import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { kindOfName } from '../../prompt/kind';
import { expectedOf } from '../../run/drive/engine';
import type { Job } from '../../run/drive/queue';
import type { RunRecord } from '../../run/record/record';
import { readDocumentText, expandedPrompt, promptTextOf } from '../../run/record/run-prompt';
import type { Run } from '../../run/record/store';
import { buildTasks } from '../../task/build';
import type { BackendId } from '../../task/run';
import { DEFAULT_OPTIONS, type ImageTask, type Speed } from '../../task/types';

/**
 * Makes the task of a run again under a new UUID, seed included, with another speed if one is given. If a sentence's
 * structured prompt is known, that is sent: the sentence would become another prompt.
 */
export function taskAgain(record: RunRecord, speed: Speed | null): ImageTask | undefined {
  const { taskUUID, positivePrompt, ...request } = record.request;
  const structuredPrompt = expandedPrompt(record);
  const isSentence = positivePrompt !== undefined && !structuredPrompt;
  const settings = {
    ...request.settings,
    ...(structuredPrompt && positivePrompt !== undefined && { structuredPrompt }),
    ...(speed && { renderingSpeed: speed }),
  };
  const source = {
    ...request,
    ...(isSentence && { positivePrompt }),
    ...(Object.keys(settings).length > 0 && { settings }),
  };
  return buildTasks('task', source, DEFAULT_OPTIONS, randomUUID)[0];
}

/** The document that a new run keeps: that of the first run, or else the prompt itself. */
async function documentOf(run: Run): Promise<Pick<Job['init'], 'kind' | 'documentText'>> {
  const { promptFile, request } = run.record;
  const isSentence = request.settings?.structuredPrompt === undefined;
  const copy = await readDocumentText(run);
  const prompt = await promptTextOf(run);
  if (copy !== undefined && !(isSentence && prompt !== undefined)) {
    return { kind: kindOfName(promptFile) ?? 'prompt', documentText: copy };
  }
  if (prompt !== undefined) return { kind: 'prompt', documentText: prompt };
  return { kind: 'task', documentText: `${JSON.stringify(request, null, 2)}\n` };
}

/** The job for a task that is made again, beside the run that it comes from. */
export async function jobAgain(run: Run, task: ImageTask, backend: BackendId): Promise<Job> {
  const document = await documentOf(run);
  return {
    folder: path.dirname(run.directory),
    init: { ...document, backend, task, expected: expectedOf(backend, task) },
  };
}
