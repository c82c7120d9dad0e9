import { truncate } from '../prompt/truncate';
import { isJsonObject, type JsonObject } from './types';

/** What kind of failure it is, which decides what a person can do about it. */
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
  /** The names of the fields it is about, where the service says so. */
  readonly parameters: readonly string[];
}

/** The message of whatever was thrown or rejected with. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Thrown if a whole call to the service fails. */
export class ServiceError extends Error {
  /** Everything the reply complains about; the first one stands for the whole. */
  readonly errors: readonly [TaskError, ...TaskError[]];
  /** The wait that the service asked for (`Retry-After`), in milliseconds. */
  readonly retryAfter: number | undefined;
  /** Whether the request certainly did not leave: nobody answers at the address. */
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
 * Client errors that say enough by themselves. So does every 5xx: the service may have done anything before it broke, and
 * its words tell where it broke, not how far it came.
 */
const DECISIVE: readonly number[] = [401, 402, 408, 429];

/** The service's codes are many and not stable: what they have in common are these words. First match wins. */
const CLASS_OF_WORDS: readonly (readonly [RegExp, ErrorClass])[] = [
  [/nsfw|moderation|providercontent|contentpolicy|contentviolation|inappropriate|flagged/, 'safety'],
  [/insufficientfund|credit|balance|quota|billing|payment/, 'quota'],
  [/ratelimit|toomany|queuefull|concurren/, 'rateLimit'],
  [/apikey|unauthori[sz]ed|authentication|forbidden|permission/, 'auth'],
  [/notfound|unknowntask/, 'notFound'],
  [/timeout|timedout/, 'timeout'],
  // Before the words of fields: `invalidSafety` is a wrong field, not refused content.
  [/^(invalid|missing|required|unsupported|conflict|duplicate|unknown(?!error))/, 'validation'],
  [/safety/, 'safety'],
  [/provider|inference|generationfailed/, 'provider'],
  [/internal|serviceunavailable|server/, 'serverError'],
];

/**
 * Sorts a failure: by its HTTP status where that decides what may have happened, else by its words, since the other
 * statuses carry several kinds, and by the status again where the words say nothing.
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

/** How much is kept of the service's texts and of the fields that it names, in characters. */
const MAX_MESSAGE = 2000;
const MAX_NAME = 100;
const MAX_PARAMETERS = 100;

function names(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value.slice(0, MAX_PARAMETERS) : [value];
  return list.filter((item) => typeof item === 'string').map((name) => truncate(name, MAX_NAME));
}

/** Reads one error item of a reply. Anything missing is filled with what the HTTP status tells. */
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

/** The code of an error that says that a run was stopped before anything was sent. */
export const NOT_SENT = 'notSent';

/** The code of an error that says that an earlier sending of the task may have arrived. */
export const MAY_HAVE_ARRIVED = 'mayHaveArrived';

/** The code of an error that says that another window or program drives the run. */
export const BUSY = 'busy';

/** The code of an error that says that the run was sent to another endpoint than the present one. */
export const OTHER_ENDPOINT = 'otherEndpoint';

/** The code of an error that says that the run was sent with another key, under which alone it may be known. */
export const OTHER_KEY = 'otherKey';

/** The code of an error that says that the run's task is not the one that a person agreed to. */
export const OTHER_TASK = 'otherTask';

/** A failure of our own or of the connection, in the same form as the service's. */
export function localError(errorClass: ErrorClass, code: string, message: string): TaskError {
  return { code, class: errorClass, message, parameters: [] };
}
