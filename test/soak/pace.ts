import { type Backoff, DEFAULT_PACE, type Pace, type RetryPolicy } from '../../src/run/retry';
import { ERROR_CLASSES } from '../../src/task/errors';

const BRIEF: Backoff = { first: 2, factor: 2, longest: 20, attempts: 6 };

/** A run's waits, short: what is repeated is repeated as it really is. */
export const QUICK: Pace = {
  firstPoll: 2,
  poll: { first: 2, factor: 1.5, longest: 20, attempts: Infinity },
  retry: Object.fromEntries(
    ERROR_CLASSES.map((name) => [name, DEFAULT_PACE.retry[name] && BRIEF]),
  ) as RetryPolicy,
  longestAsked: 5000,
  patience: 5000,
};
