import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import { pollDelay, type Pace } from '../../src/run/drive/retry';
import { type ImageTask, isJsonObject } from '../../src/task/types';

export interface BareOptions {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly pace: Pace;
  readonly dispatcher: Dispatcher;
  readonly folder: string;
}

async function call(task: object, { endpoint, apiKey, dispatcher }: BareOptions): Promise<unknown> {
  const response = await request(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify([task]),
    dispatcher,
  });
  return response.body.json();
}

function addressIn(reply: unknown): string | undefined {
  const items: unknown = isJsonObject(reply) ? reply['data'] : undefined;
  const item: unknown = Array.isArray(items) ? items[0] : undefined;
  const url = isJsonObject(item) ? item['imageURL'] : undefined;
  return typeof url === 'string' ? url : undefined;
}

/**
 * The minimum that saves a task's image: one request to submit it, polls after the same waits as ours, one request
 * for the image, one file. Nothing is checked, recorded, flushed or retried.
 */
export async function bareTask(task: ImageTask, options: BareOptions): Promise<void> {
  const { pace, dispatcher, folder } = options;
  const question = { taskType: 'getResponse', taskUUID: task.taskUUID };
  await call(task, options);
  const began = performance.now();
  await wait(pace.firstPoll);
  let url = addressIn(await call(question, options));
  while (url === undefined) {
    await wait(pollDelay(pace.poll, performance.now() - began));
    url = addressIn(await call(question, options));
  }
  const image = await request(url, { dispatcher });
  await writeFile(path.join(folder, `${task.taskUUID}.jpg`), Buffer.from(await image.body.arrayBuffer()));
}
