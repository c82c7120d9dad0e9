import type { IncomingMessage, ServerResponse } from 'node:http';

/** The largest request body that is read, in bytes. A structured prompt takes some thousands. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * The body as text, or undefined where it is over the limit. It is then still received to its end, since a client that is
 * cut off while it sends may never see the answer.
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** Parses JSON, or returns undefined, which no JSON text stands for. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}
