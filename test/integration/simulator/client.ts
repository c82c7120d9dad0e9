import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/task/types';
import { startSimulator, type Simulator } from '../../simulator/server';
import type { SimulatorOptions } from '../../simulator/options';

export interface Reply {
  readonly status: number;
  readonly data: readonly JsonObject[];
  readonly errors: readonly JsonObject[];
}

/** Runs a test with its own simulator. */
export async function withSimulator(
  options: SimulatorOptions,
  use: (simulator: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ processing: 0, ...options });
  try {
    await use(simulator);
  } finally {
    await simulator.close();
  }
}

/** POSTs a body, with valid headers unless others are given. */
export function post(
  simulator: Simulator,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const sound = { 'content-type': 'application/json', authorization: `Bearer ${simulator.apiKey}` };
  return fetch(simulator.url, { method: 'POST', body, headers: { ...sound, ...headers } });
}

export async function readReply(response: Response): Promise<Reply> {
  const body = (await response.json()) as { data?: JsonObject[]; errors?: JsonObject[] };
  return { status: response.status, data: body.data ?? [], errors: body.errors ?? [] };
}

/** Sends tasks and returns the reply, whatever it is. */
export async function send(simulator: Simulator, ...tasks: readonly unknown[]): Promise<Reply> {
  return readReply(await post(simulator, JSON.stringify(tasks)));
}

export function getResponse(simulator: Simulator, taskUUID: unknown): Promise<Reply> {
  return send(simulator, { taskType: 'getResponse', taskUUID });
}

/** Polls a task until so many of its images are made or have failed. */
export async function pollUntil(simulator: Simulator, taskUUID: unknown, finished: number): Promise<Reply> {
  for (;;) {
    const reply = await getResponse(simulator, taskUUID);
    assert.equal(reply.status, 200);
    const made = reply.data.filter((item) => item['status'] === 'success').length;
    if (made + reply.errors.length >= finished) return reply;
  }
}

/** The only item of a list. */
export function only<T>(items: readonly T[]): T {
  assert.equal(items.length, 1, JSON.stringify(items));
  return items[0] as T;
}
