import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { copyFilePath, copyRequest, copySeed } from '../../../src/vscode/run-actions/copy';
import { answering, finished } from './support';

describe('the text that is copied of a run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sps-copy-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const copied = () => vscode.env.clipboard.readText();

  it('is the seed of an image', async () => {
    const run = await finished(folder, 2);
    await copySeed(run, 1);
    assert.equal(await copied(), '101');
    const [told] = await answering([], () => copySeed(run, 5));
    assert.match(told?.words ?? '', /seed/);
    assert.equal(await copied(), '101');
  });

  it('is the path of the file of an image, and nothing where there is no such file', async () => {
    const run = await finished(folder, 2);
    await copyFilePath(run, 1);
    assert.equal(await copied(), path.join(run.directory, run.record.results[1]?.file ?? ''));
    await vscode.env.clipboard.writeText('before');
    await copyFilePath(run, 5);
    assert.equal(await copied(), 'before');
  });

  it('is the exact body that was sent', async () => {
    const run = await finished(folder);
    await copyRequest(run, 'json');
    assert.deepEqual(JSON.parse(await copied()), [run.record.request]);
  });

  it('is a command line without a key, to the endpoint of the settings, whatever the record says', async () => {
    const run = await finished(folder, 1, { address: 'https://elsewhere.test/v1' });
    await copyRequest(run, 'curl');
    const command = await copied();
    assert.ok(command.startsWith("curl 'https://api.runware.ai/v1' "));
    assert.ok(!command.includes('elsewhere.test'));
    assert.ok(command.includes('"Authorization: Bearer $RUNWARE_API_KEY"'));
    assert.ok(command.includes(run.record.taskUUID));
  });
});
