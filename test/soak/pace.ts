import { type Backoff, DEFAULT_PACE, type Pace, type RetryPolicy } from '../../src/run/drive/retry';
import { ERROR_CLASSES } from '../../src/task/errors';

/** Retries the same failures as the default pace, with other waits. */
export function briefly(backoff: Backoff): RetryPolicy {
  const policy = ERROR_CLASSES.map((name) => [name, DEFAULT_PACE.retry[name] && backoff]);
  return Object.fromEntries(policy) as RetryPolicy;
}

/** The short waits of a client's run. */
export const QUICK: Pace = {
  firstPoll: 2,
  poll: { shortest: 2, share: 0.2, longest: 20 },
  missingAfter: 2000,
  forgottenAfter: 100,
  retry: briefly({ first: 2, factor: 2, longest: 20, attempts: 6 }),
  maxRetryAfter: 5000,
  giveUpAfter: 5000,
};
