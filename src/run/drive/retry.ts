import { setTimeout as wait } from 'node:timers/promises';
import { type ErrorClass, localError, ServiceError } from '../../task/errors';

/** Waits in milliseconds: the first, the factor between two, the longest, and the number of attempts. */
export interface Backoff {
  readonly first: number;
  readonly factor: number;
  readonly longest: number;
  readonly attempts: number;
}

/** How to retry after a failure, by its class; null when another attempt cannot help. */
export type RetryPolicy = Readonly<Record<ErrorClass, Backoff | null>>;

/** How often to poll: waits in milliseconds, or as a share of the time since the first poll. */
export interface PollingPace {
  readonly shortest: number;
  /** A result is found at most this share of its time late. */
  readonly share: number;
  readonly longest: number;
}

/** All waiting times of a run, in milliseconds. */
export interface Pace {
  /** Before the first poll. */
  readonly firstPoll: number;
  /** Between further polls. */
  readonly poll: PollingPace;
  /** How long to wait for images that are not listed, when failures are reported and nothing is in progress. */
  readonly missingAfter: number;
  /** How long the service must deny that it knows a task before that counts as forgotten. */
  readonly forgottenAfter: number;
  /** After a failed request or write. */
  readonly retry: RetryPolicy;
  /** The longest delay that the service may ask for. After a longer one the run is left for later. */
  readonly maxRetryAfter: number;
  /** A run that brought nothing new for this long is detached; it can be resumed. */
  readonly giveUpAfter: number;
}

const BRIEF: Backoff = { first: 1000, factor: 2, longest: 30_000, attempts: 6 };

export const DEFAULT_PACE: Pace = {
  firstPoll: 1000,
  poll: { shortest: 400, share: 0.05, longest: 10_000 },
  missingAfter: 60_000,
  forgottenAfter: 30_000,
  retry: {
    // Another attempt would get the same answer.
    validation: null,
    auth: null,
    quota: null,
    safety: null,
    notFound: null,
    aborted: null,
    // A full queue takes its time, and a refusal costs nothing.
    rateLimit: { first: 2000, factor: 2, longest: 60_000, attempts: 10 },
    timeout: BRIEF,
    connection: BRIEF,
    serverError: BRIEF,
    provider: BRIEF,
    unknown: BRIEF,
    // Another program may be using up the disk, or the number of open files, for a moment.
    disk: { first: 250, factor: 2, longest: 2000, attempts: 4 },
  },
  maxRetryAfter: 5 * 60_000,
  giveUpAfter: 15 * 60_000,
};

/**
 * The wait before attempt `attempt + 1` (the first failure is that of attempt 0), in milliseconds, or undefined for
 * no other attempt. A wait that the service asked for is never shortened.
 */
export function delayAfter(error: unknown, attempt: number, pace: Pace): number | undefined {
  if (!(error instanceof ServiceError)) return undefined;
  const policy = pace.retry[error.class];
  const { retryAfter = 0 } = error;
  if (!policy || attempt + 1 >= policy.attempts || retryAfter > pace.maxRetryAfter) return undefined;
  return Math.max(retryAfter, backoff(policy, attempt));
}

/** Whether a failure may pass by itself, however often the call was tried. */
export function isTransient(error: unknown, pace: Pace): error is ServiceError {
  return error instanceof ServiceError && pace.retry[error.class] !== null;
}

/**
 * The wait before attempt `attempt + 1`, in milliseconds. `jitter` takes off up to a quarter at random, so that many
 * clients do not return at once.
 */
export function backoff(policy: Backoff, attempt: number, jitter = Math.random): number {
  return Math.min(policy.longest, policy.first * policy.factor ** attempt) * (1 - jitter() / 4);
}

/** The error for a wait that was ended. */
export function waitEnded(cause?: unknown): ServiceError {
  return new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')], { cause });
}

/** The wait before the next poll, `elapsed` milliseconds after the first one. */
export function pollDelay({ shortest, share, longest }: PollingPace, elapsed: number): number {
  return Math.min(longest, Math.max(shortest, share * elapsed));
}

/** Waits, or rejects with a `ServiceError` of class `aborted`. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (cause) {
    throw waitEnded(cause);
  }
}

/** Calls until it succeeds, fails for a reason that another attempt cannot fix, or the attempts are used up. */
export async function withRetry<T>(
  pace: Pace,
  signal: AbortSignal,
  onRetry: (error: ServiceError, wait: number) => void,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const delay = delayAfter(error, attempt, pace);
      if (delay === undefined || !(error instanceof ServiceError)) throw error;
      onRetry(error, delay);
      await pause(delay, signal);
    }
  }
}
