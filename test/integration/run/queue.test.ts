import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { enqueueRun } from '../../../src/run/drive/engine';
import { type Job, type Outcome, RunQueue } from '../../../src/run/drive/queue';
import { readRun, saveRun } from '../../../src/run/record/store';
import { BUSY, NOT_SENT, OTHER_ENDPOINT, OTHER_TASK } from '../../../src/task/errors';
import type { Faults, SimulatorOptions } from '../../simulator/options';
import { type Simulator, startSimulator } from '../../simulator/server';
import { PROMPT } from '../../support/tasks';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../support/runs';
import { backendFor, driving, isCall } from './support';

/** The outcome of an item, in short. */
function brief({ run, error }: Outcome): string {
  return error?.code ?? run?.record.state ?? 'none';
}

/** A promise that is settled from outside. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('RunQueue', () => {
  let simulator: Simulator;
  let folder: string;
  const serve = async (examine: Faults['examine'] = () => false, options: SimulatorOptions = {}) => {
    simulator = await startSimulator({ processing: 0, sameImages: true, faults: { examine }, ...options });
  };
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });
  const job = (words = 'A red square', count = 1): Job => {
    return { folder, init: newRun({ count }, { ...PROMPT, high_level_description: words }) };
  };
  const jobs = (count: number) => Array.from({ length: count }, () => job());
  const options = (key?: string) => driving(backendFor(simulator, key));
  const sent = () => simulator.requests.filter((request) => isCall(request, 'imageInference')).length;
  const fetches = () => simulator.requests.filter(({ method }) => method === 'GET').length;
  const queuedRun = () => createRun(folder, newRun());

  it('drives a batch in order', async () => {
    await serve();
    const batch = jobs(5);
    await new RunQueue(1).run(batch, options());
    assert.deepEqual(
      simulator.accepted.map((task) => task['taskUUID']),
      batch.map(({ init }) => init.task.taskUUID),
    );
  });

  it('drives a complete batch, never more at once than allowed, and reports each that has ended', async () => {
    let active = 0;
    let most = 0;
    await serve();
    const given = options();
    given.onEach.push(({ record }) => {
      if (record.state === 'submitting') most = Math.max(most, ++active);
      if (record.state === 'succeeded') active--;
    });
    const batch = jobs(8);
    const ended: number[] = [];
    const outcomes = await new RunQueue(3).run(batch, { ...given, onEnd: (_, index) => ended.push(index) });
    assert.deepEqual(
      outcomes.map(brief),
      batch.map(() => 'succeeded'),
    );
    assert.deepEqual(
      outcomes.map(({ run }) => run?.record.taskUUID),
      batch.map(({ init }) => init.task.taskUUID),
    );
    assert.equal(most, 3);
    assert.deepEqual(ended.sort(), [...batch.keys()]);
    assert.equal(simulator.accepted.length, 8);
  });

  it('never has more at the service than allowed, across all batches', async () => {
    let most = 0;
    const driven = new Set<string>();
    const queue = new RunQueue(2);
    await serve(() => {
      most = Math.max(most, [...driven].filter((directory) => queue.isActive(directory)).length);
      return false;
    });
    const given = options();
    given.onEach.push(({ record, directory }) => record.state !== 'queued' && driven.add(directory));
    await Promise.all([queue.run(jobs(3), given), queue.run(jobs(3), given)]);
    assert.equal(most, 2);
    assert.equal(driven.size, 6);
    assert.ok([...driven].every((directory) => !queue.isActive(directory)));
  });

  it('starts more when the limit is raised, and no new ones when it is lowered', async () => {
    const hold = gate();
    await serve(async () => {
      await hold.opened;
      return false;
    });
    const queue = new RunQueue(1);
    const given = options();
    const submitting = new Set<string>();
    const three = gate();
    given.onEach.push(({ record, directory }) => {
      if (record.state === 'submitting') submitting.add(directory);
      if (submitting.size === 1) queue.setConcurrency(3);
      if (submitting.size === 3) three.open();
    });
    const ended = queue.run(jobs(6), given);
    await three.opened;
    assert.equal(submitting.size, 3);
    hold.open();
    assert.ok((await ended).every((outcome) => brief(outcome) === 'succeeded'));
  });

  it('polls all waiting runs in one request', async () => {
    const asksForAll = gate();
    await serve(
      (request) => {
        if (isCall(request, 'getResponse') && (request.body as unknown[]).length === 5) asksForAll.open();
        return false;
      },
      { processing: Infinity },
    );
    const given = options();
    const ended = new RunQueue(5).run(jobs(5), given);
    await asksForAll.opened;
    given.controller.abort();
    assert.deepEqual((await ended).map(brief), Array(5).fill('detached'));
  });

  it('continues when one fails', async () => {
    await serve();
    const batch = [job(), job('blocked-trigger'), job('partial-trigger', 2), job()];
    const outcomes = await new RunQueue(2).run(batch, options());
    assert.deepEqual(outcomes.map(brief), ['succeeded', 'failed', 'partial', 'succeeded']);
  });

  it('continues when one cannot be recorded', async () => {
    await serve();
    const file = path.join((await queuedRun()).directory, 'run.json');
    const batch = [job(), { ...job(), folder: file }, job()];
    const outcomes = await new RunQueue(2).run(batch, options());
    assert.deepEqual(outcomes.map(brief), ['succeeded', 'EEXIST', 'succeeded']);
    assert.deepEqual([outcomes[1]?.error?.class, outcomes[1]?.run], ['disk', undefined]);
  });

  describe('when it is stopped', () => {
    /** A service that accepts the first task and makes its images on demand. */
    const busyService = () => serve(undefined, { processing: Infinity });

    it('removes a queued run at once when it is canceled, and does not affect the others', async () => {
      const hold = gate();
      await serve(async () => {
        await hold.opened;
        return false;
      });
      const queue = new RunQueue(1);
      const given = options();
      const directories: string[] = [];
      const allQueued = gate();
      given.onEach.push(({ record, directory }) => {
        if (record.state === 'queued') directories.push(directory);
        if (directories.length === 3) allQueued.open();
      });
      const canceled = gate();
      const onEnd = (_: Outcome, index: number) => {
        if (index === 1) canceled.open();
      };
      const ended = queue.run(jobs(3), { ...given, onEnd });
      await allQueued.opened;
      const [, second = ''] = directories;
      assert.ok(existsSync(second) && queue.isActive(second));
      queue.cancel(second);
      await canceled.opened;
      assert.ok(!existsSync(second) && !queue.isActive(second));
      hold.open();
      assert.deepEqual((await ended).map(brief), ['succeeded', NOT_SENT, 'succeeded']);
      assert.equal(simulator.accepted.length, 2);
    });

    it('withdraws the rest of a batch, and detaches what was sent, which can be resumed', async () => {
      await busyService();
      const given = options();
      const allQueued = gate();
      let queued = 0;
      let waiting = 0;
      given.onEach.push(({ record }) => {
        if (record.state === 'queued') queued++;
        if (record.state === 'waiting') waiting++;
        if (queued === 4 && waiting > 0) allQueued.open();
      });
      const ended = new RunQueue(1).run(jobs(4), given);
      await allQueued.opened;
      given.controller.abort();
      const outcomes = await ended;
      assert.deepEqual(outcomes.map(brief), ['detached', NOT_SENT, NOT_SENT, NOT_SENT]);
      assert.match(outcomes[1]?.error?.message ?? '', /before anything was sent/);
      assert.equal(outcomes[1]?.run, undefined);
      assert.equal((await readdir(folder)).length, 1);
      assert.equal(simulator.accepted.length, 1);
      assert.equal(sent(), 1);
    });

    it('does not record new runs when everything is stopped', async () => {
      await serve();
      const given = options();
      given.controller.abort();
      assert.deepEqual((await new RunQueue().run(jobs(2), given)).map(brief), [NOT_SENT, NOT_SENT]);
      assert.deepEqual(await readdir(folder), []);
    });

    it('leaves everything as it is on disk when the program ends, for another one to resume', async () => {
      let processing = Infinity;
      await serve(undefined, { processing: () => processing });
      const queue = new RunQueue(1);
      const given = options();
      const ready = gate();
      const states = new Map<string, string>();
      given.onEach.push(({ record: { taskUUID, state } }) => {
        states.set(taskUUID, state);
        if (states.size === 3 && [...states.values()].includes('waiting')) ready.open();
      });
      const ended = queue.run(jobs(3), given);
      await ready.opened;
      queue.shutDown();
      const left = (await ended).map(({ run }) => run).filter((run) => run !== undefined);
      for (const run of left) assert.deepEqual(await readRun(run.directory), run);
      assert.deepEqual(
        left.map(({ record }) => record.state),
        ['waiting', 'queued', 'queued'],
      );
      assert.deepEqual((await queue.run(jobs(1), options())).map(brief), [NOT_SENT]);
      assert.equal(sent(), 1);
      // The first is still in progress at the service.
      processing = 0;
      const taken = await new RunQueue().resume(left.slice(1), true, options());
      assert.deepEqual(taken.map(brief), ['succeeded', 'succeeded']);
      assert.equal(simulator.accepted.length, 3);
    });
  });

  describe('when the service refuses the key or the account', () => {
    it('sends nothing more with an empty balance, says why, and continues when asked later', async () => {
      await serve(undefined, { balance: 0.06 });
      const outcomes = await new RunQueue(1).run(jobs(5), options());
      assert.deepEqual(outcomes.map(brief), ['succeeded', 'failed', NOT_SENT, NOT_SENT, NOT_SENT]);
      const { error, run } = outcomes[4] ?? {};
      assert.equal(error?.class, 'quota');
      assert.match(error.message, /^Not sent, since the service refused another task: /);
      assert.equal(run, undefined);
      assert.equal(sent(), 2);
      assert.equal((await readdir(folder)).length, 2);
    });

    it('sends nothing more with a wrong key, and works with the right one', async () => {
      await serve();
      const queue = new RunQueue(1);
      const outcomes = await queue.run(jobs(4), options('wrong'));
      assert.deepEqual(outcomes.map(brief), ['failed', NOT_SENT, NOT_SENT, NOT_SENT]);
      assert.equal(outcomes[1]?.error?.class, 'auth');
      assert.equal(simulator.requests.length, 1);
      assert.deepEqual((await queue.run(jobs(1), options())).map(brief), ['succeeded']);
    });

    it('continues to collect what is paid for', async () => {
      await serve(undefined, { balance: 0.06 });
      const paid = job();
      const given = options();
      given.onEach.push(({ record }) => {
        if (record.state === 'waiting') given.controller.abort();
      });
      const queue = new RunQueue(1);
      const [first] = await queue.run([paid], given);
      assert.ok(first?.run);
      assert.equal(first.run.record.state, 'detached');
      const refusing = options();
      const allQueued = gate();
      let queued = 0;
      refusing.onEach.push(({ record }) => {
        if (record.state === 'queued' && ++queued === 2) allQueued.open();
      });
      const refused = queue.run(jobs(2), refusing);
      await allQueued.opened;
      const collected = queue.resume([first.run], true, options());
      assert.deepEqual((await refused).map(brief), ['failed', NOT_SENT]);
      assert.deepEqual((await collected).map(brief), ['succeeded']);
    });
  });

  describe('when it resumes runs', () => {
    it('does not send what was never sent, unless it is told to, and then once', async () => {
      await serve();
      const run = await queuedRun();
      const queue = new RunQueue();
      const [asked] = await queue.resume([run], false, options());
      assert.equal(asked?.run?.record.state, 'queued');
      assert.equal((await readRun(run.directory))?.record.state, 'queued');
      assert.equal(sent(), 0);
      const [done] = await queue.resume([run], true, options());
      assert.equal(done?.run?.record.state, 'succeeded');
      assert.equal(sent(), 1);
    });

    it('collects what was sent but not recorded as sent, without sending it', async () => {
      await serve();
      const { init } = job();
      const run = await createRun(folder, init);
      await saveRun({ ...run, record: { ...run.record, state: 'submitting' } });
      await backendFor(simulator).submit(init.task, new AbortController().signal);
      const [done] = await new RunQueue().resume([run], false, options());
      assert.equal(done?.run?.record.state, 'succeeded');
      assert.equal(sent(), 1);
    });

    it('reports a run that another program is driving, and does not touch it', async () => {
      await serve();
      const held = await enqueueRun(folder, newRun());
      const [outcome] = await new RunQueue().resume([held.run], true, options());
      assert.deepEqual([outcome?.error?.code, outcome?.error?.class], [BUSY, 'aborted']);
      assert.deepEqual(await readRun(held.run.directory), held.run);
      assert.equal(simulator.requests.length, 0);
      await held.lease.release();
    });

    it('reports a run that it is driving itself, which can still be stopped', async () => {
      await serve(undefined, { processing: Infinity });
      const run = await queuedRun();
      const queue = new RunQueue();
      const given = options();
      const waiting = gate();
      given.onEach.push(({ record }) => record.state === 'waiting' && waiting.open());
      const first = queue.resume([run], true, given);
      await waiting.opened;
      assert.deepEqual((await queue.resume([run], true, options())).map(brief), [BUSY]);
      assert.equal(queue.isActive(run.directory), true);
      queue.cancel(run.directory);
      assert.deepEqual((await first).map(brief), ['detached']);
    });

    it('sends only the task that was agreed to', async () => {
      await serve();
      const run = await queuedRun();
      const request = { ...run.record.request, numberResults: 20 };
      await saveRun({ ...run, record: { ...run.record, request, expected: 20 } });
      const [outcome] = await new RunQueue().resume([run], true, options());
      assert.equal(outcome?.error?.code, OTHER_TASK);
      assert.equal(simulator.requests.length, 0);
      assert.equal((await readdir(run.directory)).filter((name) => name.endsWith('.lock')).length, 0);
    });

    it('does not send a run that was only to be collected', async () => {
      await serve();
      const run = await queuedRun();
      const known = { ...run, record: { ...run.record, state: 'waiting', accepted: true } as const };
      const [outcome] = await new RunQueue().resume([known], true, options());
      assert.equal(outcome?.run?.record.state, 'queued');
      assert.equal(sent(), 0);
    });

    for (const accepted of [true, false]) {
      it(`does not pay at another endpoint for what one ${accepted ? 'has' : 'may have'} accepted`, async () => {
        await serve(undefined, { processing: Infinity });
        const given = options();
        given.onEach.push(({ record }) => record.state === 'waiting' && given.controller.abort());
        const [first] = await new RunQueue().run([job()], given);
        assert.ok(first?.run);
        const run = { ...first.run, record: { ...first.run.record, accepted } };
        await saveRun(run);
        const elsewhere = await startSimulator({ processing: 0, sameImages: true });
        try {
          const [outcome] = await new RunQueue().resume([run], true, driving(backendFor(elsewhere)));
          assert.equal(outcome?.error?.code, OTHER_ENDPOINT);
          assert.match(
            outcome.error.message,
            new RegExp(`sent to ${simulator.url}, .* ${elsewhere.url} now`),
          );
          assert.equal(elsewhere.requests.length, 0);
          assert.deepEqual(await readRun(run.directory), run);
        } finally {
          await elsewhere.close();
        }
      });
    }

    it('sends to another endpoint what the first one does not know', async () => {
      await serve();
      const run = await queuedRun();
      await saveRun({ ...run, record: { ...run.record, address: 'https://earlier.test/v1' } });
      const [outcome] = await new RunQueue().resume([run], true, options());
      assert.equal(outcome?.run?.record.state, 'succeeded');
      assert.equal(outcome.run.record.address, simulator.url);
    });

    it('reports a run that is gone', async () => {
      await serve();
      const run = await queuedRun();
      await rm(run.directory, { recursive: true });
      const [outcome] = await new RunQueue().resume([run], true, options());
      assert.equal(outcome?.error?.class, 'disk');
      assert.equal(outcome.run, undefined);
    });

    it('accepts a run that has ended meanwhile', async () => {
      await serve();
      const run = await queuedRun();
      const queue = new RunQueue();
      await queue.resume([run], true, options());
      const before = simulator.requests.length;
      const given = options();
      const [outcome] = await queue.resume([run], true, given);
      assert.deepEqual([outcome?.run?.record.state, outcome?.error], ['succeeded', undefined]);
      assert.deepEqual(given.states, ['succeeded']);
      assert.equal(simulator.requests.length, before);
    });

    it('submits once and downloads each image once, however many windows resume the same runs', async () => {
      await serve();
      const runs = await Promise.all([1, 2, 3].map(() => createRun(folder, newRun({ count: 2 }))));
      const outcomes = await Promise.all([1, 2, 3].map(() => new RunQueue().resume(runs, true, options())));
      for (const outcome of outcomes.flat()) assert.ok([BUSY, 'succeeded'].includes(brief(outcome)));
      for (const { directory } of runs) {
        const run = await readRun(directory);
        assert.equal(run?.record.state, 'succeeded');
      }
      assert.deepEqual([simulator.accepted.length, sent(), fetches()], [3, 3, 6]);
    });
  });
});
