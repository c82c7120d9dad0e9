import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { RunRecord } from '../../../../src/run/record/record';
import { findRuns, saveRun } from '../../../../src/run/record/store';
import { canResume, isInterrupted } from '../../../../src/run/record/resumable';
import { localError } from '../../../../src/task/errors';
import { RUN_STATES, type RunState } from '../../../../src/task/run';
import { cleanUp, createRun, newRun, RESULT, temporaryFolder } from '../../../support/runs';

describe('an unfinished run', () => {
  let sound: RunRecord;
  before(async () => {
    ({ record: sound } = await createRun(await temporaryFolder(), newRun()));
  });
  after(cleanUp);
  const record = (
    state: RunState,
    ...images: ('pending' | 'saved' | 'failed' | 'elsewhere')[]
  ): RunRecord => {
    return { ...sound, state, results: images.map((name) => ({ ...RESULT, state: name })) };
  };

  it('can be resumed when there may be images to collect, and only then', () => {
    for (const state of RUN_STATES.filter((name) => !['succeeded', 'partial', 'failed'].includes(name))) {
      assert.ok(canResume(record(state)), state);
    }
    for (const state of ['partial', 'failed'] as const) {
      assert.ok(canResume(record(state, 'saved', 'failed')), state);
      assert.ok(canResume(record(state, 'pending')), state);
      assert.ok(!canResume(record(state, 'saved', 'elsewhere')), state);
      assert.ok(!canResume(record(state)), state);
    }
    assert.ok(!canResume(record('succeeded', 'saved')));
    const forgotten = { ...record('failed'), errors: [localError('notFound', 'taskNotFound', 'Unknown.')] };
    assert.ok(canResume({ ...forgotten, accepted: true }) && !canResume(forgotten));
  });

  it('can be resumed when not every image has arrived or certainly failed', () => {
    const failure = (errorClass: 'provider' | 'safety' | 'timeout' | 'serverError' | 'unknown') =>
      localError(errorClass, 'x', 'x');
    const run = { ...record('partial', 'saved'), accepted: true, expected: 4 };
    const [certain, passing] = [failure('provider'), failure('serverError')];
    assert.ok(canResume({ ...run, errors: [certain] }), 'one failure stands for one image');
    assert.ok(!canResume({ ...run, errors: [certain, certain, failure('safety')] }));
    assert.ok(canResume({ ...run, errors: [certain, certain, passing] }), 'a failure that may have passed');
    assert.ok(!canResume({ ...run, accepted: false, errors: [certain] }), 'nothing was accepted');
    assert.ok(!canResume({ ...run, expected: 1, errors: [passing] }), 'all are there');
  });

  it('is collected without asking if it was interrupted, not if a person stopped it', () => {
    for (const state of ['queued', 'submitting', 'waiting', 'downloading', 'detached'] as const) {
      assert.ok(isInterrupted(record(state)), state);
    }
    for (const state of ['succeeded', 'partial', 'failed'] as const) {
      assert.ok(!isInterrupted(record(state, 'pending')), state);
    }
    const detachedBy = (errorClass: 'aborted' | 'disk' | 'connection') => {
      return { ...record('detached'), errors: [localError(errorClass, 'x', 'x')] };
    };
    assert.ok(!isInterrupted(detachedBy('aborted')));
    assert.ok(isInterrupted(detachedBy('disk')) && isInterrupted(detachedBy('connection')));
  });
});

describe('findRuns', () => {
  afterEach(cleanUp);

  it('finds the runs of all documents at any depth, oldest first', async () => {
    const root = await temporaryFolder();
    const places = ['b', 'a', path.join('a', 'deep', 'down'), path.join('c', 'x')];
    const runs = await Promise.all(places.map((place) => createRun(path.join(root, place), newRun())));
    for (const [index, run] of runs.entries()) {
      await saveRun({ ...run, record: { ...run.record, createdAt: `2026-03-0${9 - index}T00:00:00.000Z` } });
    }
    await mkdir(path.join(root, 'empty', 'folder'), { recursive: true });
    const found = await findRuns(root);
    assert.deepEqual(
      found.map(({ directory }) => directory),
      runs.map(({ directory }) => directory).reverse(),
    );
  });

  it('neither follows links nor looks into a run, and finds nothing in a missing folder', async () => {
    const [root, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    await createRun(elsewhere, newRun());
    await symlink(elsewhere, path.join(root, 'link'), 'junction');
    await symlink(root, path.join(root, 'round'), 'junction');
    const run = await createRun(root, newRun());
    await createRun(path.join(run.directory, 'inside'), newRun());
    assert.deepEqual(await findRuns(root), [run]);
    assert.deepEqual(await findRuns(path.join(root, 'missing')), []);
  });
});
