import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { JsonObject } from '../../../../src/task/types';
import type { Misbehave, Place } from '../../../simulator/faults/fault';
import type { Simulator } from '../../../simulator/server';
import { imageTask } from '../../../support/tasks';
import { only, send, withSimulator } from '../client';

/** What a minimal client received of a reply. */
export interface Seen {
  /** Undefined if the connection ended before the headers of a reply. */
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** `whole` as far as HTTP can tell, `broken` in the middle, or `left` when the client had enough. */
  readonly end: 'whole' | 'broken' | 'left';
}

export interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** After how many bytes of the body the client disconnects. */
  readonly enough?: number;
}

async function readSome(response: IncomingMessage, enough: number): Promise<[Buffer, Seen['end']]> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= enough) return [Buffer.concat(chunks), 'left'];
    }
  } catch {
    return [Buffer.concat(chunks), 'broken'];
  }
  return [Buffer.concat(chunks), response.complete ? 'whole' : 'broken'];
}

/** Makes one request over its own connection, without following redirects. */
export async function visit(url: string, { body, enough = Infinity, ...options }: Visit = {}): Promise<Seen> {
  const outgoing = request(url, { agent: false, ...options });
  outgoing.end(body);
  try {
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const { statusCode, headers } = response;
    const [bytes, end] = await readSome(response, enough);
    return { status: statusCode, headers, body: bytes, end };
  } catch {
    return { status: undefined, headers: {}, body: Buffer.alloc(0), end: 'broken' };
  } finally {
    outgoing.destroy();
  }
}

/** POSTs tasks to the API. */
export function call(simulator: Simulator, tasks: readonly JsonObject[], enough = Infinity): Promise<Seen> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${simulator.apiKey}` };
  return visit(simulator.url, { method: 'POST', headers, body: JSON.stringify(tasks), enough });
}

/** The JSON of a reply. */
export function jsonOf({ body }: Seen): { data: JsonObject[]; errors: JsonObject[] } {
  return JSON.parse(body.toString()) as { data: JsonObject[]; errors: JsonObject[] };
}

const TASK_TYPES = {
  submit: 'imageInference',
  poll: 'getResponse',
  details: 'getTaskDetails',
  balance: 'accountManagement',
} as const;

/** A request to the API about a task. */
export function asking(place: Exclude<Place, 'image'>, taskUUID: unknown): JsonObject {
  const taskType = TASK_TYPES[place];
  if (place === 'submit') return imageTask({ taskUUID, width: 1440, height: 2560, deliveryMethod: 'async' });
  return { taskType, taskUUID, ...(place === 'balance' && { operation: 'getDetails' }) };
}

/** Runs a test with a failing simulator whose images are all the same. */
export function withFaults(
  misbehave: Misbehave,
  use: (simulator: Simulator) => Promise<void>,
): Promise<void> {
  return withSimulator({ misbehave, sameImages: true }, use);
}

/** Makes one image, and returns its URL. */
export async function makeImage(simulator: Simulator, members: JsonObject = {}): Promise<string> {
  const { data } = await send(simulator, imageTask({ width: 1440, height: 2560, ...members }));
  return String(only(data)['imageURL']);
}
