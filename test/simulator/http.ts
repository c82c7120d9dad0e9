import type { IncomingMessage, ServerResponse } from 'node:http';

/** The largest request body, in bytes. A structured prompt takes some thousands. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * The body as text, or undefined if it is too large. It is then still received to its end: a client whose connection
 * closes while it sends may never see the reply.
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

/** Parses JSON; undefined, which no JSON text means, if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A reply to a request. */
export interface Reply {
  readonly status: number;
  /** The headers without the length, which follows from the body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** The headers of a reply with a known length. */
export function headersOf({ headers, body }: Reply): Record<string, string | number> {
  return { ...headers, 'content-length': body.length };
}

/** Sends a reply properly. The reply to HEAD has no body. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, headersOf(reply));
  response.end(reply.body);
}
