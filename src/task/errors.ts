import { truncate } from '../prompt/truncate';
import { isJsonObject, type JsonObject } from './types';

/** The kinds of failures. The kind decides what the user can do about it. */
export const ERROR_CLASSES = [
  'validation',
  'auth',
  'quota',
  'rateLimit',
  'safety',
  'provider',
  'timeout',
  'notFound',
  'serverError',
  'connection',
  'disk',
  'aborted',
  'unknown',
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** One failure as it is recorded: its class and the service's message. */
export interface TaskError {
  readonly code: string;
  readonly class: ErrorClass;
  readonly message: string;
  /** The names of the affected fields, if the service tells. */
  readonly parameters: readonly string[];
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Thrown if an entire call to the service fails. */
export class ServiceError extends Error {
  /** All errors in the reply; the first one represents them all. */
  readonly errors: readonly [TaskError, ...TaskError[]];
  /** The wait that the service asked for (`Retry-After`), in milliseconds. */
  readonly retryAfter: number | undefined;
  /** Whether the request was certainly not sent, because nothing answers at the address. */
  readonly notSent: boolean;

  constructor(
    errors: readonly [TaskError, ...TaskError[]],
    details: { cause?: unknown; retryAfter?: number | undefined; notSent?: boolean } = {},
  ) {
    super(errors[0].message, { cause: details.cause });
    this.name = 'ServiceError';
    this.errors = errors;
    this.retryAfter = details.retryAfter;
    this.notSent = details.notSent ?? false;
  }

  get class(): ErrorClass {
    return this.errors[0].class;
  }
}

const CLASS_OF_STATUS: Readonly<Record<number, ErrorClass>> = {
  400: 'validation',
  401: 'auth',
  402: 'quota',
  403: 'auth',
  404: 'notFound',
  408: 'timeout',
  413: 'validation',
  415: 'validation',
  422: 'validation',
  429: 'rateLimit',
  504: 'timeout',
};

/**
 * Client errors whose status says enough. So does every 5xx: the service may have done anything before it failed, and its
 * message tells where it failed, not how far it got.
 */
const DECISIVE: readonly number[] = [401, 402, 408, 429];

/** The service has many codes, and they are not stable, but these words are common to them. The first match wins. */
const CLASS_OF_WORDS: readonly (readonly [RegExp, ErrorClass])[] = [
  [/nsfw|moderation|providercontent|contentpolicy|contentviolation|inappropriate|flagged/, 'safety'],
  [/insufficientfund|credit|balance|quota|billing|payment/, 'quota'],
  [/ratelimit|toomany|queuefull|concurren/, 'rateLimit'],
  [/apikey|unauthori[sz]ed|authentication|forbidden|permission/, 'auth'],
  [/notfound|unknowntask/, 'notFound'],
  [/timeout|timedout/, 'timeout'],
  // Must precede the names of fields: `invalidSafety` is a wrong field, not refused content.
  [/^(invalid|missing|required|unsupported|conflict|duplicate|unknown(?!error))/, 'validation'],
  [/safety/, 'safety'],
  [/provider|inference|generationfailed/, 'provider'],
  [/internal|serviceunavailable|server/, 'serverError'],
];

/**
 * Classifies a failure: by its HTTP status if that decides what may have happened; else by the words of its code, since the
 * other statuses are used for several kinds; and if these say nothing, by the status again.
 */
export function classify(code: string, status: number | undefined): ErrorClass {
  if (status !== undefined && (status >= 500 || DECISIVE.includes(status))) return classOf(status);
  const words = code.replaceAll(/[^a-z]/gi, '').toLowerCase();
  const byWords = CLASS_OF_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (byWords) return byWords;
  return status === undefined ? 'unknown' : classOf(status);
}

function classOf(status: number): ErrorClass {
  return CLASS_OF_STATUS[status] ?? (status >= 500 ? 'serverError' : 'unknown');
}

/** How much of the service's messages and field names is kept, in characters. */
const MAX_MESSAGE = 2000;
const MAX_NAME = 100;
const MAX_PARAMETERS = 100;

function names(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value.slice(0, MAX_PARAMETERS) : [value];
  return list.filter((item) => typeof item === 'string').map((name) => truncate(name, MAX_NAME));
}

/** Reads one error item of a reply. Missing parts are derived from the HTTP status. */
export function readError(item: unknown, status?: number): TaskError {
  const source: JsonObject = isJsonObject(item) ? item : {};
  const code =
    typeof source['code'] === 'string' ? truncate(source['code'], MAX_NAME) : `http${status ?? ''}`;
  const message = typeof source['message'] === 'string' ? truncate(source['message'], MAX_MESSAGE) : '';
  return {
    code,
    class: classify(code, status),
    message: message || (status === undefined ? 'The service gave no reason.' : `HTTP status ${status}`),
    parameters: names(source['parameter']),
  };
}

/** Error code: the run was stopped before anything was sent. */
export const NOT_SENT = 'notSent';

/** Error code: the task was sent before, and may have arrived. */
export const MAY_HAVE_ARRIVED = 'mayHaveArrived';

/** Error code: another window or program is working on the run. */
export const BUSY = 'busy';

/** Error code: the run was sent to a different endpoint than the current one. */
export const OTHER_ENDPOINT = 'otherEndpoint';

/** Error code: the run was sent with a different key, and the service may know it only under that key. */
export const OTHER_KEY = 'otherKey';

/** Error code: the run's task is not the one that the user agreed to. */
export const OTHER_TASK = 'otherTask';

/** A local or connection failure, in the same form as the service's failures. */
export function localError(errorClass: ErrorClass, code: string, message: string): TaskError {
  return { code, class: errorClass, message, parameters: [] };
}
