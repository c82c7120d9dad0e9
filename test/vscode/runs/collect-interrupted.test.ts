import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeUpRun } from '../../../src/run/drive/engine';
import { readRun, type Run } from '../../../src/run/record/store';
import { BUSY } from '../../../src/task/errors';
import {
  arrivalOf,
  collectInterrupted,
  findInterrupted,
} from '../../../src/vscode/generate/collect-interrupted';
import { RunService } from '../../../src/vscode/runs/run-service';
import { leave, LOG, Service } from './support';

const LONG_AGO = new Date(Date.now() - 16 * 60_000).toISOString();

const ACCEPTED = { state: 'waiting', accepted: true } as const;

describe('interrupted runs', () => {
  let root: string;
  let service: Service;
  let runs: RunService;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'sps-interrupted-'));
    service = new Service();
    runs = new RunService(LOG);
  });
  afterEach(async () => {
    runs.dispose();
    await rm(root, { recursive: true, force: true });
  });

  const left = (document: string, change = {}) => leave(path.join(root, document), change);
  const found = async () => (await findInterrupted([root], runs)).map((run) => run.record.taskUUID);
  const collectAll = async () => {
    const signal = new AbortController().signal;
    const { arrived, unsent, busy } = collectInterrupted(await findInterrupted([root], runs), runs, {
      backend: service,
      signal,
    });
    return { arrived: await arrived, unsent: await unsent, busy: await busy };
  };
  const uuids = (list: readonly Run[]) => list.map((run) => run.record.taskUUID);

  it('are those of the last seven days that nobody stopped and the service would accept', async () => {
    const one = await left('a', ACCEPTED);
    const two = await left('b/c');
    await left('d', { state: 'succeeded', accepted: true });
    await left('e', { ...ACCEPTED, createdAt: new Date(Date.now() - 8 * 86_400_000).toISOString() });
    await left('f', { backend: 'proof' });
    const stopped = {
      code: 'aborted',
      class: 'aborted',
      message: 'The wait was ended.',
      parameters: [],
    } as const;
    await left('g', { state: 'detached', accepted: true, errors: [stopped] });
    const { request } = one.record;
    await left('h', { request: { ...request, numberResults: 21 }, ...ACCEPTED });
    assert.deepEqual((await found()).sort(), [one.record.taskUUID, two.record.taskUUID].sort());
  });

  it('bring all images that the service has, reported once', async () => {
    const waiting = await left('a', ACCEPTED);
    const unclear = await left('a', { state: 'submitting' });
    service.tasks.add(waiting.record.taskUUID).add(unclear.record.taskUUID);
    const { arrived, unsent } = await collectAll();
    assert.deepEqual([arrived?.images, arrived?.runs, arrived?.cost], [2, 2, 0.12]);
    assert.deepEqual(unsent, []);
    const drawn = [waiting, unclear].map(({ directory }) => path.join(directory, 'image-1.png'));
    assert.deepEqual(
      drawn.map((file) => existsSync(file)),
      [true, true],
    );
  });

  it('are never sent without asking: a run that the service does not know is left to the person', async () => {
    const queued = await left('a');
    const unclear = await left('b', { state: 'submitting', sentAt: LONG_AGO });
    const { arrived, unsent } = await collectAll();
    assert.equal(arrived, undefined);
    assert.deepEqual(uuids(unsent), [queued.record.taskUUID, unclear.record.taskUUID]);
    assert.equal(service.tasks.size, 0);
    for (const run of unsent) await runs.discard(run);
    assert.deepEqual(await found(), []);
    assert.ok(!existsSync(queued.directory) && !existsSync(unclear.directory));
  });

  it('are kept for later if they were sent a short while ago, since the service may not know them yet', async () => {
    const unclear = await left('b', { state: 'submitting', sentAt: new Date().toISOString() });
    const { arrived, unsent } = await collectAll();
    assert.deepEqual([arrived, unsent], [undefined, []]);
    assert.deepEqual(await found(), [unclear.record.taskUUID]);
    assert.equal((await readRun(unclear.directory))?.record.state, 'detached');
    assert.equal(service.tasks.size, 0);
  });

  it('are left alone while somebody else works on them', async () => {
    const waiting = await left('a', ACCEPTED);
    const queued = await left('b');
    const held = await Promise.all([waiting, queued].map(({ directory }) => takeUpRun(directory)));
    const { arrived, unsent, busy } = await collectAll();
    assert.deepEqual([arrived, unsent], [undefined, []]);
    assert.deepEqual([...busy].sort(), [waiting.directory, queued.directory].sort());
    for (const { lease } of held) await lease.release();
  });

  it('are not reported when somebody else brings their images', async () => {
    const run = await left('a', ACCEPTED);
    const signal = new AbortController().signal;
    service.tasks.add(run.record.taskUUID);
    const [outcome] = await runs.resume([run], false, { backend: service, signal });
    assert.ok(outcome);
    assert.equal(arrivalOf([run], [outcome])?.images, 1);
    const error = { code: BUSY, class: 'aborted', message: 'Busy.', parameters: [] } as const;
    assert.equal(arrivalOf([run], [{ ...outcome, error }]), undefined);
  });

  it('are not discarded if they were sent in the meantime', async () => {
    const run = await left('a', ACCEPTED);
    await runs.discard({ ...run, record: { ...run.record, state: 'queued' } });
    assert.ok(existsSync(run.directory));
  });
});
