import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import type { Run } from '../../../src/run/record/store';
import type { JsonObject } from '../../../src/task/types';
import { type Simulator, startSimulator } from '../../simulator/server';
import { cleanUp, newRun, temporaryFolder } from '../../support/runs';
import { answerWith, backendFor, driving, IMPATIENT, isCall, QUICK, startRun } from './support';

describe('where the images of a run go', () => {
  let simulator: Simulator;
  /** Omits the images from every state, as for a task that has them uploaded. */
  let bare = false;
  /** How often a state without its image was returned. */
  let answers = 0;

  beforeEach(async () => {
    [bare, answers] = [false, 0];
    simulator = await startSimulator({
      processing: 0,
      sameImages: true,
      faults: {
        examine: (request, response) => {
          if (!bare || !isCall(request, 'getResponse')) return false;
          answers++;
          const [{ taskUUID }] = request.body as [{ taskUUID: string }];
          const item = { taskType: 'imageInference', taskUUID, imageUUID: 'a', seed: 7, cost: 0.06 };
          return answerWith(response, 200, { data: [{ ...item, status: 'success' }] });
        },
      },
    });
  });
  afterEach(async () => {
    await cleanUp();
    await simulator.close();
  });

  const made = async (members: JsonObject, count = 1, pace = QUICK): Promise<Run> => {
    const init = newRun({ count });
    const task = { ...init.task, ...members };
    return startRun(await temporaryFolder(), { ...init, task }, driving(backendFor(simulator), pace));
  };
  const filesOf = async ({ directory }: Run) => (await readdir(directory)).sort();

  for (const [outputType, outputFormat, ending] of [
    ['base64Data', 'PNG', 'png'],
    ['dataURI', 'WEBP', 'webp'],
    ['URL', 'JPG', 'jpg'],
  ] as const) {
    it(`is the run's folder for the output type ${outputType}, and no image is in the record`, async () => {
      const run = await made({ outputType, outputFormat }, 2);
      assert.equal(run.record.state, 'succeeded');
      assert.deepEqual(await filesOf(run), [
        `image-1.${ending}`,
        `image-2.${ending}`,
        'prompt.structured-prompt.json',
        'run.json',
      ]);
      const image = await sharp(path.join(run.directory, `image-2.${ending}`)).metadata();
      assert.deepEqual([image.width, image.height], [2048, 2048]);
      assert.ok((await readFile(path.join(run.directory, 'run.json'))).length < 10_000);
      const fetched = simulator.requests.filter(({ method }) => method === 'GET').length;
      assert.equal(fetched, outputType === 'URL' ? 2 : 0);
    });
  }

  it('is the upload address if the task names one: then nothing to download is not an error', async () => {
    bare = true;
    const run = await made({ uploadEndpoint: 'http://127.0.0.1:9/upload' });
    assert.deepEqual([run.record.state, run.record.errors], ['succeeded', []]);
    assert.deepEqual(
      run.record.results.map(({ state, file, cost }) => [state, file, cost]),
      [['elsewhere', null, 0.06]],
    );
    assert.deepEqual(await filesOf(run), ['prompt.structured-prompt.json', 'run.json']);
    assert.equal(simulator.submissions, 1);
  });

  it("is the run's folder even if the service notifies a webhook", async () => {
    const told: Promise<Buffer>[] = [];
    const receiver = createServer((request: IncomingMessage, response) => {
      told.push(buffer(request));
      response.end();
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    const run = await made({ webhookURL: `http://127.0.0.1:${port}/hook` });
    assert.equal(run.record.state, 'succeeded');
    assert.ok((await filesOf(run)).includes('image-1.jpg'));
    receiver.closeAllConnections();
    receiver.close();
  });

  it('is polled for when an image is reported as done but is not available, and the run stays open', async () => {
    bare = true;
    const run = await made({}, 1, IMPATIENT);
    assert.deepEqual([run.record.state, run.record.errors[0]?.code], ['detached', 'patience']);
    assert.ok(answers > 5, `${answers}`);
    assert.equal(simulator.submissions, 1);
  });
});
