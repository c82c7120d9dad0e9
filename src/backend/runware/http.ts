import { MAX_DEPTH } from '../../prompt/json';
import { localError, ServiceError } from '../../task/errors';
import { isLoopback } from './endpoint';
import { quoteLongIntegers } from './long-integers';
import {
  type StreamedReply,
  DEFAULT_LIMITS,
  type DispatcherSource,
  exchange,
  type TimeLimits,
} from './exchange';
import { IMAGE_MEMBERS, maxBytes, type ReplyLimits, ReplyBuffer } from './reply-buffer';
import { type Redact, createRedact, redactError } from './secrets';

const MAX_REDIRECTS = 3;

/** The depth of a prompt and of what surrounds it. What is nested more deeply holds nothing of use. */
const MAX_REPLY_DEPTH = MAX_DEPTH + 10;

/** The longest wait that a service can ask for, in milliseconds. */
const MAX_RETRY_AFTER = 60 * 60_000;

/** A reply with a JSON body. */
export interface HttpReply {
  readonly status: number;
  /** The parsed body; undefined when it is not JSON. */
  readonly body: unknown;
  /** `Retry-After` in milliseconds. */
  readonly retryAfter: number | undefined;
}

type Header = StreamedReply['headers'][string];

/** Parses `Retry-After`: seconds, or a date. Returns milliseconds. */
function retryAfter(value: Header): number | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), MAX_RETRY_AFTER);
}

/**
 * Reads a body, truncating long strings. Returns undefined when it is larger than allowed, and closes the connection.
 */
async function readText(
  { headers, body, discard }: StreamedReply,
  limits: ReplyLimits,
): Promise<string | undefined> {
  if (Number(headers['content-length']) > maxBytes(limits)) {
    discard();
    return undefined;
  }
  const text = new ReplyBuffer(limits);
  for await (const chunk of body) if (!text.push(chunk)) return undefined;
  return text.toString();
}

/**
 * A copy of a value with the secret removed from all its strings and names. Throws a `RangeError` when it is nested
 * too deeply.
 */
function redactValue(value: unknown, redact: Redact, levels: number): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) throw new RangeError('This is nested too deeply.');
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      redact(name),
      // Images are not redacted: they are very long, and are saved as files, not shown as text.
      IMAGE_MEMBERS.includes(name) ? member : redactValue(member, redact, levels - 1),
    ]),
  );
}

/** Parses a reply. If the service repeats the key, that must not get into records, logs and messages. */
function parse(text: string, redact: Redact): unknown {
  try {
    return redactValue(JSON.parse(quoteLongIntegers(text)), redact, MAX_REPLY_DEPTH);
  } catch {
    return undefined;
  }
}

function tooLarge({ text, images }: ReplyLimits): ServiceError {
  const message = `The reply is larger than the ${(text + images) / 2 ** 20} MB that it may have.`;
  return new ServiceError([localError('connection', 'replyTooLarge', message)]);
}

/** How images are downloaded. */
export interface DownloadOptions {
  /** Whether plain http is allowed, on this machine. */
  readonly plainHttp: boolean;
  /** Removes the key from messages about URLs, which may contain it. */
  readonly redact: Redact;
}

function resolveImageURL(url: string, { plainHttp, redact }: DownloadOptions, base?: URL): URL {
  const address = URL.canParse(url, base?.href) ? new URL(url, base) : undefined;
  if (address?.protocol === 'https:') return address;
  if (address?.protocol === 'http:' && plainHttp && isLoopback(address)) return address;
  throw new ServiceError([
    localError('notFound', 'badURL', `The image address is not https: ${redact(url).slice(0, 200)}`),
  ]);
}

function downloadError(status: number, wait: number | undefined): ServiceError {
  const gone = [403, 404, 410].includes(status);
  const message = gone
    ? `The image is no longer at its address (HTTP ${status}).`
    : `The image could not be fetched (HTTP ${status}).`;
  const reason = localError(gone ? 'notFound' : 'connection', `http${status}`, message);
  return new ServiceError([reason], { retryAfter: wait });
}

/** HTTP as the service uses it. Everything rejects with a `ServiceError`, at once when the signal aborts. */
export class HttpClient {
  private readonly dispatcher: DispatcherSource;
  private readonly limits: TimeLimits;
  private redactor: { readonly key: string; readonly redact: Redact } | undefined;

  constructor(dispatcher: DispatcherSource, limits = DEFAULT_LIMITS) {
    this.dispatcher = dispatcher;
    this.limits = limits;
  }

  /**
   * Posts JSON and reads the JSON reply, whatever its status; redirects are not followed. The key is removed from the
   * reply. Rejects with the code `replyTooLarge` above the limits.
   */
  async postJson(
    endpoint: URL,
    key: string,
    body: unknown,
    limits: ReplyLimits,
    signal: AbortSignal,
  ): Promise<HttpReply> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const init = { method: 'POST', headers, body: JSON.stringify(body) } as const;
    const redact = this.redactFor(key);
    const { answer, text } = await this.read(endpoint, init, limits, signal).catch((error: unknown) => {
      throw redactError(error, redact);
    });
    // For a refusal the status is enough, however large the body is.
    if (text === undefined && answer.status < 400) throw tooLarge(limits);
    return {
      status: answer.status,
      body: text === undefined ? undefined : parse(text, redact),
      retryAfter: retryAfter(answer.headers['retry-after']),
    };
  }

  /**
   * Opens an image's URL, following a few redirects: https anywhere, and with `plainHttp` http on the loopback.
   * Rejects with class `notFound` when it has expired. The body must be read or its iteration ended.
   */
  async open(url: string, options: DownloadOptions, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    try {
      return await this.follow(url, options, signal);
    } catch (error) {
      throw redactError(error, options.redact);
    }
  }

  /** The function that removes a key from texts, cached for the present key. */
  redactFor(key: string): Redact {
    if (this.redactor?.key !== key) this.redactor = { key, redact: createRedact(key) };
    return this.redactor.redact;
  }

  private async read(
    endpoint: URL,
    init: Parameters<typeof exchange>[1],
    limits: ReplyLimits,
    signal: AbortSignal,
  ): Promise<{ readonly answer: StreamedReply; readonly text: string | undefined }> {
    const answer = await exchange(endpoint, init, this.dispatcher, this.limits, signal);
    return { answer, text: await readText(answer, limits) };
  }

  private async follow(
    url: string,
    options: DownloadOptions,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    let address = resolveImageURL(url, options);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const { status, headers, body, discard } = await this.get(address, signal);
      if (status === 200) return body;
      discard();
      const { location } = headers;
      if (status < 300 || status >= 400 || typeof location !== 'string') {
        throw downloadError(status, retryAfter(headers['retry-after']));
      }
      address = resolveImageURL(location, options, address);
    }
    throw new ServiceError([
      localError('notFound', 'redirects', 'The image address redirects too many times.'),
    ]);
  }

  private get(address: URL, signal: AbortSignal): Promise<StreamedReply> {
    return exchange(address, { method: 'GET' }, this.dispatcher, this.limits, signal);
  }
}
