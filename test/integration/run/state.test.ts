import assert from 'node:assert/strict';
import type { Backend } from '../../../src/backend/port';
import type { DriveOptions } from '../../../src/run/drive/driver';
import { resumeRun } from '../../../src/run/drive/engine';
import { isFinal, mayFollow, NEXT_STATES } from '../../../src/run/record/state';
import { readRun, type Run, saveRun } from '../../../src/run/record/store';
import type { Faults } from '../../simulator/options';
import { type Simulator, startSimulator } from '../../simulator/server';
import { PROMPT } from '../../support/tasks';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, isCall, startRun } from './support';
import { RUN_STATES, type RunState } from '../../../src/task/run';

describe('the states of a run', () => {
  it('can all be reached from `queued`', () => {
    const reached = new Set<RunState>(['queued']);
    for (const state of reached) for (const next of NEXT_STATES[state]) reached.add(next);
    assert.deepEqual([...reached].sort(), [...RUN_STATES].sort());
  });

  it('lead from every unfinished state to an end and to being detached', () => {
    for (const state of RUN_STATES.filter((name) => !isFinal(name))) {
      const reached = new Set<RunState>(NEXT_STATES[state]);
      for (const from of reached) for (const next of NEXT_STATES[from]) reached.add(next);
      assert.ok([...reached].some(isFinal), state);
      assert.ok(reached.has('detached'), state);
    }
  });

  it('let an ended run continue only for its images, never to be sent again', () => {
    for (const state of RUN_STATES.filter(isFinal)) {
      assert.ok(
        NEXT_STATES[state].every((next) => next === 'waiting'),
        state,
      );
    }
    assert.deepEqual(NEXT_STATES.succeeded, []);
    const accepted = ['waiting', 'downloading', 'succeeded', 'partial'] as const;
    for (const state of accepted) assert.ok(!mayFollow(state, 'submitting') && !mayFollow(state, 'queued'));
  });

  it('may always stay the same', () => {
    for (const state of RUN_STATES) assert.ok(mayFollow(state, state));
  });
});

describe('the states that runs really pass through', () => {
  let simulator: Simulator;
  let backend: Backend;
  let examine: Faults['examine'];
  let seen: Set<string>;

  beforeEach(async () => {
    examine = () => false;
    seen = new Set();
    simulator = await startSimulator({
      processing: 0,
      sameImages: true,
      faults: { examine: (request, response) => examine(request, response) },
    });
    backend = backendFor(simulator);
  });
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  /** Options that record every change of state that reaches the disk, beginning with the given one. */
  const noting = (from: RunState) => {
    const options = driving(backend);
    let last = from;
    options.onEach.push(({ record: { state } }) => {
      if (state !== last) seen.add(`${last} > ${state}`);
      last = state;
    });
    return options;
  };
  const start = async (
    words = 'A red square',
    count = 2,
    adapt: (options: DriveOptions) => void = () => undefined,
  ) => {
    const options = noting('queued');
    adapt(options);
    const prompt = { ...PROMPT, high_level_description: words };
    return startRun(await temporaryFolder(), newRun({ count }, prompt), options);
  };
  const resume = async (run: Run, send = true) => {
    const { record } = (await readRun(run.directory)) ?? run;
    return resumeRun(run, noting(record.state), send);
  };
  const failing = (status: number, ...types: string[]): Faults['examine'] => {
    return (request, response) =>
      (types.length === 0 ? request.method === 'GET' : isCall(request, ...types)) &&
      answerWith(response, status, { errors: [{ code: 'x', message: 'No.' }] });
  };
  const cancelAt = (state: RunState) => (options: DriveOptions) => {
    const { onEach, controller } = options as ReturnType<typeof driving>;
    onEach.push(({ record }) => {
      if (record.state === state) controller.abort();
    });
  };

  it('are all in the table, and each transition of the table occurs', async () => {
    await start();
    await start('partial-trigger');
    await start('blocked-trigger');

    examine = failing(400, 'imageInference');
    await start();

    examine = failing(500, 'imageInference', 'getResponse');
    const unconfirmed = await start('A', 1);
    assert.equal(unconfirmed.record.state, 'detached');
    examine = () => false;
    // Not sent, since the service denies it for long enough; then sent after all.
    const old = { ...unconfirmed.record, sentAt: new Date(Date.now() - 16 * 60_000).toISOString() };
    await saveRun({ ...unconfirmed, record: old });
    assert.equal((await resume(unconfirmed, false)).record.state, 'queued');
    assert.equal((await resume(unconfirmed)).record.state, 'succeeded');

    await resume(await start('B', 1, cancelAt('waiting')));

    examine = failing(500);
    const noImages = await start('C', 2);
    assert.equal(noImages.record.state, 'detached');
    examine = failing(410);
    const gone = await resume(noImages);
    assert.equal(gone.record.state, 'failed');
    examine = () => false;
    assert.equal((await resume(gone)).record.state, 'succeeded');

    let fetches = 0;
    examine = ({ method, path }, response) => {
      if (method !== 'GET' || fetches++ === 0 || path === '') return false;
      return answerWith(response, 410, {});
    };
    const half = await start('D', 2);
    assert.equal(half.record.state, 'partial');
    examine = () => false;
    assert.equal((await resume(half)).record.state, 'succeeded');

    // Interrupted when all images were on the disk, but before the final state was.
    for (const [words, count] of [
      ['A', 1],
      ['partial-trigger', 2],
    ] as const) {
      const done = await start(words, count);
      await saveRun({ ...done, record: { ...done.record, state: 'downloading' } });
      await resume(done);
    }

    const table = RUN_STATES.flatMap((from) => NEXT_STATES[from].map((to) => `${from} > ${to}`));
    assert.deepEqual([...seen].sort(), table.sort());
  });

  it('stay within the table under random faults, cancellation and resuming', async () => {
    let random = 7;
    const next = (below: number) => {
      random = (random * 48_271) % 2_147_483_647;
      return random % below;
    };
    examine = (_request, response) => {
      switch (next(8)) {
        case 0:
          response.socket?.destroy();
          return true;
        case 1:
          return answerWith(response, [429, 500, 503, 404, 410][next(5)] ?? 500, {
            errors: [{ code: 'x', message: 'No.' }],
          });
        case 2:
          response.end('{');
          return true;
        default:
          return false;
      }
    };
    const runs = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        start('E', 2, n % 3 === 0 ? cancelAt(RUN_STATES[1 + next(3)] ?? 'waiting') : undefined),
      ),
    );
    await Promise.all(runs.map((run) => resume(run)));
    for (const way of seen) {
      const [from, to] = way.split(' > ') as [RunState, RunState];
      assert.ok(mayFollow(from, to), way);
    }
    const sent = simulator.accepted.map((task) => task['taskUUID']);
    assert.equal(new Set(sent).size, sent.length);
  });

  it('are refused by a driver when they are not in the table', async () => {
    const run = await createRun(await temporaryFolder(), newRun());
    await saveRun({ ...run, record: { ...run.record, state: 'failed', accepted: false } });
    // A failed run that the service never had cannot be resumed.
    assert.equal((await resume(run)).record.state, 'failed');
    assert.equal(simulator.requests.length, 0);
  });
});
