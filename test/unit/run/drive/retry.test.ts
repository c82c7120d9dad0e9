import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  pollDelay,
  type Backoff,
  backoff,
  DEFAULT_PACE,
  delayAfter,
  isTransient,
  pause,
  type RetryPolicy,
  withRetry,
} from '../../../../src/run/drive/retry';
import { type ErrorClass, ERROR_CLASSES, localError, ServiceError } from '../../../../src/task/errors';

const ONE: Backoff = { first: 1, factor: 1, longest: 1, attempts: 4 };

/** The default pace, but with short waits. */
const PACE = {
  ...DEFAULT_PACE,
  retry: Object.fromEntries(
    ERROR_CLASSES.map((name) => [name, DEFAULT_PACE.retry[name] && ONE]),
  ) as RetryPolicy,
};
const NEVER = new AbortController().signal;

function failure(errorClass: ErrorClass, retryAfter?: number): ServiceError {
  return new ServiceError([localError(errorClass, 'code', 'message')], { retryAfter });
}

/** Calls until the outcomes are used up; each outcome is a failure or a result. */
async function play(outcomes: readonly (Error | string)[], signal = NEVER) {
  const waits: number[] = [];
  let calls = 0;
  const result = withRetry(
    PACE,
    signal,
    (_error, wait) => waits.push(wait),
    () => {
      const outcome = outcomes[calls++];
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  );
  const [settled] = await Promise.allSettled([result]);
  return { settled, waits, calls };
}

describe('backoff', () => {
  const policy = fc.record({
    first: fc.integer({ min: 1, max: 5000 }),
    factor: fc.double({ min: 1, max: 10, noNaN: true }),
    longest: fc.integer({ min: 5000, max: 60_000 }),
    attempts: fc.constant(5),
  });
  const jitter = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

  it('stays between three quarters of the full wait and the longest wait, at any attempt', () => {
    fc.assert(
      fc.property(policy, fc.nat(10_000), jitter, (given, attempt, random) => {
        const wait = backoff(given, attempt, () => random);
        const full = backoff(given, attempt, () => 0);
        assert.ok(wait >= full * 0.75 && wait <= full && full <= given.longest && full >= given.first);
        assert.ok(backoff(given, attempt + 1, () => 0) >= full);
      }),
    );
  });

  it('never waits less than the service asked for', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(DEFAULT_PACE.maxRetryAfter), (attempt, asked) => {
        const wait = delayAfter(failure('rateLimit', asked), attempt, DEFAULT_PACE);
        assert.ok(wait !== undefined && wait >= asked);
      }),
    );
  });

  it('does not retry when the service asks for a longer wait than is allowed', () => {
    const { maxRetryAfter } = DEFAULT_PACE;
    assert.equal(delayAfter(failure('rateLimit', maxRetryAfter), 0, DEFAULT_PACE), maxRetryAfter);
    assert.equal(delayAfter(failure('rateLimit', maxRetryAfter + 1), 0, DEFAULT_PACE), undefined);
  });

  it('has a bounded number of attempts and a bounded wait for every class', () => {
    // A longer wait than a timer can hold would make it fire at once.
    assert.ok(DEFAULT_PACE.maxRetryAfter < 2 ** 31);
    for (const policy of Object.values(DEFAULT_PACE.retry)) {
      assert.ok(policy === null || (policy.attempts <= 10 && policy.longest <= 60_000));
    }
  });

  it('polls at most a twentieth of the elapsed time late, and never sooner than 0.4 s after the last poll', () => {
    const { poll, firstPoll } = DEFAULT_PACE;
    const times: number[] = [firstPoll];
    for (let last = firstPoll; last < 200_000; times.push(last)) last += pollDelay(poll, last);
    times.slice(1).forEach((time, index) => {
      const before = times[index] ?? 0;
      assert.ok(time - before > 399.999 && time - before <= Math.max(400, before * 0.05) + 0.001);
    });
    assert.equal(pollDelay(poll, 3_600_000), 10_000);
  });
});

describe('withRetry', () => {
  it('continues after failures that another attempt may fix', async () => {
    const { settled, calls } = await play([failure('connection'), failure('serverError'), 'fine']);
    assert.deepEqual(settled, { status: 'fulfilled', value: 'fine' });
    assert.equal(calls, 3);
  });

  it('rejects with the last failure when the attempts are used up', async () => {
    const failures = [failure('timeout'), failure('timeout'), failure('timeout'), failure('rateLimit')];
    const { settled, calls } = await play([...failures, 'too late']);
    assert.deepEqual(settled, { status: 'rejected', reason: failures[3] });
    assert.equal(calls, 4);
  });

  it('waits as long as the service asks', async () => {
    const { waits } = await play([failure('rateLimit', 20), 'fine']);
    assert.deepEqual(waits, [20]);
  });

  for (const errorClass of ERROR_CLASSES.filter((name) => !isTransient(failure(name), DEFAULT_PACE))) {
    it(`does not retry after ${errorClass}`, async () => {
      const { settled, calls } = await play([failure(errorClass), 'fine']);
      assert.equal(settled.status, 'rejected');
      assert.equal(calls, 1);
    });
  }

  it('does not retry after a bug of the program itself', async () => {
    assert.equal((await play([new TypeError('bug'), 'fine'])).calls, 1);
  });

  it('retries after exactly the failures that may pass', () => {
    const lasting = ERROR_CLASSES.filter((name) => !isTransient(failure(name), DEFAULT_PACE));
    assert.deepEqual(lasting, ['validation', 'auth', 'quota', 'safety', 'notFound', 'aborted']);
    assert.ok(!isTransient(new TypeError('bug'), DEFAULT_PACE));
  });
});

describe('pause', () => {
  it('rejects as aborted when its signal aborts, before it or during it', async () => {
    const isAborted = (error: unknown) => error instanceof ServiceError && error.class === 'aborted';
    await assert.rejects(pause(1000, AbortSignal.abort()), isAborted);
    const controller = new AbortController();
    const waiting = pause(60_000, controller.signal);
    setImmediate(() => setImmediate(() => controller.abort()));
    await assert.rejects(waiting, isAborted);
  });
});
