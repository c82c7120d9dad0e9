import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { startSimulator } from '../../simulator/server';
import { BODY_LIMIT } from '../../simulator/http';
import { imageTask } from '../../support/tasks';
import { only, post, readReply, send, withSimulator } from './client';

describe('simulator: transport', () => {
  it('replies with an error 401 without a key or with a wrong one, and 403 for a key without permission', () =>
    withSimulator({}, async (simulator) => {
      const cases = [
        ['', 401, 'missingApiKey'],
        ['Basic abc', 401, 'missingApiKey'],
        ['Bearer ', 401, 'missingApiKey'],
        ['Bearer wrong', 401, 'invalidApiKey'],
        ['Bearer forbidden-key', 403, 'forbiddenApiKey'],
      ] as const;
      for (const [authorization, status, code] of cases) {
        const reply = await readReply(
          await post(simulator, JSON.stringify([imageTask()]), { authorization }),
        );
        assert.equal(reply.status, status, authorization);
        assert.equal(only(reply.errors)['code'], code);
        assert.equal(typeof only(reply.errors)['message'], 'string');
      }
      assert.equal(simulator.accepted.length, 0);
    }));

  it('accepts the configured keys, or any that is not empty', async () => {
    await withSimulator({ apiKeys: ['one', 'two'] }, async (simulator) => {
      assert.equal(simulator.apiKey, 'one');
      const status = async (key: string): Promise<number> => {
        const headers = { authorization: `Bearer ${key}` };
        return (await post(simulator, JSON.stringify([imageTask()]), headers)).status;
      };
      assert.deepEqual([await status('one'), await status('two'), await status('three')], [200, 200, 401]);
    });
    await withSimulator({ apiKeys: 'any' }, async (simulator) => {
      const headers = { authorization: 'Bearer whatever' };
      assert.equal((await post(simulator, JSON.stringify([imageTask()]), headers)).status, 200);
    });
  });

  it('refuses everything but a POST of a JSON array to /v1', () =>
    withSimulator({}, async (simulator) => {
      const json = JSON.stringify([imageTask()]);
      const statusOf = async (body: string, headers?: Record<string, string>): Promise<number> =>
        (await readReply(await post(simulator, body, headers))).status;
      assert.equal(await statusOf('[{'), 400);
      assert.equal(await statusOf(''), 400);
      assert.equal(await statusOf('{}'), 400);
      assert.equal(await statusOf('[]'), 400);
      assert.equal(await statusOf('[1, null]'), 400);
      assert.equal(await statusOf(json, { 'content-type': 'text/plain' }), 415);
      assert.equal(await statusOf(json, { 'content-type': 'application/json; charset=utf-8' }), 200);
      assert.equal(await statusOf(JSON.stringify('x'.repeat(BODY_LIMIT))), 413);
      assert.equal((await fetch(`${simulator.url}/other`)).status, 404);
      const got = await fetch(simulator.url);
      assert.deepEqual([got.status, got.headers.get('allow')], [405, 'POST']);
    }));

  it('logs every request with its headers and body', () =>
    withSimulator({}, async (simulator) => {
      const task = imageTask();
      await send(simulator, task);
      await post(simulator, 'no json');
      const [first, second] = simulator.requests;
      assert.deepEqual([first?.method, first?.path, first?.body], ['POST', '/v1', [task]]);
      assert.equal(first?.headers.authorization, `Bearer ${simulator.apiKey}`);
      assert.equal(second?.body, 'no json');
    }));

  it('keeps only so many of the latest requests if configured, and counts all submissions', async () => {
    for (const keepRequests of [0, 2]) {
      await withSimulator({ keepRequests }, async (simulator) => {
        const tasks = [imageTask(), imageTask({ ttl: 1 }), imageTask()];
        for (const task of tasks) await send(simulator, task);
        const kept = simulator.requests.map(({ body }) => body);
        assert.deepEqual(kept, keepRequests === 0 ? [] : [[tasks[1]], [tasks[2]]]);
        assert.deepEqual([simulator.submissions, simulator.accepted.length], [3, 2]);
      });
    }
  });

  it('lets a fault reply instead', () => {
    let seen = 0;
    const faults = {
      examine: (_request: unknown, response: ServerResponse) => {
        if (++seen > 1) return false;
        response.writeHead(503).end();
        return true;
      },
    };
    return withSimulator({ faults }, async (simulator) => {
      const body = JSON.stringify([imageTask()]);
      assert.equal((await post(simulator, body)).status, 503);
      assert.equal((await post(simulator, body)).status, 200);
      assert.equal(simulator.accepted.length, 1);
    });
  });

  it('frees its port when it closes, even while a client waits', async () => {
    const simulator = await startSimulator({ processing: Infinity });
    const waiting = assert.rejects(send(simulator, imageTask()));
    while (simulator.accepted.length === 0) await post(simulator, '[]');
    await simulator.close();
    await waiting;
    const next = await startSimulator({ port: simulator.port });
    assert.equal(next.port, simulator.port);
    await next.close();
  });
});
