import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Misbehave } from './faults/fault';

/** The key that is accepted by default. */
export const TEST_KEY = 'simulator-key';

/** A key that exists but has no permissions: the reply is 403. */
export const FORBIDDEN_KEY = 'forbidden-key';

/** A received request. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON; the text if it is invalid; undefined without a body, or for one that is too large. */
  readonly body: unknown;
}

/** Lets a test reply to requests itself. For known kinds of faults use `misbehave`. */
export interface Faults {
  /**
   * Called for every request before it is handled. Returns true if it has dealt with the request: replied, or
   * destroyed the connection.
   */
  examine(request: ReceivedRequest, response: ServerResponse): boolean | Promise<boolean>;
}

export interface SimulatorOptions {
  /** 0, the default, chooses a free one. */
  readonly port?: number;
  /** `any` accepts every key that is not empty. Default: `TEST_KEY` alone. */
  readonly apiKeys?: readonly string[] | 'any';
  /**
   * Milliseconds that one image takes; the images of a task are made one after another. A function decides for each
   * image (counted from 0), so that a test can hold a task at "2 of 3 done" with `Infinity` for the third. Default:
   * 20.
   */
  readonly processing?: number | ((index: number) => number);
  /** Milliseconds after which an image's URL expires, unless the task has a `ttl`. Default: one hour. */
  readonly imageLifetime?: number;
  /** US dollars. Default: 100. */
  readonly balance?: number;
  /** Makes the images' seeds the same in every run. */
  readonly seed?: number;
  /** The clock by which images expire, in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
  readonly faults?: Faults;
  /** Makes requests fail: see `faults/plans.ts`. */
  readonly misbehave?: Misbehave;
  /** Every image of one size and format is the same plain picture, drawn and encoded once. Default: false. */
  readonly sameImages?: boolean;
  /** How many of the latest requests are kept for inspection. Default: all. */
  readonly keepRequests?: number;
}

/** The options with all defaults filled in. */
export interface Settings {
  readonly apiKeys: readonly string[] | 'any';
  readonly processing: (index: number) => number;
  readonly imageLifetime: number;
  readonly balance: number;
  readonly seed: number | undefined;
  readonly now: () => number;
  readonly faults: Faults | undefined;
  readonly misbehave: Misbehave;
  readonly sameImages: boolean;
  readonly keepRequests: number;
}

export function withDefaults(options: SimulatorOptions): Settings {
  const { processing = 20 } = options;
  return {
    apiKeys: options.apiKeys ?? [TEST_KEY],
    processing: typeof processing === 'number' ? () => processing : processing,
    imageLifetime: options.imageLifetime ?? 3_600_000,
    balance: options.balance ?? 100,
    seed: options.seed,
    now: options.now ?? Date.now,
    faults: options.faults,
    misbehave: options.misbehave ?? (() => undefined),
    sameImages: options.sameImages ?? false,
    keepRequests: options.keepRequests ?? Infinity,
  };
}
