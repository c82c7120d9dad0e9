import { embedOrigin } from '../../metadata/embed';
import { makeOrigin, type Origin } from '../../metadata/origin';
import { kindOfName } from '../../prompt/kind';
import { readDocumentText, expandedPrompt } from './run-prompt';
import type { Run } from './store';

/** The text of the prompt document that a run was made from; undefined for a task document. */
async function promptText(run: Run): Promise<string | undefined> {
  return kindOfName(run.record.promptFile) === 'prompt' ? readDocumentText(run) : undefined;
}

/** The origin of an image. `index` counts the run's results from 0. */
async function originOf(run: Run, index: number): Promise<Origin> {
  const { request, results, createdAt } = run.record;
  // The addresses that images and notifications were to be sent to may contain keys, and say nothing about the image.
  const { uploadEndpoint, webhookURL, ...task } = request;
  const text = await promptText(run);
  return makeOrigin({
    model: request.model,
    prompt: expandedPrompt(run.record, index) ?? null,
    task,
    seed: results[index]?.seed ?? null,
    createdAt,
    ...(text === undefined ? {} : { promptText: text }),
  });
}

/**
 * Adds the origin to an image that a person takes out of its run. A file that cannot carry one, such as a proof, is
 * returned as it is.
 */
export async function withOrigin(run: Run, index: number, bytes: Uint8Array): Promise<Uint8Array> {
  return (await embedOrigin(bytes, await originOf(run, index))) ?? bytes;
}
