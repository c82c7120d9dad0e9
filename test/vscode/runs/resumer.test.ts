import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readRun } from '../../../src/run/record/store';
import { ApiKey } from '../../../src/vscode/platform/api-key';
import { Connections } from '../../../src/vscode/runs/connections';
import { Resumer } from '../../../src/vscode/generate/resumer';
import { RunService } from '../../../src/vscode/runs/run-service';
import { secretsWith } from '../support';
import { leave, LOG } from './support';

class CountingRuns extends RunService {
  resumed = 0;

  override resume(...args: Parameters<RunService['resume']>): ReturnType<RunService['resume']> {
    this.resumed++;
    return super.resume(...args);
  }
}

describe('Resumer', () => {
  it('resumes a run once after a double click', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sps-resumer-'));
    const apiKey = new ApiKey(secretsWith(undefined));
    const connections = new Connections(apiKey);
    const runs = new CountingRuns(LOG);
    try {
      const run = await leave(folder, { backend: 'proof', state: 'waiting', accepted: true });
      const resumer = new Resumer(runs, connections);
      await Promise.all([resumer.resume(run), resumer.resume(run)]);
      assert.equal(runs.resumed, 1);
      assert.equal((await readRun(run.directory))?.record.state, 'succeeded');
    } finally {
      for (const one of [runs, connections, apiKey]) one.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
