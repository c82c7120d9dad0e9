import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from '../../../simulator/faults/plans';
import { getResponse, only, send } from '../client';
import { asking, call, jsonOf, makeImage, visit, withFaults } from './wire';

const HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;

describe('simulator: faults reported by a status', () => {
  for (const status of [408, 429, 500, 503, 504]) {
    it(`replies with ${status} without accepting, with and without Retry-After`, async () => {
      const taskUUID = randomUUID();
      const forms = [
        ['', /^undefined$/],
        ['-retry-after', /^1$/],
        ['-retry-date', HTTP_DATE],
      ] as const;
      for (const [form, retry] of forms) {
        await withFaults(once(`status-${status}${form}`, 'submit'), async (simulator) => {
          const seen = await call(simulator, [asking('submit', taskUUID)]);
          assert.deepEqual([seen.status, simulator.accepted.length], [status, 0]);
          assert.match(String(seen.headers['retry-after']), retry);
          const error = only(jsonOf(seen).errors);
          assert.deepEqual([error['taskType'], error['taskUUID']], ['imageInference', taskUUID]);
          const sound = await call(simulator, [asking('submit', taskUUID)]);
          assert.deepEqual([sound.status, simulator.submissions], [200, 2]);
        });
      }
    });
  }

  it('gives a date within the next seconds', () =>
    withFaults(once('status-503-retry-date', 'balance'), async (simulator) => {
      const asked = Date.now();
      const seen = await call(simulator, [asking('balance', randomUUID())]);
      const date = Date.parse(seen.headers['retry-after'] ?? '');
      assert.ok(date > asked && date <= Date.now() + 2000, `${date - asked} ms`);
    }));

  for (const status of [500, 504]) {
    it(`replies with ${status} to a task that it has accepted`, async () => {
      const taskUUID = randomUUID();
      for (const form of ['', '-retry-after', '-retry-date']) {
        const fault = once(`status-${status}${form}-after-accepting`, 'submit');
        await withFaults(fault, async (simulator) => {
          const seen = await call(simulator, [asking('submit', taskUUID)]);
          assert.deepEqual([seen.status, simulator.accepted.length], [status, 1]);
          assert.equal((await getResponse(simulator, taskUUID)).status, 200);
        });
      }
    });
  }

  it('replies with it for images, too', () =>
    withFaults(once('status-429-retry-after', 'image'), async (simulator) => {
      const url = await makeImage(simulator);
      const seen = await visit(url);
      assert.deepEqual([seen.status, seen.headers['retry-after']], [429, '1']);
      assert.equal((await visit(url)).status, 200);
    }));

  for (const [fault, status, code] of [
    ['refuse', 400, 'invalidSettings'],
    ['auth', 401, 'invalidApiKey'],
    ['quota', 402, 'insufficientCredits'],
  ] as const) {
    it(`refuses a valid task: ${fault}`, () =>
      withFaults(once(fault, 'submit'), async (simulator) => {
        const seen = await call(simulator, [asking('submit', randomUUID())]);
        assert.deepEqual([seen.status, only(jsonOf(seen).errors)['code']], [status, code]);
        assert.deepEqual([simulator.submissions, simulator.accepted.length], [1, 0]);
      }));
  }

  it('denies a known task, as often as configured', async () => {
    const taskUUID = randomUUID();
    for (const place of ['poll', 'details'] as const) {
      await withFaults(once('not-found', place, 2), async (simulator) => {
        await send(simulator, asking('submit', taskUUID));
        const statuses: unknown[] = [];
        for (let count = 0; count < 3; count++) {
          statuses.push((await call(simulator, [asking(place, taskUUID)])).status);
        }
        assert.deepEqual(statuses, [404, 404, 200], place);
      });
    }
  });
});
