import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { proofBackend } from '../../../src/backend/proof/backend';
import { RecordWriter, LeaseLost } from '../../../src/run/drive/record-writer';
import { acquireLease, type Lease } from '../../../src/run/files/lease';
import { isRunRecord } from '../../../src/run/record/record';
import { readRun, type Run } from '../../../src/run/record/store';
import { ServiceError } from '../../../src/task/errors';
import { cleanUp, createRun, newRun, RESULT, temporaryFolder } from '../../support/runs';
import { driving } from './support';

function onDisk({ directory }: Run): unknown {
  return JSON.parse(readFileSync(path.join(directory, 'run.json'), 'utf8'));
}

describe('RecordWriter', () => {
  let run: Run;
  let lease: Lease;
  let shown: Run[];
  beforeEach(async () => {
    run = await createRun(await temporaryFolder(), newRun());
    const taken = await acquireLease(run.directory);
    assert.ok(taken);
    lease = taken;
    shown = [];
  });
  afterEach(async () => {
    await lease.release();
    await cleanUp();
  });
  const open = (onChange: (run: Run) => void = (changed) => shown.push(changed)) =>
    new RecordWriter(run, lease, driving(proofBackend), onChange);

  it('reports a change only when it is on the disk', async () => {
    let told = 0;
    const writer = open((changed) => {
      told++;
      assert.deepEqual(onDisk(run), changed.record);
    });
    for (const state of ['submitting', 'waiting', 'downloading', 'succeeded'] as const) {
      await writer.update({ state });
      assert.deepEqual((await readRun(run.directory))?.record.state, state);
    }
    assert.equal(told, 4);
  });

  it('writes changes that come together together, in order, and loses none', async () => {
    const writer = open();
    const names = Array.from({ length: 20 }, (_, n) => `image-${n}`);
    await writer.update({ results: names.map((imageUUID) => ({ ...RESULT, imageUUID, seed: 0 })) });
    await Promise.all(
      names.map(async (imageUUID, seed) => {
        await writer.updateResult(imageUUID, { seed });
        const { record } = (await readRun(run.directory)) ?? run;
        assert.equal(record.results.find((result) => result.imageUUID === imageUUID)?.seed, seed);
      }),
    );
    assert.deepEqual(
      writer.record.results.map(({ seed }) => seed),
      names.map((_, n) => n),
    );
    assert.deepEqual(onDisk(run), writer.record);
    assert.ok(shown.length <= 3, `${shown.length} writes`);
  });

  it('does not lose a change that comes just when a write ends', async () => {
    const late: Promise<void>[] = [];
    let seed = 0;
    const change = async (turns: number) => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await writer.updateResult('a', { seed: turns });
      assert.ok(Number((onDisk(run) as Run['record']).results[0]?.seed) >= turns);
    };
    const writer = open(() => {
      if (seed < 12) late.push(change(++seed));
    });
    await writer.update({ results: [{ ...RESULT, imageUUID: 'a', seed: 0 }] });
    while (late.length < 12) await writer.update({});
    await Promise.all(late);
    assert.equal(writer.record.results[0]?.seed, 12);
  });

  it('refuses an invalid change of state, and keeps the present one', async () => {
    const writer = open();
    assert.throws(() => void writer.update({ state: 'succeeded' }), /queued cannot be succeeded/);
    assert.equal(writer.record.state, 'queued');
    assert.equal((await readRun(run.directory))?.record.state, 'queued');
    assert.deepEqual(shown, []);
  });

  it('reports a failure of the disk, and writes everything when the disk works again', async () => {
    const writer = open();
    const file = path.join(run.directory, 'run.json');
    await rename(file, `${file}.away`);
    await mkdir(file);
    await assert.rejects(
      writer.update({ state: 'submitting' }),
      (error) => error instanceof ServiceError && error.class === 'disk' && error.errors[0].code === 'EISDIR',
    );
    assert.deepEqual(shown, []);
    await rmdir(file);
    await writer.update({ accepted: true });
    const { record } = (await readRun(run.directory)) ?? run;
    assert.deepEqual([record.state, record.accepted], ['submitting', true]);
    assert.deepEqual(
      (await readdir(run.directory)).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('writes changes even when the wait was ended', async () => {
    const options = driving(proofBackend);
    options.controller.abort();
    const file = path.join(run.directory, 'run.json');
    await rename(file, `${file}.away`);
    await mkdir(file);
    const writing = new RecordWriter(run, lease, options, (changed) => shown.push(changed)).update({
      state: 'submitting',
    });
    // The disk works again as soon as the first attempt has failed.
    while (!options.lines.some((line) => line.includes('EISDIR'))) await new Promise(setImmediate);
    await rmdir(file);
    await writing;
    assert.equal(shown.at(-1)?.record.state, 'submitting');
  });

  it('writes nothing when another program has taken over', async () => {
    const writer = open();
    await lease.release();
    const before = onDisk(run);
    await assert.rejects(writer.update({ state: 'submitting' }), LeaseLost);
    await assert.rejects(writer.requireLease(), LeaseLost);
    assert.deepEqual(onDisk(run), before);
    assert.deepEqual(shown, []);
  });
});

describe('a record under a killed process', () => {
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await cleanUp();
  });

  it('is never half-written, and the next process can take over at once', async () => {
    const folder = await temporaryFolder();
    const runs = await Promise.all([1, 2, 3].map(() => createRun(folder, newRun())));
    await Promise.all(
      runs.map(async (run, n) => {
        const script = path.join(import.meta.dirname, 'children', 'writing.ts');
        const child = spawn(process.execPath, ['--import', 'tsx', script, run.directory], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        children.push(child);
        let lines = 0;
        for await (const chunk of child.stdout) {
          lines += String(chunk).split('\n').length - 1;
          // Each is killed during a write, at another point.
          if (lines > 5 + 20 * n) child.kill('SIGKILL');
        }
        if (child.signalCode === null) await once(child, 'exit');
        assert.equal(child.signalCode, 'SIGKILL');
        const record = onDisk(run);
        assert.ok(isRunRecord(record) && record.results.length >= lines);
        const lease = await acquireLease(run.directory);
        assert.ok(lease);
        await lease.release();
      }),
    );
  });
});
