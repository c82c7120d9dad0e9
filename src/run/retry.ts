import { setTimeout as wait } from 'node:timers/promises';
import { type ErrorClass, localError, ServiceError } from '../task/errors';

/** Waits in milliseconds: the first, the factor from one to the next, the longest, and how many there are. */
export interface Backoff {
  readonly first: number;
  readonly factor: number;
  readonly longest: number;
  readonly attempts: number;
}

/** All waits of a run, in one place. */
export interface Pace {
  /** Before the first question for results. */
  readonly firstPoll: number;
  /** Between further questions. */
  readonly poll: Backoff;
  /** After a failed request. */
  readonly retry: Backoff;
  /** After this long a run is left alone; it can be resumed. */
  readonly patience: number;
}

export const DEFAULT_PACE: Pace = {
  firstPoll: 1000,
  poll: { first: 500, factor: 1.5, longest: 10_000, attempts: Infinity },
  retry: { first: 1000, factor: 2, longest: 30_000, attempts: 6 },
  patience: 15 * 60_000,
};

const RETRYABLE: readonly ErrorClass[] = [
  'provider',
  'timeout',
  'connection',
  'rateLimit',
  'serverError',
  'unknown',
];

/** Whether asking again may help. */
export function isRetryable(error: unknown): error is ServiceError {
  return error instanceof ServiceError && RETRYABLE.includes(error.class);
}

/**
 * The wait before attempt `attempt + 1`, in milliseconds. With `jitter` up to a quarter is taken off at random, so that
 * many clients do not return at once; a wait the service asked for is never shortened.
 */
export function backoff(policy: Backoff, attempt: number, asked = 0, jitter = Math.random): number {
  const full = Math.min(policy.longest, policy.first * policy.factor ** attempt);
  return Math.max(asked, full * (1 - jitter() / 4));
}

/** The longest that a timer can wait; anything above it would fire at once. */
const MAX_WAIT = 2 ** 31 - 1;

/** Waits, or rejects with a `ServiceError` of class `aborted`. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(Math.min(milliseconds, MAX_WAIT), undefined, { signal });
  } catch (cause) {
    throw new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')], { cause });
  }
}

/** Calls until it succeeds, fails for a reason that another attempt cannot mend, or the attempts are used up. */
export async function withRetry<T>(
  policy: Backoff,
  signal: AbortSignal,
  onRetry: (error: ServiceError, wait: number) => void,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!isRetryable(error) || attempt + 1 >= policy.attempts) throw error;
      const delay = backoff(policy, attempt, error.retryAfter);
      onRetry(error, delay);
      await pause(delay, signal);
    }
  }
}
