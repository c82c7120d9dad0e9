import type { Dispatcher } from 'undici';
import { localError, ServiceError } from '../../task/errors';
import { isLoopback } from './endpoint';
import { type Answer, DEFAULT_LIMITS, exchange, type TimeLimits } from './exchange';

/** Replies may carry images as base64; more than this is no reply. */
const MAX_REPLY_BYTES = 512 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** What is shorter is no key but a word, which may stand in a reply by chance. */
const MIN_SECRET = 8;

export interface HttpReply {
  readonly status: number;
  /** The parsed body; undefined when it is no JSON. */
  readonly body: unknown;
  /** `Retry-After` in milliseconds. */
  readonly retryAfter: number | undefined;
}

function retryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

async function readLimited(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) {
      throw new ServiceError([localError('connection', 'replyTooLarge', 'The reply is too large.')]);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Parses a reply. A service that repeats the key in it must not bring it into records, logs and messages. */
function parse(text: string, key: string): unknown {
  const secret = key.length >= MIN_SECRET && text.includes(key);
  const withoutKey = (_name: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(key, '[API key]') : value;
  try {
    return JSON.parse(text, secret ? withoutKey : undefined) as unknown;
  } catch {
    return undefined;
  }
}

function target(url: string, plainHttp: boolean, base?: URL): URL {
  const address = URL.canParse(url, base?.href) ? new URL(url, base) : undefined;
  if (address?.protocol === 'https:') return address;
  if (address?.protocol === 'http:' && plainHttp && isLoopback(address)) return address;
  throw new ServiceError([localError('notFound', 'badURL', `The image address is not https: ${url}`)]);
}

async function discard(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of body) if (chunk.length > 0) break;
}

function notServed(status: number): ServiceError {
  const gone = [403, 404, 410].includes(status);
  const message = gone
    ? `The image is no longer at its address (HTTP ${status}).`
    : `The image could not be fetched (HTTP ${status}).`;
  return new ServiceError([localError(gone ? 'notFound' : 'connection', `http${status}`, message)]);
}

/** HTTP as the service uses it. Everything rejects with a `ServiceError`, at once when the signal ends. */
export class HttpClient {
  private readonly dispatcher: Dispatcher;
  private readonly limits: TimeLimits;

  constructor(dispatcher: Dispatcher, limits = DEFAULT_LIMITS) {
    this.dispatcher = dispatcher;
    this.limits = limits;
  }

  /** Posts JSON and reads the JSON reply, whatever its status. The key's text in a reply is replaced. */
  async postJson(endpoint: URL, key: string, body: unknown, signal: AbortSignal): Promise<HttpReply> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const init = { method: 'POST', headers, body: JSON.stringify(body) } as const;
    const answer = await exchange(endpoint, init, this.dispatcher, this.limits, signal);
    return {
      status: answer.status,
      body: parse(await readLimited(answer.body), key),
      retryAfter: retryAfter(answer.headers['retry-after']),
    };
  }

  /**
   * Opens an image's URL, following a few redirects: https anywhere, and with `plainHttp` http on the loopback. Rejects
   * with `notFound` when it has expired. The body must be read or given up.
   */
  async open(url: string, plainHttp: boolean, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    let address = target(url, plainHttp);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const { status, headers, body } = await this.get(address, signal);
      if (status === 200) return body;
      await discard(body);
      const { location } = headers;
      if (status < 300 || status >= 400 || typeof location !== 'string') throw notServed(status);
      address = target(location, plainHttp, address);
    }
    throw new ServiceError([
      localError('notFound', 'redirects', 'The image address redirects too many times.'),
    ]);
  }

  private get(address: URL, signal: AbortSignal): Promise<Answer> {
    return exchange(address, { method: 'GET' }, this.dispatcher, this.limits, signal);
  }
}
