import { embedOrigin } from '../../metadata/embed';
import { makeOrigin, type Origin } from '../../metadata/origin';
import { kindOfName } from '../../prompt/kind';
import { documentText, expandedPrompt } from './run-prompt';
import type { Run } from './store';

/** The text of the prompt that a run was made from; undefined where it is a task. */
async function promptText(run: Run): Promise<string | undefined> {
  return kindOfName(run.record.promptFile) === 'prompt' ? documentText(run) : undefined;
}

/** Where an image of a run comes from. `index` counts the run's results. */
async function originOf(run: Run, index: number): Promise<Origin> {
  const { request, results, createdAt } = run.record;
  // Addresses that images and messages were to be sent to may hold keys, and say nothing about the image.
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
 * The file of an image as a person takes it out of its run: with its origin in it. What cannot carry one, such as a proof,
 * stays as it is.
 */
export async function withOrigin(run: Run, index: number, bytes: Uint8Array): Promise<Uint8Array> {
  return (await embedOrigin(bytes, await originOf(run, index))) ?? bytes;
}
