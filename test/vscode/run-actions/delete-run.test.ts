import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { acquireLease } from '../../../src/run/files/lease';
import { deleteRun } from '../../../src/vscode/run-actions/delete-run';
import { RunService } from '../../../src/vscode/runs/run-service';
import { jobIn, LOG, Service, within } from '../runs/support';
import { answering, finished } from './support';

/** The choices of a person who wants the run deleted. If there is a trash, the second question is not asked. */
const YES = ['Move to Trash', 'Delete Permanently'];

describe('a run that is deleted', () => {
  let folder: string;
  let runs: RunService;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sps-delete-'));
    runs = new RunService(LOG);
  });
  afterEach(async () => {
    runs.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('is deleted with its images after a question that names it', async () => {
    const run = await finished(folder, 2);
    const kept = await finished(folder);
    assert.equal((await runs.list(folder)).length, 2);
    const asked = await answering(YES, () => deleteRun(run, runs));
    assert.ok(!existsSync(run.directory));
    assert.ok(asked[0]?.words.includes(path.basename(run.directory)));
    assert.deepEqual(
      (await runs.list(folder)).map(({ directory }) => directory),
      [kept.directory],
    );
  });

  it('is not deleted permanently unless the person says so, if there is no trash', async () => {
    const run = await finished(folder);
    const asked = await answering(['Move to Trash'], () => deleteRun(run, runs));
    // Either it is in the trash, or a second question was not answered.
    assert.equal(existsSync(run.directory), asked.length === 2);
    if (asked.length === 2) assert.match(asked[1]?.detail ?? '', /irreversible/);
  });

  it('stays if the person cancels', async () => {
    const run = await finished(folder);
    await answering([], () => deleteRun(run, runs));
    assert.ok(existsSync(path.join(run.directory, 'image-1.png')));
  });

  it('stays while this window or somebody else works on it', async () => {
    const run = await finished(folder);
    const lease = await acquireLease(run.directory);
    assert.ok(lease);
    const elsewhere = await answering(YES, () => deleteRun(run, runs));
    assert.match(elsewhere.at(-1)?.words ?? '', /being worked on/);
    assert.ok(existsSync(run.directory));
    await lease.release();
    const backend = new Service();
    backend.hold();
    const stop = new AbortController();
    const ended = runs.run([jobIn(folder, 'runware')], { backend, signal: stop.signal });
    await within(() => backend.asked > 0);
    const active = (await runs.list(folder)).find((one) => runs.isActive(one));
    assert.ok(active);
    const [told, ...more] = await answering(YES, () => deleteRun(active, runs));
    assert.match(told?.words ?? '', /being worked on/);
    assert.deepEqual(more, []);
    assert.ok(existsSync(active.directory));
    stop.abort();
    await ended;
  });

  it('is said to have paid images that could still be collected', async () => {
    const open = await finished(folder, 0, { state: 'waiting' });
    const [asked] = await answering([], () => deleteRun(open, runs));
    assert.match(asked?.detail ?? '', /not be collected/);
    const [other] = await answering([], async () => deleteRun(await finished(folder), runs));
    assert.doesNotMatch(other?.detail ?? '', /collected/);
  });

  it('may have been deleted by somebody else in the meantime', async () => {
    const run = await finished(folder);
    await runs.list(folder);
    const asked = await answering(
      YES,
      () => deleteRun(run, runs),
      () => rm(run.directory, { recursive: true }),
    );
    assert.equal(asked.length, 1);
    assert.deepEqual(await runs.list(folder), []);
  });
});
