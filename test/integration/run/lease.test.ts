import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { driveNewRun, enqueueRun, withdrawRun } from '../../../src/run/drive/engine';
import { LeaseLost } from '../../../src/run/drive/record-writer';
import { acquireLease, type Lease } from '../../../src/run/files/lease';
import { readRun } from '../../../src/run/record/store';
import { type Simulator, startSimulator } from '../../simulator/server';
import { contend } from './children/contend';
import { cleanUp, newRun, temporaryFolder } from '../../support/runs';
import { backendFor, driving, startRun } from './support';

const BEAT = 10;

async function locksIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.lock'));
}

/** Retries until the lease is available. */
async function acquireInTheEnd(folder: string): Promise<Lease> {
  for (;;) {
    const lease = await acquireLease(folder, BEAT);
    if (lease) return lease;
  }
}

/** What a program that takes over a run does to the lock of the apparently dead owner. */
async function takeLocks(folder: string): Promise<void> {
  for (const name of await locksIn(folder)) await rm(path.join(folder, name));
}

describe('the lease of a run', () => {
  const children: ChildProcess[] = [];
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await cleanUp();
  });
  const launch = (script: string) => {
    const file = path.join(import.meta.dirname, 'children', script);
    const child = spawn(process.execPath, ['--import', 'tsx', file, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  };

  it('has one owner, and is available again when it is released', async () => {
    const first = await acquireLease(folder);
    assert.ok(first);
    assert.equal(await first.isHeld(), true);
    assert.equal(await acquireLease(folder), undefined);
    await first.release();
    assert.equal(await first.isHeld(), false);
    assert.deepEqual(await readdir(folder), []);
    const second = await acquireLease(folder);
    assert.ok(second);
    await first.release();
    assert.equal(await second.isHeld(), true);
    await second.release();
  });

  it('never has two owners among many contenders, and one of them gets it', async () => {
    for (let round = 0; round < 5; round++) {
      const leases = await Promise.all(Array.from({ length: 12 }, () => acquireLease(folder)));
      const owners = leases.filter((lease) => lease !== undefined);
      assert.ok(owners.length <= 1);
      await Promise.all(owners.map((lease) => lease.release()));
    }
    const counts = await Promise.all(Array.from({ length: 6 }, () => contend(folder, 20)));
    assert.ok(counts.every((count) => count === 20));
    assert.deepEqual(await readdir(folder), []);
  });

  it('never has two owners among several processes, and each gets it in the end', async () => {
    const codes = await Promise.all(
      [1, 2, 3].map(async () => (await once(launch('contending.ts'), 'exit'))[0] as unknown),
    );
    assert.deepEqual(codes, [0, 0, 0]);
    assert.deepEqual(await readdir(folder), []);
  });

  it('is taken over at once from a process that was killed', async () => {
    const child = launch('holding.ts');
    await once(child.stdout, 'data');
    assert.equal(await acquireLease(folder), undefined);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    // With the real interval: waiting for three heartbeats would take longer than a test may.
    const lease = await acquireLease(folder);
    assert.ok(lease);
    assert.equal((await locksIn(folder)).length, 1);
    await lease.release();
  });

  it('is respected while another machine sends heartbeats, and taken over when it does not', async () => {
    const file = path.join(folder, `driver-${randomUUID()}.lock`);
    await writeFile(file, '1 linux another-machine boot pid:[1]');
    const beating = setInterval(() => void utimes(file, new Date(), new Date()), BEAT);
    try {
      for (let n = 0; n < 5; n++) assert.equal(await acquireLease(folder, BEAT * 10), undefined);
    } finally {
      clearInterval(beating);
    }
    const lease = await acquireInTheEnd(folder);
    assert.equal((await locksIn(folder)).length, 1);
    await lease.release();
  });

  it('is respected when the clock of the other machine is wrong', async () => {
    const file = path.join(folder, `driver-${randomUUID()}.lock`);
    await writeFile(file, '1 linux another-machine boot pid:[1]');
    let time = 1_000_000;
    const beating = setInterval(() => void utimes(file, time, time++), BEAT);
    try {
      await utimes(file, time, time);
      assert.equal(await acquireLease(folder, BEAT * 10), undefined);
    } finally {
      clearInterval(beating);
    }
  });

  it('goes to one of several contenders that find the lock of a dead machine at once', async () => {
    const file = path.join(folder, `driver-${randomUUID()}.lock`);
    await writeFile(file, '1 linux another-machine boot pid:[1]');
    await utimes(file, 1, 1);
    const leases = await Promise.all([1, 2, 3].map(() => acquireLease(folder, BEAT)));
    const owners = leases.filter((lease) => lease !== undefined);
    assert.equal(owners.length, 1);
    await owners[0]?.release();
  });

  it('respects a lock that is being written, and takes over an incomplete one', async () => {
    for (const content of ['', '12', `${process.pid}`, '\0\0\0', 'x y z']) {
      const file = path.join(folder, `driver-${randomUUID()}.lock`);
      await writeFile(file, content);
      assert.equal(await acquireLease(folder), undefined, JSON.stringify(content));
      await utimes(file, 1, 1);
      const lease = await acquireLease(folder, BEAT);
      assert.ok(lease, JSON.stringify(content));
      await lease.release();
    }
    assert.deepEqual(await readdir(folder), []);
  });

  it('is lost by an owner without heartbeats, which notices', async () => {
    // The heartbeats are so rare that it counts as dead, like a machine that sleeps.
    const sleeping = await acquireLease(folder, 1_000_000);
    assert.ok(sleeping);
    const next = await acquireInTheEnd(folder);
    assert.deepEqual([await sleeping.isHeld(), await next.isHeld()], [false, true]);
    await sleeping.release();
    assert.equal(await next.isHeld(), true);
    await next.release();
  });

  it('is released when the run cannot be removed', async () => {
    const held = await enqueueRun(folder, newRun());
    const { directory } = held.run;
    await rm(path.join(directory, 'run.json'));
    await mkdir(path.join(directory, 'run.json'));
    await assert.rejects(withdrawRun(held), { class: 'disk' });
    assert.deepEqual(await locksIn(directory), []);
  });

  it('does not read an endless device in the place of a lock', async () => {
    // If there is no such device, the link has no target.
    await symlink('/dev/zero', path.join(folder, `driver-${randomUUID()}.lock`));
    const lease = await acquireInTheEnd(folder);
    await lease.release();
    assert.deepEqual(await readdir(folder), []);
  });

  it('leaves nothing behind and explains why when the folder cannot be used', async () => {
    await assert.rejects(acquireLease(path.join(folder, 'missing')), { code: 'ENOENT' });
    assert.deepEqual(await readdir(folder), []);
  });

  describe('that was lost', () => {
    let simulator: Simulator;
    beforeEach(async () => {
      simulator = await startSimulator({ processing: 0, sameImages: true });
    });
    afterEach(() => simulator.close());

    it('before the submission: nothing is sent, and the run is left to its owner', async () => {
      const held = await enqueueRun(folder, newRun());
      const { directory } = held.run;
      await takeLocks(directory);
      const next = await acquireLease(directory);
      assert.ok(next);
      await assert.rejects(driveNewRun(held, driving(backendFor(simulator))), LeaseLost);
      assert.equal(simulator.requests.length, 0);
      assert.deepEqual(await readRun(directory), held.run);
      assert.equal(await next.isHeld(), true);
      await next.release();
    });

    it('while waiting: nothing more is written or downloaded', async () => {
      const options = driving(backendFor(simulator));
      let taken: Promise<void> | undefined;
      options.onEach.push(({ record, directory }) => {
        if (record.state === 'waiting') taken ??= takeLocks(directory);
      });
      const poll = options.backend.poll.bind(options.backend);
      options.backend.poll = async (...args) => {
        await taken;
        return poll(...args);
      };
      await assert.rejects(startRun(folder, newRun({ count: 2 }), options), LeaseLost);
      const [name = ''] = await readdir(folder);
      const run = await readRun(path.join(folder, name));
      assert.deepEqual([run?.record.state, run?.record.results], ['waiting', []]);
      assert.deepEqual((await readdir(path.join(folder, name))).sort(), [
        'prompt.structured-prompt.json',
        'run.json',
      ]);
      assert.ok(simulator.requests.every(({ method }) => method !== 'GET'));
    });
  });
});
