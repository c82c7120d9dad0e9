import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { Limiter } from '../../../src/run/limiter';

describe('Limiter', () => {
  it('runs all jobs in order, never more at once than allowed, even when some fail', async () => {
    const job = fc.record({ turns: fc.integer({ min: 1, max: 4 }), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(job, { maxLength: 20 }),
        async (limit, jobs) => {
          const limiter = new Limiter(limit);
          const started: number[] = [];
          let active = 0;
          let most = 0;
          const outcomes = await Promise.allSettled(
            jobs.map(({ turns, fails }, index) =>
              limiter.run(async () => {
                started.push(index);
                most = Math.max(most, ++active);
                for (let left = turns; left > 0; left--) await turn();
                active--;
                if (fails) throw new Error('failed');
                return index;
              }),
            ),
          );
          assert.deepEqual(started, [...jobs.keys()]);
          assert.equal(most, Math.min(limit, jobs.length));
          outcomes.forEach((outcome, index) => {
            assert.equal(outcome.status, jobs[index]?.fails ? 'rejected' : 'fulfilled');
          });
        },
      ),
    );
  });

  it('has a free slot again when everything has ended', async () => {
    const limiter = new Limiter(2);
    await Promise.all([1, 2, 3, 4].map((n) => limiter.run(() => Promise.resolve(n))));
    assert.equal(await limiter.run(() => Promise.resolve('again')), 'again');
  });
});
