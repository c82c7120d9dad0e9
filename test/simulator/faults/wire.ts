import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { headersOf, type Reply } from '../http';

/** The milliseconds between two bytes of a trickle. */
const TRICKLE_PACE = 10;

export function firstHalf(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

/** Announces the complete reply, sends half of it and destroys the connection. */
export function breakOff(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, headersOf(reply));
  response.write(firstHalf(reply.body), () => response.destroy());
}

/** Sends chunks as fast as the client reads them, none ahead, until they or the connection end. */
export async function pour(
  response: ServerResponse,
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  // An endless body ends when the client disconnects.
  await pipeline(Readable.from(chunks), response).catch(() => undefined);
}

/** A beginning, and then the filler endlessly. */
export function* endlessly(start: Buffer, filler: Buffer): Generator<Buffer> {
  yield start;
  for (;;) yield filler;
}

/** A body, one byte at a time. */
export async function* trickle(body: Buffer): AsyncGenerator<Buffer> {
  for (let index = 0; index < body.length; index++) {
    yield body.subarray(index, index + 1);
    await sleep(TRICKLE_PACE);
  }
}
