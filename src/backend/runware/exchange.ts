import type { Dispatcher } from 'undici';
import { localError, ServiceError } from '../../task/errors';
import { toServiceError } from './connection-errors';
import { abortable } from './abortable';

/** How long the phases of a request may take, in milliseconds. */
export interface TimeLimits {
  /** From the first attempt to connect until the headers of the reply. */
  readonly head: number;
  /** The longest silence within a body. */
  readonly silence: number;
  /** For the complete body, however steadily it comes. */
  readonly body: number;
}

export const DEFAULT_LIMITS: TimeLimits = { head: 90_000, silence: 60_000, body: 10 * 60_000 };

/** Aborts a request when its caller does, or when one of its phases takes too long. */
class Deadline {
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.controller.signal]);
  }

  /** Starts the next phase. */
  allow(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const message = `The service took longer than ${Math.round(milliseconds / 1000)} s.`;
      this.controller.abort(new ServiceError([localError('timeout', 'timeLimit', message)]));
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}

async function* readBody(
  body: AsyncIterable<Uint8Array>,
  deadline: Deadline,
  limit: number,
): AsyncGenerator<Uint8Array, void> {
  deadline.allow(limit);
  try {
    yield* body;
  } catch (error) {
    throw toServiceError(error, deadline.signal);
  } finally {
    deadline.end();
  }
}

/** A reply whose headers have arrived. */
export interface StreamedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Must be read, or its iteration ended: until then it occupies its connection. Rejects with a `ServiceError`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Discards the body unread, and closes the connection. */
  readonly discard: () => void;
}

/** Returns the connections for a request. */
export type DispatcherSource = () => Dispatcher | Promise<Dispatcher>;

async function send(
  dispatcher: DispatcherSource,
  options: Dispatcher.RequestOptions,
): Promise<Dispatcher.ResponseData> {
  return (await dispatcher()).request(options);
}

/**
 * Sends a request and waits for the headers of the reply. Rejects with a `ServiceError`, at once when the signal
 * aborts.
 */
export async function exchange(
  url: URL,
  init: Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>,
  dispatcher: DispatcherSource,
  limits: TimeLimits,
  signal: AbortSignal,
): Promise<StreamedReply> {
  const deadline = new Deadline(signal);
  deadline.allow(limits.head);
  try {
    const response = await abortable(
      send(dispatcher, {
        ...init,
        origin: url.origin,
        path: url.pathname + url.search,
        signal: deadline.signal,
        headersTimeout: limits.head,
        bodyTimeout: limits.silence,
      }),
      deadline.signal,
    );
    deadline.end();
    return {
      status: response.statusCode,
      headers: response.headers,
      body: readBody(response.body, deadline, limits.body),
      discard: () => response.body.on('error', () => undefined).destroy(),
    };
  } catch (error) {
    deadline.end();
    throw toServiceError(error, deadline.signal);
  }
}
