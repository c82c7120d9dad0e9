import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from '../../../simulator/faults/plans';
import type { Simulator } from '../../../simulator/server';
import { imageTask } from '../../../support/tasks';
import { getResponse, pollUntil, send } from '../client';
import { asking, call, jsonOf, makeImage, visit, withFaults, type Seen } from './wire';

/** Submits a task under a fault, and returns the reply and how often it was accepted and charged. */
async function submitUnder(
  fault: string,
  check: (seen: Seen, simulator: Simulator, taskUUID: string) => Promise<void> | void,
): Promise<void> {
  const taskUUID = randomUUID();
  await withFaults(once(fault, 'submit'), async (simulator) => {
    const seen = await call(simulator, [asking('submit', taskUUID)]);
    await check(seen, simulator, taskUUID);
    assert.equal(simulator.submissions, 1);
    assert.deepEqual(simulator.misbehaved, [{ place: 'submit', fault, taskUUID }]);
  });
}

describe('simulator: faults of the connection', () => {
  it('drops a task before it is accepted', () =>
    submitUnder('drop-before-accepting', async (seen, simulator, taskUUID) => {
      assert.deepEqual([seen.status, seen.end, simulator.accepted.length], [undefined, 'broken', 0]);
      assert.equal((await getResponse(simulator, taskUUID)).status, 404);
      assert.equal(simulator.balance, 100);
    }));

  it('drops the reply to an accepted task, which continues and is charged once', () =>
    submitUnder('drop-after-accepting', async (seen, simulator, taskUUID) => {
      assert.deepEqual([seen.status, seen.end, simulator.accepted.length], [undefined, 'broken', 1]);
      assert.equal((await pollUntil(simulator, taskUUID, 1)).data.length, 1);
      assert.equal(simulator.balance, 99.94);
    }));

  it('counts every submission, and accepts one', () =>
    withFaults(once('drop-after-accepting', 'submit'), async (simulator) => {
      const task = imageTask();
      await call(simulator, [task]);
      assert.equal((await send(simulator, task)).status, 400);
      assert.deepEqual([simulator.submissions, simulator.accepted.length, simulator.balance], [2, 1, 99.94]);
    }));

  it('closes the connection in the middle of a reply', () =>
    submitUnder('drop-in-reply', (seen, simulator) => {
      assert.deepEqual([seen.status, seen.end, simulator.accepted.length], [200, 'broken', 1]);
      assert.equal(seen.body.length, Math.floor(Number(seen.headers['content-length']) / 2));
    }));

  it('closes the connection in the middle of an image', () =>
    withFaults(once('drop-in-reply', 'image'), async (simulator) => {
      const url = await makeImage(simulator);
      const [half, whole] = [await visit(url), await visit(url)];
      assert.deepEqual([half.end, whole.end], ['broken', 'whole']);
      assert.equal(Number(half.headers['content-length']), whole.body.length);
      assert.equal(half.body.length, Math.floor(whole.body.length / 2));
    }));

  it('replies late, but correctly', () =>
    submitUnder('delay', (seen, simulator) => {
      assert.deepEqual([seen.status, simulator.accepted.length], [200, 1]);
    }));

  it('accepts a delayed task even if its client has left', () =>
    withFaults(once('delay', 'submit'), async (simulator) => {
      const leaving = new AbortController();
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${simulator.apiKey}` };
      const body = JSON.stringify([imageTask()]);
      const left = assert.rejects(
        fetch(simulator.url, { method: 'POST', body, headers, signal: leaving.signal }),
      );
      while (simulator.submissions === 0) await getResponse(simulator, randomUUID());
      leaving.abort();
      await left;
      while (simulator.accepted.length === 0) await getResponse(simulator, randomUUID());
    }));

  for (const [fault, accepted] of [
    ['no-reply', 0],
    ['no-reply-after-accepting', 1],
  ] as const) {
    it(`keeps a client waiting (${fault}) until the simulator closes`, async () => {
      let waiting: Promise<Seen> | undefined;
      await withFaults(once(fault, 'submit'), async (simulator) => {
        waiting = call(simulator, [imageTask()]);
        while (simulator.misbehaved.length === 0) await getResponse(simulator, randomUUID());
        assert.equal(simulator.accepted.length, accepted);
      });
      assert.equal((await waiting)?.status, undefined);
    });
  }

  it('sends a reply one byte at a time', () =>
    withFaults(once('slow-trickle', 'submit'), async (simulator) => {
      const body = JSON.stringify([imageTask({ deliveryMethod: 'async' })]);
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${simulator.apiKey}` };
      const response = await fetch(simulator.url, { method: 'POST', body, headers });
      const pieces: Uint8Array[] = [];
      for await (const piece of response.body ?? []) {
        pieces.push(piece);
        if (pieces.length === 10) break;
      }
      assert.match(Buffer.concat(pieces).toString(), /^\{"data":\[/);
      assert.ok(Buffer.concat(pieces).length < Number(response.headers.get('content-length')) / 2);
    }));

  it('affects the other requests, too', async () => {
    const taskUUID = randomUUID();
    for (const place of ['poll', 'details', 'balance'] as const) {
      await withFaults(once('drop-before-accepting', place), async (simulator) => {
        await send(simulator, asking('submit', taskUUID));
        assert.equal((await call(simulator, [asking(place, taskUUID)])).status, undefined, place);
        const sound = await call(simulator, [asking(place, taskUUID)]);
        assert.equal(jsonOf(sound).data.length, 1, place);
        const about = place === 'balance' ? undefined : taskUUID;
        const fault = 'drop-before-accepting';
        assert.deepEqual(simulator.misbehaved, [{ place, fault, taskUUID: about }]);
      });
    }
  });
});
