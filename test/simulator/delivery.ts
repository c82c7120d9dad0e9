import { envelope, type ErrorItem } from './errors';
import { encode, MEDIA_TYPES, type ImageFile } from './images';
import type { Inference } from './inference';

/** The result of one of a task's images. */
export type Finished =
  | { readonly state: 'success'; readonly item: object; readonly file: ImageFile }
  | { readonly state: 'error'; readonly error: ErrorItem };

/** The state of one of a task's images. */
export type Generation = { readonly state: 'processing' } | Finished;

async function send(url: string, request: RequestInit, signal: AbortSignal): Promise<void> {
  // A redirect could leave the loopback, which the validation has ensured.
  const response = await fetch(url, { ...request, redirect: 'error', signal });
  await response.body?.cancel();
}

async function upload(url: string, file: ImageFile, signal: AbortSignal): Promise<void> {
  const headers = { 'content-type': MEDIA_TYPES[file.format] };
  await send(url, { method: 'PUT', headers, body: new Uint8Array(await encode(file)) }, signal);
}

async function notify(url: string, generation: Finished, signal: AbortSignal): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const data = generation.state === 'success' ? [generation.item] : [];
  const errors = generation.state === 'error' ? [generation.error] : [];
  await send(url, { method: 'POST', headers, body: JSON.stringify(envelope({ data, errors })) }, signal);
}

/**
 * Delivers a finished generation to the addresses that the task names: the image's bytes by PUT, and the reply's JSON
 * by POST, once per result. Never rejects: a failing receiver is not retried, and the result is still available from
 * `getResponse`.
 */
export async function deliver(task: Inference, generation: Finished, signal: AbortSignal): Promise<void> {
  const { uploadEndpoint, webhookURL } = task;
  await Promise.allSettled([
    uploadEndpoint !== undefined && generation.state === 'success'
      ? upload(uploadEndpoint, generation.file, signal)
      : undefined,
    webhookURL !== undefined ? notify(webhookURL, generation, signal) : undefined,
  ]);
}
