import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { proofBackend } from '../../../src/backend/proof/backend';
import type { Run } from '../../../src/run/record/store';
import { RunService } from '../../../src/vscode/runs/run-service';
import { jobIn, LOG, Service, within } from './support';

const QUIET = { backend: proofBackend, signal: new AbortController().signal };

describe('RunService', () => {
  let folder: string;
  let service: RunService;
  const start = async (by = service): Promise<Run> => {
    const [outcome] = await by.run([jobIn(folder, 'proof')], QUIET);
    assert.ok(outcome?.run);
    return outcome.run;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sps-service-'));
    service = new RunService(LOG);
  });
  afterEach(async () => {
    service.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('reports each change of a run, and lists runs newest first', async () => {
    await service.list(folder);
    const changes: string[] = [];
    service.onDidChange((changed) => changes.push(changed));
    const first = await start();
    const second = await start();
    assert.ok(changes.length > 2 && changes.every((changed) => changed === folder));
    const listed = (await service.list(folder)).map((run) => run.directory);
    assert.deepEqual(listed, [second.directory, first.directory]);
    assert.ok(!service.isActive(second));
  });

  it('keeps the final state of a run, even if an older record was read in the meantime', async () => {
    const run = await start();
    const file = path.join(run.directory, 'run.json');
    const record = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const older = { ...record, state: 'waiting', results: [], updatedAt: record['createdAt'] };
    await writeFile(file, JSON.stringify(older));
    const [shown] = await service.reload(folder);
    assert.equal(shown?.record.state, 'succeeded');
  });

  it('forgets runs whose folder was deleted by hand, and finds those that another window made', async () => {
    const gone = await start();
    await rm(gone.directory, { recursive: true });
    const other = new RunService(LOG);
    const made = await start(other);
    other.dispose();
    assert.deepEqual(
      (await service.reload(folder)).map((run) => run.directory),
      [made.directory],
    );
  });

  it('lets runs wait for their turns, and removes those that are withdrawn before', async () => {
    const backend = new Service();
    backend.hold();
    const stop = new AbortController();
    const jobs = Array.from({ length: 6 }, () => jobIn(folder, 'runware'));
    await service.list(folder);
    const ended = service.run(jobs, { backend, signal: stop.signal });
    await within(() => backend.asked === 4);
    await within(async () => (await service.list(folder)).length === 6);
    const states = (await service.list(folder)).map((run) => run.record.state);
    assert.equal(states.filter((state) => state === 'queued').length, 2);
    assert.equal(backend.tasks.size, 4, 'four at once where nobody says otherwise');
    stop.abort();
    const outcomes = await ended;
    assert.equal(outcomes.filter(({ run }) => run === undefined).length, 2);
    assert.equal((await service.list(folder)).length, 4);
    assert.equal((await service.reload(folder)).length, 4);
  });

  it('drives as many runs at once as the settings say, and follows their changes at once', async () => {
    const backend = new Service();
    backend.hold();
    const set = (value: number | undefined) =>
      vscode.workspace
        .getConfiguration('structuredPrompt')
        .update('concurrency', value, vscode.ConfigurationTarget.Global);
    await set(2);
    const stop = new AbortController();
    try {
      await within(() => vscode.workspace.getConfiguration('structuredPrompt').get('concurrency') === 2);
      const ended = service.run(
        Array.from({ length: 5 }, () => jobIn(folder, 'runware')),
        { backend, signal: stop.signal },
      );
      await within(() => backend.asked === 2);
      assert.equal(backend.tasks.size, 2);
      await set(3);
      await within(() => backend.asked === 3);
      assert.equal(backend.tasks.size, 3);
      stop.abort();
      await ended;
    } finally {
      stop.abort();
      await set(undefined);
    }
  });
});
