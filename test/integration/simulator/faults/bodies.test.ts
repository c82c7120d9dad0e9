import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../../src/task/types';
import type { Place } from '../../../simulator/faults/fault';
import { once } from '../../../simulator/faults/plans';
import { TRIGGERS } from '../../../simulator/runner';
import type { Simulator } from '../../../simulator/server';
import { imageTask } from '../../../support/tasks';
import { only, send } from '../client';
import { asking, call, jsonOf, withFaults, type Seen } from './wire';

/** The reply to a submission under a fault, which must have accepted the task. */
async function replyTo(fault: string): Promise<Seen> {
  let seen: Seen | undefined;
  await withFaults(once(fault, 'submit'), async (simulator) => {
    seen = await call(simulator, [asking('submit', randomUUID())]);
    assert.equal(simulator.accepted.length, 1);
  });
  assert.ok(seen);
  return seen;
}

/** Makes images at once, and polls them under a permanent fault. */
function withImages(
  fault: string,
  place: Exclude<Place, 'image'>,
  members: JsonObject,
  use: (ask: () => Promise<Seen>, sent: readonly JsonObject[], simulator: Simulator) => Promise<void>,
): Promise<void> {
  return withFaults(once(fault, place, Infinity), async (simulator) => {
    const task = imageTask(members);
    const { data } = await send(simulator, task);
    await use(() => call(simulator, [asking(place, task['taskUUID'])]), data, simulator);
  });
}

function uuids(items: readonly JsonObject[]): unknown[] {
  return items.map((item) => item['imageUUID']);
}

describe('simulator: faults in the body', () => {
  it('truncates the JSON, and announces it as complete', async () => {
    const { status, end, body } = await replyTo('cut-json');
    assert.deepEqual([status, end], [200, 'whole']);
    assert.throws(() => JSON.parse(body.toString()), SyntaxError);
  });

  for (const [fault, shape] of [
    ['json-null', (value: unknown) => value === null],
    ['json-array', Array.isArray],
    ['json-string', (value: unknown) => typeof value === 'string'],
  ] as const) {
    it(`sends JSON of another shape: ${fault}`, async () => {
      const { status, headers, body } = await replyTo(fault);
      assert.equal(status, 200);
      assert.match(headers['content-type'] ?? '', /^application\/json/);
      assert.ok(shape(JSON.parse(body.toString())));
    });
  }

  it('sends endless JSON', () =>
    withFaults(once('oversized-json', 'submit'), async (simulator) => {
      const enough = 64 * 1024 * 1024;
      const seen = await call(simulator, [asking('submit', randomUUID())], enough);
      assert.deepEqual([seen.status, seen.end], [200, 'left']);
      assert.match(seen.headers['content-type'] ?? '', /^application\/json/);
      assert.equal(seen.headers['content-length'], undefined);
    }));

  it('sends a page instead of JSON', async () => {
    const { status, headers, body } = await replyTo('html-page');
    assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8']);
    assert.match(body.toString(), /^<!doctype html>/);
  });

  it('declares valid JSON as a page', async () => {
    const seen = await replyTo('json-as-html');
    assert.equal(seen.headers['content-type'], 'text/html');
    assert.equal(only(jsonOf(seen).data)['taskType'], 'imageInference');
  });

  it('lists every result twice', async () => {
    await withImages('results-twice', 'poll', { numberResults: 2 }, async (ask, sent) => {
      const { data } = jsonOf(await ask());
      assert.deepEqual(uuids(data), [...uuids(sent), ...uuids(sent)]);
    });
    await withImages('results-twice', 'details', {}, async (ask, sent) => {
      const { response } = only(jsonOf(await ask()).data);
      const archived = (response as { data: JsonObject[] }).data;
      assert.deepEqual(uuids(archived), [...uuids(sent), ...uuids(sent)]);
    });
  });

  it('lists the results in a different order at each poll', () =>
    withImages('out-of-order', 'poll', { numberResults: 3 }, async (ask, sent) => {
      let last = uuids(sent);
      for (let count = 0; count < 4; count++) {
        const order = uuids(jsonOf(await ask()).data);
        assert.notDeepEqual(order, last);
        assert.deepEqual(order.toSorted(), uuids(sent).toSorted());
        last = order;
      }
    }));

  it('lists failures in the data', () => {
    const sentence = { settings: undefined, positivePrompt: `A ${TRIGGERS.partial}` };
    return withImages('errors-in-data', 'poll', { ...sentence, numberResults: 2 }, async (ask, sent) => {
      const { data, errors } = jsonOf(await ask());
      assert.equal(errors, undefined);
      assert.deepEqual(uuids(data), [...uuids(sent), undefined]);
      assert.equal(data[1]?.['status'], 'error');
      assert.equal((data[1]['error'] as JsonObject)['code'], 'providerError');
    });
  });

  it('adds unknown members and items', () =>
    withImages('unknown-fields', 'poll', {}, async (ask, sent) => {
      const seen = await ask();
      const { data, ...rest } = jsonOf(seen);
      assert.ok('novelty' in rest && data.every((item, index) => index === 2 || 'novelty' in item));
      assert.match(seen.body.toString(), /"__proto__":\{/);
      assert.deepEqual(
        data.map((item) => item['taskType']),
        ['imageInference', 'novelty', 'novelty'],
      );
      assert.equal(data[0]?.['imageURL'], only(sent)['imageURL']);
    }));

  it('adds them to the archived response and around it', () =>
    withImages('unknown-fields', 'details', {}, async (ask, sent) => {
      const { data } = jsonOf(await ask());
      const archived = (data[0]?.['response'] as { data: JsonObject[] }).data;
      for (const items of [data, archived]) {
        assert.ok(items[0] && 'novelty' in items[0] && items.length === 3);
      }
      assert.equal(archived[0]?.['imageURL'], only(sent)['imageURL']);
    }));

  it('reports an unknown task, in the data or as an error', () =>
    withFaults(once('errors-in-data', 'poll'), async (simulator) => {
      const seen = await call(simulator, [asking('poll', randomUUID())]);
      assert.deepEqual([seen.status, only(jsonOf(seen).errors)['code']], [404, 'taskNotFound']);
    }));
});
