import type { Dispatcher } from 'undici';
import { localError, ServiceError } from '../../task/errors';
import { connectionError } from './connection-error';
import { untilEnded } from './until-ended';

/** How long the phases of a request may take, in milliseconds. */
export interface TimeLimits {
  /** From the first attempt to connect to the head of the reply. */
  readonly head: number;
  /** The longest silence within a body. */
  readonly silence: number;
  /** For the whole body, however steadily it comes. */
  readonly body: number;
}

export const DEFAULT_LIMITS: TimeLimits = { head: 90_000, silence: 60_000, body: 10 * 60_000 };

/** Ends a request when its caller says so, or when one of its phases takes too long. */
class Deadline {
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.controller.signal]);
  }

  /** Begins the next phase. */
  allow(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const words = `The service took longer than ${Math.round(milliseconds / 1000)} s.`;
      this.controller.abort(new ServiceError([localError('timeout', 'timeLimit', words)]));
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
    throw connectionError(error, deadline.signal);
  } finally {
    deadline.end();
  }
}

/** A reply whose head is there. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Must be read, or given up by ending the iteration: until then it holds its connection. Fails with `ServiceError`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Gives the body up unread, and the connection with it. */
  readonly drop: () => void;
}

/** Gives the connections for a request. */
export type DispatcherSource = () => Dispatcher | Promise<Dispatcher>;

async function send(
  dispatcher: DispatcherSource,
  options: Dispatcher.RequestOptions,
): Promise<Dispatcher.ResponseData> {
  return (await dispatcher()).request(options);
}

/** Sends a request and waits for the head of the reply. Rejects with a `ServiceError`, at once when the signal ends. */
export async function exchange(
  url: URL,
  init: Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>,
  dispatcher: DispatcherSource,
  limits: TimeLimits,
  signal: AbortSignal,
): Promise<Answer> {
  const deadline = new Deadline(signal);
  deadline.allow(limits.head);
  try {
    const response = await untilEnded(
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
      drop: () => response.body.on('error', () => undefined).destroy(),
    };
  } catch (error) {
    deadline.end();
    throw connectionError(error, deadline.signal);
  }
}
