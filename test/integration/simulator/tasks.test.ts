import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { validateTask } from '../../simulator/validate';
import { imageTask, PROMPT } from '../../support/tasks';
import { getResponse, only, pollUntil, send, withSimulator } from './client';

const SENTENCE = { settings: undefined };

describe('simulator: tasks', () => {
  it('makes as many results as requested, each with its own UUID, seed and URL', () =>
    withSimulator({}, async (simulator) => {
      const task = imageTask({ numberResults: 5 });
      const { status, data, errors } = await send(simulator, task);
      assert.deepEqual([status, data.length, errors], [200, 5, []]);
      for (const member of ['imageUUID', 'seed', 'imageURL']) {
        assert.equal(new Set(data.map((item) => item[member])).size, 5, member);
      }
      for (const item of data) {
        assert.deepEqual(Object.keys(item).sort(), ['imageURL', 'imageUUID', 'seed', 'taskType', 'taskUUID']);
        assert.equal(item['taskUUID'], task['taskUUID']);
      }
    }));

  it('chooses the same seeds for the same start', async () => {
    const seeds: unknown[][] = [];
    for (let run = 0; run < 2; run++) {
      await withSimulator({ seed: 7 }, async (simulator) => {
        const { data } = await send(simulator, imageTask({ numberResults: 3 }));
        seeds.push(data.map((item) => item['seed']));
      });
    }
    assert.deepEqual(seeds[0], seeds[1]);
  });

  it('acknowledges an async task once, and returns its state with all results so far at every poll', () =>
    withSimulator({ processing: (index) => (index < 2 ? 0 : Infinity) }, async (simulator) => {
      const task = imageTask({ numberResults: 3, deliveryMethod: 'async' });
      const { taskType, taskUUID } = task;
      const acknowledgement = await send(simulator, task);
      assert.deepEqual([acknowledgement.status, acknowledgement.data], [200, [{ taskType, taskUUID }]]);
      const partial = await pollUntil(simulator, taskUUID, 2);
      assert.deepEqual(
        partial.data.map((item) => item['status']),
        ['success', 'success', 'processing'],
      );
      assert.deepEqual(partial.data[2], { taskType, taskUUID, status: 'processing' });
      assert.deepEqual(await getResponse(simulator, taskUUID), partial);
    }));

  it('continues a task whose client has disconnected', () =>
    withSimulator({ processing: 5 }, async (simulator) => {
      const task = imageTask({ numberResults: 2 });
      const leaving = new AbortController();
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${simulator.apiKey}` };
      const body = JSON.stringify([task]);
      const sending = fetch(simulator.url, { method: 'POST', body, headers, signal: leaving.signal });
      const left = assert.rejects(sending);
      while (simulator.accepted.length === 0) await getResponse(simulator, randomUUID());
      leaving.abort();
      await left;
      const { data } = await pollUntil(simulator, task['taskUUID'], 2);
      assert.equal(data.length, 2);
    }));

  it('never runs a taskUUID twice', () =>
    withSimulator({}, async (simulator) => {
      const task = imageTask();
      const upper = { ...task, taskUUID: String(task['taskUUID']).toUpperCase() };
      const { status, data, errors } = await send(simulator, task, upper);
      assert.deepEqual([status, data.length, only(errors)['code']], [200, 1, 'conflictTaskUUID']);
      const again = await send(simulator, task);
      assert.deepEqual([again.status, only(again.errors)['parameter']], [400, 'taskUUID']);
      assert.equal(simulator.accepted.length, 1);
    }));

  it('allows a refused taskUUID to be used again', () =>
    withSimulator({}, async (simulator) => {
      const task = imageTask({ numberResults: 21 });
      assert.equal((await send(simulator, task)).status, 400);
      assert.equal((await send(simulator, { ...task, numberResults: 1 })).status, 200);
    }));

  it('serves the valid tasks of an array beside the faulty ones', () =>
    withSimulator({}, async (simulator) => {
      const [good, bad] = [imageTask(), imageTask({ ttl: 1 })];
      const { status, data, errors } = await send(simulator, bad, good);
      assert.equal(status, 200);
      assert.equal(only(data)['taskUUID'], good['taskUUID']);
      assert.equal(only(errors)['taskUUID'], bad['taskUUID']);
    }));

  it('does not know a task that never arrived', () =>
    withSimulator({}, async (simulator) => {
      for (const taskType of ['getResponse', 'getTaskDetails']) {
        const taskUUID = randomUUID();
        const { status, data, errors } = await send(simulator, { taskType, taskUUID });
        const { code, parameter } = only(errors);
        assert.deepEqual([status, data, code, parameter], [404, [], 'taskNotFound', 'taskUUID']);
        assert.equal(only(errors)['taskUUID'], taskUUID);
      }
    }));

  it('returns the original request and the response of a past task', () =>
    withSimulator({}, async (simulator) => {
      const task = imageTask({ numberResults: 2 });
      const reply = await send(simulator, task);
      const { taskUUID } = task;
      const details = only((await send(simulator, { taskType: 'getTaskDetails', taskUUID })).data);
      assert.deepEqual(details['request'], [task]);
      const { data } = details['response'] as { data: unknown[] };
      assert.deepEqual(
        data,
        reply.data.map((item) => ({ ...item, status: 'success' })),
      );
    }));
});

describe('simulator: money', () => {
  it('charges by speed and number, and reports the cost of each image if requested', () =>
    withSimulator({ balance: 1 }, async (simulator) => {
      const prices = [
        [{ structuredPrompt: PROMPT }, 0.06],
        [{ structuredPrompt: PROMPT, renderingSpeed: 'TURBO' }, 0.03],
        [{ structuredPrompt: PROMPT, renderingSpeed: 'QUALITY' }, 0.1],
      ] as const;
      for (const [settings, cost] of prices) {
        const { data } = await send(simulator, imageTask({ settings, includeCost: true, numberResults: 2 }));
        assert.deepEqual(
          data.map((item) => item['cost']),
          [cost, cost],
        );
      }
      assert.equal(simulator.balance, 0.62);
    }));

  it('refuses with 402 what the balance does not cover, and can use up the last cent', () =>
    withSimulator({ balance: 0.12 }, async (simulator) => {
      const { status, errors } = await send(simulator, imageTask({ numberResults: 3 }));
      assert.deepEqual([status, only(errors)['code']], [402, 'insufficientCredits']);
      assert.equal((await send(simulator, imageTask({ numberResults: 2 }))).status, 200);
      assert.equal(simulator.balance, 0);
    }));

  it('returns the balance, among people and keys', () =>
    withSimulator({ balance: 3 }, async (simulator) => {
      const query = { taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' };
      const details = only((await send(simulator, query)).data);
      assert.equal(details['balance'], 3);
      assert.ok(Array.isArray(details['team']) && Array.isArray(details['apiKeys']));
    }));
});

describe('simulator: the effects of prompts', () => {
  it('returns the prompt for a sentence, always the same, which is valid to send', () =>
    withSimulator({}, async (simulator) => {
      const positivePrompt = 'A shop window with the words "OPEN LATE" in neon';
      const expanded = async (): Promise<unknown> =>
        only((await send(simulator, imageTask({ ...SENTENCE, positivePrompt }))).data)['structuredPrompt'];
      const prompt = await expanded();
      assert.deepEqual(await expanded(), prompt);
      assert.deepEqual(validateTask(imageTask({ settings: { structuredPrompt: prompt } })), []);
      assert.ok(JSON.stringify(prompt).includes('"text":"OPEN LATE"'));
    }));

  it('does not return a prompt that was sent as structure, or that a trigger hides', () =>
    withSimulator({}, async (simulator) => {
      const [sent] = (await send(simulator, imageTask())).data;
      assert.ok(sent && !('structuredPrompt' in sent));
      const positivePrompt = 'A fox, unexpanded-trigger';
      const [kept] = (await send(simulator, imageTask({ ...SENTENCE, positivePrompt }))).data;
      assert.ok(kept && 'imageURL' in kept && !('structuredPrompt' in kept));
    }));

  it('flags content only if the check was requested', () =>
    withSimulator({}, async (simulator) => {
      const flag = async (positivePrompt: string, safety?: unknown): Promise<unknown> =>
        only(
          (await send(simulator, imageTask({ ...SENTENCE, positivePrompt, ...(safety ? { safety } : {}) })))
            .data,
        )['NSFWContent'];
      assert.equal(await flag('A nsfw-trigger'), undefined);
      assert.equal(await flag('A nsfw-trigger', { checkContent: true }), true);
      assert.equal(await flag('A fox', { checkContent: true }), false);
    }));

  it('reports refused content as failed generations, and refunds them', () =>
    withSimulator({}, async (simulator) => {
      const settings = { structuredPrompt: { ...PROMPT, high_level_description: 'blocked-trigger' } };
      const task = imageTask({ settings, numberResults: 2, deliveryMethod: 'async' });
      await send(simulator, task);
      const { data, errors } = await pollUntil(simulator, task['taskUUID'], 2);
      assert.deepEqual(data, []);
      for (const error of errors) {
        assert.deepEqual([error['code'], error['status']], ['invalidProviderContent', 'error']);
        assert.equal(error['taskUUID'], task['taskUUID']);
      }
      assert.equal(simulator.balance, 100);
    }));

  it('keeps the results beside the one that failed', () =>
    withSimulator({}, async (simulator) => {
      const positivePrompt = 'A partial-trigger';
      const task = imageTask({ ...SENTENCE, positivePrompt, numberResults: 3 });
      const { status, data, errors } = await send(simulator, task);
      assert.deepEqual([status, data.length, only(errors)['code']], [200, 2, 'providerError']);
      assert.equal(simulator.balance, 99.88);
    }));
});
