import { type Dispatcher, errors as undiciErrors, request } from 'undici';
import { localError, ServiceError } from '../../task/errors';

/** Replies may carry images as base64; more than this is no reply. */
const MAX_REPLY_BYTES = 512 * 1024 * 1024;
const HEADERS_TIMEOUT = 60_000;
const BODY_TIMEOUT = 60_000;
const MAX_REDIRECTS = 3;

/** Failures before a connection stood, or was trusted: the request certainly did not leave. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  // A key with characters that no header may have.
  'UND_ERR_INVALID_ARG',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

/** Turns what the connection throws into a failure of a known class. */
export function connectionError(error: unknown, signal: AbortSignal): ServiceError {
  if (error instanceof ServiceError) return error;
  if (signal.aborted) {
    return new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')], { cause: error });
  }
  const code = codeOf(error);
  const words = error instanceof Error && error.message !== '' ? error.message : code;
  if (
    error instanceof undiciErrors.HeadersTimeoutError ||
    error instanceof undiciErrors.BodyTimeoutError ||
    error instanceof undiciErrors.ConnectTimeoutError
  ) {
    const notSent = error instanceof undiciErrors.ConnectTimeoutError;
    return new ServiceError([localError('timeout', code, words)], { cause: error, notSent });
  }
  return new ServiceError([localError('connection', code, words)], {
    cause: error,
    notSent: NOT_SENT.has(code),
  });
}

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

async function readLimited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) throw new Error('The reply is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Posts JSON and reads the JSON reply, whatever its status. Rejects with a `ServiceError` when there is no reply. */
export async function postJson(
  endpoint: URL,
  key: string,
  body: unknown,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<HttpReply> {
  try {
    const response = await request(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
      dispatcher,
      signal,
      headersTimeout: HEADERS_TIMEOUT,
      bodyTimeout: BODY_TIMEOUT,
    });
    const text = await readLimited(response.body);
    return {
      status: response.statusCode,
      body: parse(text),
      retryAfter: retryAfter(response.headers['retry-after']),
    };
  } catch (error) {
    throw connectionError(error, signal);
  }
}

function target(url: string, base?: string): URL {
  const address = URL.canParse(url, base) ? new URL(url, base) : undefined;
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return address;
  throw new ServiceError([localError('notFound', 'badURL', `The image address is not http(s): ${url}`)]);
}

/** Opens an image URL, following a few redirects. Rejects with `notFound` when it has expired. */
export async function openUrl(
  url: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    let address = target(url);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await request(address, {
        dispatcher,
        signal,
        headersTimeout: HEADERS_TIMEOUT,
        bodyTimeout: BODY_TIMEOUT,
      });
      if (response.statusCode === 200) return response.body;
      await response.body.dump();
      const location = response.headers['location'];
      if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string') {
        const gone = [403, 404, 410].includes(response.statusCode);
        const message = gone
          ? `The image is no longer at its address (HTTP ${response.statusCode}).`
          : `The image could not be fetched (HTTP ${response.statusCode}).`;
        throw new ServiceError([
          localError(gone ? 'notFound' : 'connection', `http${response.statusCode}`, message),
        ]);
      }
      address = target(location, address.href);
    }
    throw new ServiceError([
      localError('notFound', 'redirects', 'The image address redirects too many times.'),
    ]);
  } catch (error) {
    throw connectionError(error, signal);
  }
}
