import { setTimeout as wait } from 'node:timers/promises';
import { type ErrorClass, localError, ServiceError } from '../../task/errors';

/** Waits in milliseconds: the first, the factor from one to the next, the longest, and how many attempts there are. */
export interface Backoff {
  readonly first: number;
  readonly factor: number;
  readonly longest: number;
  readonly attempts: number;
}

/** What to do after a failure, by its class; null where another attempt cannot help. */
export type RetryPolicy = Readonly<Record<ErrorClass, Backoff | null>>;

/** How often results are asked for: waits in milliseconds, or as a share of the time that they have been waited for. */
export interface AskingPace {
  readonly shortest: number;
  /** So much later than it is there a result is found at most. */
  readonly share: number;
  readonly longest: number;
}

/** All waits of a run, in one place. */
export interface Pace {
  /** Before the first question for results. */
  readonly firstPoll: number;
  /** Between further questions. */
  readonly poll: AskingPace;
  /** How long is waited for images that are not listed, where failures are told and nothing is at work any more. */
  readonly untilMissing: number;
  /** How long answers must agree before it is believed that the service has forgotten a task. */
  readonly untilForgotten: number;
  /** After a failed request or write. */
  readonly retry: RetryPolicy;
  /** The longest wait that the service may ask for; what it asks beyond that is left for later. */
  readonly longestAsked: number;
  /** A run that brought nothing new for this long is left alone; it can be resumed. */
  readonly patience: number;
}

const BRIEF: Backoff = { first: 1000, factor: 2, longest: 30_000, attempts: 6 };

export const DEFAULT_PACE: Pace = {
  firstPoll: 1000,
  poll: { shortest: 400, share: 0.05, longest: 10_000 },
  untilMissing: 60_000,
  untilForgotten: 30_000,
  retry: {
    // Asking again would get the same answer.
    validation: null,
    auth: null,
    quota: null,
    safety: null,
    notFound: null,
    aborted: null,
    // A full queue takes its time, and refusing costs nothing.
    rateLimit: { first: 2000, factor: 2, longest: 60_000, attempts: 10 },
    timeout: BRIEF,
    connection: BRIEF,
    serverError: BRIEF,
    provider: BRIEF,
    unknown: BRIEF,
    // Another program may just be using up the disk, or the files that may be open.
    disk: { first: 250, factor: 2, longest: 2000, attempts: 4 },
  },
  longestAsked: 5 * 60_000,
  patience: 15 * 60_000,
};

/**
 * The wait before attempt `attempt + 1` (the first failure is that of attempt 0), in milliseconds, or undefined when
 * there is to be none. A wait that the service asked for is never shortened.
 */
export function delayAfter(error: unknown, attempt: number, pace: Pace): number | undefined {
  if (!(error instanceof ServiceError)) return undefined;
  const policy = pace.retry[error.class];
  const { retryAfter = 0 } = error;
  if (!policy || attempt + 1 >= policy.attempts || retryAfter > pace.longestAsked) return undefined;
  return Math.max(retryAfter, backoff(policy, attempt));
}

/** Whether a failure may pass by itself, however often it was tried. */
export function mayPass(error: unknown, pace: Pace): error is ServiceError {
  return error instanceof ServiceError && pace.retry[error.class] !== null;
}

/**
 * The wait before attempt `attempt + 1`, in milliseconds. With `jitter` up to a quarter is taken off at random, so that
 * many clients do not return at once.
 */
export function backoff(policy: Backoff, attempt: number, jitter = Math.random): number {
  return Math.min(policy.longest, policy.first * policy.factor ** attempt) * (1 - jitter() / 4);
}

/** That somebody has ended the waiting. */
export function ended(cause?: unknown): ServiceError {
  return new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')], { cause });
}

/** The wait before the next question for what has been waited for so long. */
export function askAgainIn({ shortest, share, longest }: AskingPace, elapsed: number): number {
  return Math.min(longest, Math.max(shortest, share * elapsed));
}

/** Waits, or rejects with a `ServiceError` of class `aborted`. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (cause) {
    throw ended(cause);
  }
}

/** Calls until it succeeds, fails for a reason that another attempt cannot mend, or the attempts are used up. */
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
