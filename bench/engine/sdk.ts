import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Dispatcher, request } from 'undici';
import type { ImageTask } from '../../src/task/types';

/** The part of the official client that we use. */
interface Client {
  ensureConnection(): Promise<void>;
  imageInference(task: object): Promise<readonly { readonly imageURL?: string }[]>;
  disconnect(): Promise<void>;
}

interface Sdk {
  readonly RunwareServer: new (options: { apiKey: string; url: string }) => Client;
}

/** Connects the official client, which is installed for the benchmark alone. */
export async function connectSdk(apiKey: string, url: string): Promise<Client> {
  const require = createRequire(new URL('sdk/package.json', import.meta.url));
  const { RunwareServer } = require('@runware/sdk-js') as Sdk;
  const client = new RunwareServer({ apiKey, url });
  await client.ensureConnection();
  return client;
}

/**
 * Generates one task with the official client, and downloads its image with plain undici: the client leaves that to
 * its user.
 */
export async function sdkTask(
  task: ImageTask,
  client: Client,
  dispatcher: Dispatcher,
  folder: string,
): Promise<void> {
  // It waits for the reply that brings the images.
  const { deliveryMethod, ...rest } = task;
  const [image] = await client.imageInference(rest);
  if (image?.imageURL === undefined) throw new Error('The official client brought no image.');
  const { body } = await request(image.imageURL, { dispatcher });
  await writeFile(path.join(folder, `${task.taskUUID}.jpg`), Buffer.from(await body.arrayBuffer()));
}
