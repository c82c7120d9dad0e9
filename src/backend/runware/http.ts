import { MAX_DEPTH } from '../../prompt/json';
import { localError, ServiceError } from '../../task/errors';
import { isLoopback } from './endpoint';
import { quoteLongIntegers } from './exact-integers';
import { type Answer, DEFAULT_LIMITS, type DispatcherSource, exchange, type TimeLimits } from './exchange';
import { IMAGE_MEMBERS, mostBytes, type ReplyLimits, ReplyText } from './reply-text';
import { type Hide, hiding, withoutSecrets } from './secrets';

const MAX_REDIRECTS = 3;

/** What is nested deeper than a prompt and what stands around it holds nothing of use. */
const MAX_REPLY_DEPTH = MAX_DEPTH + 10;

/** The longest wait that a service can ask for, in milliseconds. */
const MAX_RETRY_AFTER = 60 * 60_000;

export interface HttpReply {
  readonly status: number;
  /** The parsed body; undefined when it is no JSON. */
  readonly body: unknown;
  /** `Retry-After` in milliseconds. */
  readonly retryAfter: number | undefined;
}

type Header = Answer['headers'][string];

/** Reads `Retry-After`: seconds, or a date. */
function retryAfter(value: Header): number | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), MAX_RETRY_AFTER);
}

/** Reads a body, long strings cut. Undefined when it is larger than allowed: then the connection is dropped. */
async function readLimited(
  { headers, body, drop }: Answer,
  limits: ReplyLimits,
): Promise<string | undefined> {
  if (Number(headers['content-length']) > mostBytes(limits)) {
    drop();
    return undefined;
  }
  const text = new ReplyText(limits);
  for await (const chunk of body) if (!text.take(chunk)) return undefined;
  return text.toString();
}

/** A value without a secret in any text or name of it. Throws a `RangeError` for one that is nested too deeply. */
function cleaned(value: unknown, hide: Hide, levels: number): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) throw new RangeError('This is nested too deeply.');
  if (Array.isArray(value)) return value.map((item) => cleaned(item, hide, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      hide(name),
      // Images are long, but kept as files: they are not searched as words.
      IMAGE_MEMBERS.includes(name) ? member : cleaned(member, hide, levels - 1),
    ]),
  );
}

/** Parses a reply. A service that repeats the key in it must not bring it into records, logs and messages. */
function parse(text: string, hide: Hide): unknown {
  try {
    return cleaned(JSON.parse(quoteLongIntegers(text)), hide, MAX_REPLY_DEPTH);
  } catch {
    return undefined;
  }
}

function tooLarge({ words: most, images }: ReplyLimits): ServiceError {
  const words = `The reply is larger than the ${(most + images) / 2 ** 20} MB that it may have.`;
  return new ServiceError([localError('connection', 'replyTooLarge', words)]);
}

/** How images are fetched. */
export interface Opening {
  /** Whether plain http is allowed, on this machine. */
  readonly plainHttp: boolean;
  /** Takes the key out of what is said about addresses, which may repeat it. */
  readonly hide: Hide;
}

function target(url: string, { plainHttp, hide }: Opening, base?: URL): URL {
  const address = URL.canParse(url, base?.href) ? new URL(url, base) : undefined;
  if (address?.protocol === 'https:') return address;
  if (address?.protocol === 'http:' && plainHttp && isLoopback(address)) return address;
  throw new ServiceError([
    localError('notFound', 'badURL', `The image address is not https: ${hide(url).slice(0, 200)}`),
  ]);
}

function notServed(status: number, wait: number | undefined): ServiceError {
  const gone = [403, 404, 410].includes(status);
  const message = gone
    ? `The image is no longer at its address (HTTP ${status}).`
    : `The image could not be fetched (HTTP ${status}).`;
  const reason = localError(gone ? 'notFound' : 'connection', `http${status}`, message);
  return new ServiceError([reason], { retryAfter: wait });
}

/** HTTP as the service uses it. Everything rejects with a `ServiceError`, at once when the signal ends. */
export class HttpClient {
  private readonly dispatcher: DispatcherSource;
  private readonly limits: TimeLimits;
  private hidden: { readonly key: string; readonly hide: Hide } | undefined;

  constructor(dispatcher: DispatcherSource, limits = DEFAULT_LIMITS) {
    this.dispatcher = dispatcher;
    this.limits = limits;
  }

  /**
   * Posts JSON and reads the JSON reply, whatever its status; redirects are not followed. The key's text in a reply is
   * replaced. Rejects with `replyTooLarge` above its limits.
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
    const hide = this.hiding(key);
    const { answer, text } = await this.read(endpoint, init, limits, signal).catch((error: unknown) => {
      throw withoutSecrets(error, hide);
    });
    // The status of a refusal says enough, however much comes with it.
    if (text === undefined && answer.status < 400) throw tooLarge(limits);
    return {
      status: answer.status,
      body: text === undefined ? undefined : parse(text, hide),
      retryAfter: retryAfter(answer.headers['retry-after']),
    };
  }

  /**
   * Opens an image's URL, following a few redirects: https anywhere, and with `plainHttp` http on the loopback. Rejects
   * with `notFound` when it has expired. The body must be read or given up.
   */
  async open(url: string, opening: Opening, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    try {
      return await this.follow(url, opening, signal);
    } catch (error) {
      throw withoutSecrets(error, opening.hide);
    }
  }

  /** What takes a key out of texts; made once for the present one. */
  hiding(key: string): Hide {
    if (this.hidden?.key !== key) this.hidden = { key, hide: hiding(key) };
    return this.hidden.hide;
  }

  private async read(
    endpoint: URL,
    init: Parameters<typeof exchange>[1],
    limits: ReplyLimits,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Answer; readonly text: string | undefined }> {
    const answer = await exchange(endpoint, init, this.dispatcher, this.limits, signal);
    return { answer, text: await readLimited(answer, limits) };
  }

  private async follow(
    url: string,
    opening: Opening,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    let address = target(url, opening);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const { status, headers, body, drop } = await this.get(address, signal);
      if (status === 200) return body;
      drop();
      const { location } = headers;
      if (status < 300 || status >= 400 || typeof location !== 'string') {
        throw notServed(status, retryAfter(headers['retry-after']));
      }
      address = target(location, opening, address);
    }
    throw new ServiceError([
      localError('notFound', 'redirects', 'The image address redirects too many times.'),
    ]);
  }

  private get(address: URL, signal: AbortSignal): Promise<Answer> {
    return exchange(address, { method: 'GET' }, this.dispatcher, this.limits, signal);
  }
}
