import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { FAULTS, faultNamed } from '../../../simulator/faults/catalog';
import { EVERYWHERE, type Call, type Place } from '../../../simulator/faults/fault';
import { allOf, LONGEST_ROW, nth, once, randomFaults } from '../../../simulator/faults/plans';
import { asking, call, makeImage, visit, withFaults } from './wire';

const TASKS = Array.from(
  { length: 200 },
  (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
);

function callOf(place: Place, taskUUID: string, ordinal: number): Call {
  const image = place === 'image' ? 0 : undefined;
  return { request: { method: 'POST', path: '/v1', headers: {}, body: [] }, place, taskUUID, image, ordinal };
}

/** The names of the faults of the first calls of all tasks. */
function draw(seed: number, rate: number, calls = 12): (string | undefined)[][] {
  const plan = randomFaults({ seed, rate });
  return TASKS.flatMap((task) =>
    EVERYWHERE.map((place) =>
      Array.from({ length: calls }, (_, ordinal) => plan(callOf(place, task, ordinal))?.name),
    ),
  );
}

describe('simulator: the catalog of faults', () => {
  it('has a name and a description for each', () => {
    assert.equal(new Set(FAULTS.map((fault) => fault.name)).size, FAULTS.length);
    for (const { name, description, places } of FAULTS) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(description !== '' && places.length > 0, name);
    }
  });

  it('finds a fault by its name, and throws if there is none', () => {
    assert.equal(faultNamed('delay').name, 'delay');
    assert.throws(() => faultNamed('earthquake'), /earthquake/);
    assert.throws(() => once('quota', 'image'), /cannot happen at 'image'/);
  });

  for (const place of EVERYWHERE) {
    it(`does not affect the next request (${place})`, async () => {
      const passing = FAULTS.filter((fault) => fault.nature === 'passing' && fault.places.includes(place));
      assert.ok(passing.length > 15);
      await withFaults(
        ({ ordinal, place: at, request }) =>
          at === place && ordinal % 2 === 0 ? faultNamed(String(request.headers['x-fault'])) : undefined,
        async (simulator) => {
          const image = place === 'image' ? await makeImage(simulator) : '';
          const headers = { 'content-type': 'application/json', authorization: `Bearer ${simulator.apiKey}` };
          const ask = (fault: string, taskUUID: string): ReturnType<typeof visit> => {
            if (place === 'image') return visit(image, { headers: { 'x-fault': fault } });
            const body = JSON.stringify([asking(place, taskUUID)]);
            return visit(simulator.url, { method: 'POST', body, headers: { ...headers, 'x-fault': fault } });
          };
          for (const { name } of passing) {
            const taskUUID = randomUUID();
            if (place !== 'submit') await call(simulator, [asking('submit', taskUUID)]);
            await ask(name, taskUUID);
            const { status, end } = await ask(name, taskUUID);
            const expected = place === 'submit' && simulator.accepted.length === 0 ? [200] : [200, 400];
            assert.ok(status !== undefined && expected.includes(status) && end === 'whole', name);
          }
          assert.deepEqual(
            simulator.misbehaved.map(({ fault }) => fault),
            passing.map(({ name }) => name),
          );
          const taken = simulator.accepted.map((task) => task['taskUUID']);
          assert.equal(new Set(taken).size, taken.length);
        },
      );
    });
  }
});

describe('simulator: plans of faults', () => {
  it('affects the first requests, or one of them, at one place', () => {
    const [first] = TASKS;
    assert.ok(first);
    const names = (plan: ReturnType<typeof once>, place: Place): unknown[] =>
      [0, 1, 2].map((ordinal) => plan(callOf(place, first, ordinal))?.name);
    assert.deepEqual(names(once('delay', 'poll'), 'poll'), ['delay', undefined, undefined]);
    assert.deepEqual(names(once('delay', 'poll', 2), 'poll'), ['delay', 'delay', undefined]);
    assert.deepEqual(names(once('delay', 'poll'), 'submit'), [undefined, undefined, undefined]);
    assert.deepEqual(names(nth('delay', 'poll', 1), 'poll'), [undefined, 'delay', undefined]);
    const both = allOf(once('not-found', 'poll'), once('delay', 'poll', 2));
    assert.deepEqual(names(both, 'poll'), ['not-found', 'delay', undefined]);
  });

  it('chooses the same faults for the same seed, and others for another', () => {
    assert.deepEqual(draw(7, 0.3), draw(7, 0.3));
    assert.notDeepEqual(draw(7, 0.3), draw(8, 0.3));
  });

  it('never chooses more than a few in a row', () => {
    for (const row of draw(1, 1)) {
      let length = 0;
      for (const name of row) {
        length = name === undefined ? 0 : length + 1;
        assert.ok(length <= LONGEST_ROW);
      }
    }
  });

  it('keeps the rate for every place and ordinal, and uses all faults of the place', () => {
    const rows = draw(3, 0.4, 3);
    for (let ordinal = 0; ordinal < 3; ordinal++) {
      for (const [index, place] of EVERYWHERE.entries()) {
        const drawn = rows.filter((_, row) => row % EVERYWHERE.length === index).map((row) => row[ordinal]);
        const share = drawn.filter((name) => name !== undefined).length / drawn.length;
        assert.ok(Math.abs(share - 0.4) < 0.12, `${place} ${ordinal}: ${share}`);
      }
    }
    const used = new Set(draw(3, 0.9).flat());
    for (const { name, nature } of FAULTS) assert.equal(used.has(name), nature === 'passing', name);
  });

  it('chooses from the given faults', () => {
    const faults = [faultNamed('delay')];
    const plan = randomFaults({ seed: 1, rate: 1, faults });
    assert.equal(plan(callOf('poll', 'task', 0))?.name, 'delay');
  });
});
