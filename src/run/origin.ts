import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { embedOrigin } from '../metadata/embed';
import { makeOrigin, type Origin } from '../metadata/origin';
import { kindOfName } from '../prompt/kind';
import { isJsonObject } from '../task/types';
import type { Run } from './store';

/** Far more than any prompt, in bytes. */
const MAX_DOCUMENT = 16 * 2 ** 20;

/** The text of the prompt that a run was made from; undefined where it is a task, gone, or no text of ours. */
async function documentText({ directory, record }: Run): Promise<string | undefined> {
  if (kindOfName(record.promptFile) !== 'prompt') return undefined;
  const file = path.join(directory, record.promptFile);
  try {
    const found = await lstat(file);
    if (!found.isFile() || found.size > MAX_DOCUMENT) return undefined;
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch {
    return undefined;
  }
}

/** Where an image of a run comes from. `index` counts the run's results. */
async function originOf(run: Run, index: number): Promise<Origin> {
  const { request, results, response, createdAt } = run.record;
  const result = results[index];
  const item = response.find(({ imageUUID }) => imageUUID === result?.imageUUID);
  const expanded = item?.['structuredPrompt'];
  // Addresses that images and messages were to be sent to may hold keys, and say nothing about the image.
  const { uploadEndpoint, webhookURL, ...task } = request;
  const promptText = await documentText(run);
  return makeOrigin({
    model: request.model,
    prompt: isJsonObject(expanded) ? expanded : null,
    task,
    seed: result?.seed ?? null,
    createdAt,
    ...(promptText === undefined ? {} : { promptText }),
  });
}

/**
 * The file of an image as a person takes it out of its run: with its origin in it. What cannot carry one, such as a proof,
 * stays as it is.
 */
export async function withOrigin(run: Run, index: number, bytes: Uint8Array): Promise<Uint8Array> {
  return embedOrigin(bytes, await originOf(run, index)) ?? bytes;
}
