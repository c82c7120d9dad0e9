import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { ApiKey } from '../../../src/vscode/platform/api-key';
import { Connections } from '../../../src/vscode/runs/connections';
import { Controls } from '../../../src/vscode/documents/controls';
import { Generator } from '../../../src/vscode/generate/generator';
import { Hints } from '../../../src/vscode/generate/hints';
import { Linter } from '../../../src/vscode/linting/linter';
import { RunService } from '../../../src/vscode/runs/run-service';
import { LOG } from '../runs/support';
import { secretsWith, workspaceFolder } from '../support';
import { answering, finished, folderOf, FORGETFUL, LOCATIONS } from './support';

describe('a run made again', () => {
  const folder = folderOf(vscode.Uri.joinPath(workspaceFolder(), 'review/again.structured-prompt.json'));
  const opened: { dispose(): void }[] = [];
  afterEach(() => {
    for (const thing of opened.splice(0)) thing.dispose();
  });

  const open = (key: string | undefined) => {
    const apiKey = new ApiKey(secretsWith(key));
    const runs = new RunService(LOG);
    const controls = new Controls(FORGETFUL);
    const linter = new Linter(controls);
    const connections = new Connections(apiKey);
    opened.push(apiKey, runs, controls, linter, connections);
    const services = {
      runs,
      connections,
      controls,
      apiKey,
      linter,
      hints: new Hints(),
      locations: LOCATIONS,
    };
    return { generator: new Generator(services), runs };
  };

  it('is a new run beside the first one, with a new UUID: here a proof, because there is no key', async () => {
    const { generator, runs } = open(undefined);
    const run = await finished(folder, 1, { createdAt: '2026-01-01T00:00:00.000Z' });
    await answering([], () => generator.again(run, 'QUALITY'));
    const [newest] = await runs.reload(folder);
    assert.ok(newest && newest.directory !== run.directory);
    assert.equal(path.dirname(newest.directory), folder);
    const { taskUUID, request, backend, state } = newest.record;
    assert.deepEqual([backend, state], ['proof', 'succeeded']);
    assert.notEqual(taskUUID, run.record.taskUUID);
    assert.equal(request.settings?.renderingSpeed, 'QUALITY');
    assert.deepEqual(request.settings.structuredPrompt, run.record.request.settings?.structuredPrompt);
    assert.equal(request.width, run.record.request.width);
  });

  it('asks before it costs much, as Generate does, and is not made if the person says no', async () => {
    const { generator, runs } = open('the-secret-key');
    const run = await finished(folder);
    const request = { ...run.record.request, numberResults: 20 };
    const before = (await runs.reload(folder)).length;
    const costly = { ...run, record: { ...run.record, request } };
    const asked = await answering([], () => generator.again(costly, 'QUALITY'));
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.words ?? '', /^Generate 20 images for about \$2\.00\?$/);
    assert.equal((await runs.reload(folder)).length, before);
  });

  it('sends nothing that the service would refuse, which a record from elsewhere may contain', async () => {
    const { generator, runs } = open(undefined);
    const run = await finished(folder);
    const request = { ...run.record.request, numberResults: 21 };
    const before = (await runs.reload(folder)).length;
    const asked = await answering([], () =>
      generator.again({ ...run, record: { ...run.record, request } }, null),
    );
    assert.match(asked[0]?.words ?? '', /cannot be made again/);
    assert.equal((await runs.reload(folder)).length, before);
  });
});
