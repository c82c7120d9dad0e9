import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { resumeRun } from '../../../src/run/drive/engine';
import { readRun, type Run, saveRun } from '../../../src/run/record/store';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, createRun, listRuns, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, isCall, startRun } from './support';

const SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script></svg>';

/** One pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** All files below a folder, without following links. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .sort();
}

describe('a hostile service', () => {
  let simulator: Simulator;
  /** Members added to every finished result. */
  let members: object = {};
  /** Served instead of every image. */
  let image: string | undefined;

  beforeEach(async () => {
    [members, image] = [{}, undefined];
    simulator = await startSimulator({
      processing: 0,
      sameImages: true,
      faults: {
        examine: (request, response) => {
          if (request.method === 'GET' && image !== undefined) {
            response.writeHead(200, { 'content-type': 'image/jpeg' }).end(image);
            return true;
          }
          if (!isCall(request, 'getResponse', 'getTaskDetails') || Object.keys(members).length === 0) {
            return false;
          }
          const [{ taskUUID }] = request.body as [{ taskUUID: string }];
          const imageURL = `${new URL(simulator.url).origin}/nothing`;
          const item = { taskType: 'imageInference', taskUUID, status: 'success', imageURL, ...members };
          return answerWith(response, 200, { data: [item] });
        },
      },
    });
  });
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  /** A run whose folder is the only one in its parent folder. */
  const make = async (): Promise<{ run: Run; files: string[] }> => {
    const root = await temporaryFolder();
    const run = await startRun(
      path.join(root, 'a', 'b'),
      newRun({ format: 'PNG' }),
      driving(backendFor(simulator)),
    );
    const own = path.relative(root, run.directory);
    const files = (await filesBelow(root)).map((file) => path.relative(own, file));
    return { run, files };
  };

  for (const imageUUID of ['../../../x', '..\\..\\x', '/etc/cron.d/x', 'run.json', 'a\u0000b', '__proto__']) {
    it(`writes only into the run's folder for the image name ${JSON.stringify(imageUUID)}`, async () => {
      members = { imageUUID, imageURL: '', imageBase64Data: PNG };
      const { run, files } = await make();
      assert.deepEqual([run.record.state, run.record.results[0]?.imageUUID], ['succeeded', imageUUID]);
      assert.deepEqual(files, ['image-1.png', 'prompt.structured-prompt.json', 'run.json']);
      assert.deepEqual(await readRun(run.directory), run);
    });
  }

  for (const imageURL of [
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'http://example.com/a.png',
    '//example.com/a.png',
    'command:workbench.action.quit',
  ]) {
    it(`downloads nothing from ${imageURL}`, async () => {
      members = { imageUUID: 'a', imageURL };
      const { run, files } = await make();
      assert.deepEqual([run.record.state, run.record.errors[0]?.code], ['failed', 'badURL']);
      assert.deepEqual(files, ['prompt.structured-prompt.json', 'run.json']);
    });
  }

  it('has drawings, which could contain scripts, rejected from its URL or within the reply', async () => {
    image = SCRIPT;
    const fetched = await make();
    members = { imageUUID: 'a', imageURL: '', imageDataURI: `data:image/png;base64,${btoa(SCRIPT)}` };
    const inline = await make();
    for (const { run, files } of [fetched, inline]) {
      assert.deepEqual([run.record.state, run.record.errors[0]?.code], ['detached', 'notAnImage']);
      // Under a name by which nothing opens it as a drawing.
      assert.deepEqual(files, ['image-1.refused-1.bin', 'prompt.structured-prompt.json', 'run.json']);
    }
  });
});

describe('a hostile run folder', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ processing: 0, sameImages: true });
  });
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  const resumed = (run: Run) => resumeRun(run, driving(backendFor(simulator)));

  it('with links instead of our files is not written through', async () => {
    const outside = path.join(await temporaryFolder(), 'outside');
    await mkdir(outside);
    const victim = path.join(outside, 'victim');
    await writeFile(victim, 'mine');
    const run = await createRun(await temporaryFolder(), newRun({ format: 'PNG' }));
    const record = path.join(run.directory, 'run.json');
    await writeFile(path.join(outside, 'run.json'), await readFile(record));
    await rm(record);
    await symlink(path.join(outside, 'run.json'), record);
    for (const name of ['image-1.part', 'image-1.png', 'image-1.svg', 'prompt.part']) {
      await symlink(victim, path.join(run.directory, name));
    }
    const before = await readFile(path.join(outside, 'run.json'), 'utf8');
    const { record: after } = await resumed(run);
    assert.deepEqual([after.state, after.results[0]?.file], ['succeeded', 'image-1.png']);
    assert.equal(await readFile(victim, 'utf8'), 'mine');
    assert.equal(await readFile(path.join(outside, 'run.json'), 'utf8'), before);
    assert.deepEqual((await readdir(outside)).sort(), ['run.json', 'victim']);
  });

  it('with a link to an image elsewhere does not count that as its own', async () => {
    const other = await startRun(await temporaryFolder(), newRun(), driving(backendFor(simulator)));
    const run = await createRun(await temporaryFolder(), newRun());
    await symlink(path.join(other.directory, 'image-1.jpg'), path.join(run.directory, 'image-1.jpg'));
    await resumed(run);
    assert.deepEqual(await filesBelow(run.directory), [
      'image-1.jpg',
      'prompt.structured-prompt.json',
      'run.json',
    ]);
    const fetched = simulator.requests.filter(({ method }) => method === 'GET').length;
    assert.equal(fetched, 2);
  });

  // Windows has no devices in folders.
  const onUnix = process.platform === 'win32' ? () => undefined : it;
  onUnix('with a pipe for a record or an image is not waited for', async () => {
    const folder = await temporaryFolder();
    const run = await createRun(folder, newRun());
    const odd = path.join(folder, 'odd');
    await mkdir(odd);
    execFileSync('mkfifo', [path.join(odd, 'run.json'), path.join(run.directory, 'image-1.jpg')]);
    assert.deepEqual(await listRuns(folder), [run]);
    assert.equal((await resumed(run)).record.state, 'succeeded');
  });

  it('with an endless record is not read', async () => {
    const folder = await temporaryFolder();
    const run = await createRun(folder, newRun());
    await truncate(path.join(run.directory, 'run.json'), 2 ** 31);
    assert.deepEqual(await listRuns(folder), []);
  });

  it('with a task that has a path for its UUID stays in its folder', async () => {
    const root = await temporaryFolder();
    const init = newRun();
    const taskUUID = '../../../../x';
    const run = await createRun(path.join(root, 'a'), { ...init, task: { ...init.task, taskUUID } });
    await saveRun({ ...run, record: { ...run.record, accepted: true, state: 'waiting' } });
    const { record } = await resumed(run);
    assert.equal(record.state, 'detached');
    const own = path.relative(root, run.directory);
    assert.deepEqual(
      (await filesBelow(root)).map((file) => path.relative(own, file)),
      ['prompt.structured-prompt.json', 'run.json'],
    );
  });
});
