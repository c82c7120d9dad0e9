import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { proofBackend } from '../../src/backend/proof/backend';
import type { NewRun, Run } from '../../src/run/store';
import { buildTasks } from '../../src/task/build';
import { DEFAULT_OPTIONS } from '../../src/task/types';
import { RunService } from '../../src/vscode/run-service';
import { PROMPT_TEXT } from './support';

const LOG = { info: () => undefined, warn: () => undefined };

function proof(): NewRun {
  const [task] = buildTasks('prompt', JSON.parse(PROMPT_TEXT), DEFAULT_OPTIONS, randomUUID);
  assert.ok(task);
  return { backend: 'proof', task, expected: 1, kind: 'prompt', documentText: PROMPT_TEXT };
}

describe('the runs of a window', () => {
  let folder: string;
  let service: RunService;
  const start = (): Promise<Run> => service.start(folder, proof(), proofBackend, () => undefined);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sps-service-'));
    service = new RunService(LOG);
  });
  afterEach(async () => {
    service.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('are told of at each change, and listed newest first', async () => {
    const changes: string[] = [];
    service.onDidChange((changed) => changes.push(changed));
    const first = await start();
    const second = await start();
    assert.ok(changes.length > 2 && changes.every((changed) => changed === folder));
    const listed = (await service.list(folder)).map((run) => run.directory);
    assert.deepEqual(listed, [second.directory, first.directory]);
    assert.ok(!service.isActive(second));
  });

  it('stand as they ended, though an older record was read meanwhile', async () => {
    const run = await start();
    const file = path.join(run.directory, 'run.json');
    const record = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const older = { ...record, state: 'waiting', results: [], updatedAt: record['createdAt'] };
    await writeFile(file, JSON.stringify(older));
    const [shown] = await service.reload(folder);
    assert.equal(shown?.record.state, 'succeeded');
  });

  it('are forgotten when their folder is deleted by hand, and found when another window made them', async () => {
    const gone = await start();
    await rm(gone.directory, { recursive: true });
    const other = new RunService(LOG);
    const made = await other.start(folder, proof(), proofBackend, () => undefined);
    other.dispose();
    assert.deepEqual(
      (await service.reload(folder)).map((run) => run.directory),
      [made.directory],
    );
  });
});
