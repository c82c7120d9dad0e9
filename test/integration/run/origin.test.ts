import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { extractOrigin } from '../../../src/metadata/embed';
import { withOrigin } from '../../../src/run/record/origin';
import type { Run } from '../../../src/run/record/store';
import { buildTasks } from '../../../src/task/build';
import { DEFAULT_OPTIONS, type JsonObject } from '../../../src/task/types';
import { PROMPT } from '../../support/tasks';
import { withSimulator } from '../simulator/client';
import { cleanUp, createRun, newRun, RESULT, temporaryFolder } from '../../support/runs';
import { backendFor, driving, startRun } from './support';

/** A prompt document as people write it. */
const TEXT = `\ufeff// A poster\r\n{ "$schema": "x",\r\n${JSON.stringify(PROMPT).slice(1)}\r\n`;

const image = () =>
  sharp({ create: { width: 9, height: 7, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();

/** A run with one image, of a prompt document; `members` go into its task. */
async function finishedRun(members: JsonObject = {}): Promise<Run> {
  const init = { ...newRun(), documentText: TEXT };
  const run = await createRun(await temporaryFolder(), { ...init, task: { ...init.task, ...members } });
  return { ...run, record: { ...run.record, results: [RESULT] } };
}

describe('an image that is saved outside of its run', () => {
  afterEach(cleanUp);

  it('contains the document, the task, the seed and the model', async () => {
    await withSimulator({}, async (simulator) => {
      const init = { ...newRun({ count: 2, format: 'PNG', speed: 'TURBO' }), documentText: TEXT };
      const run = await startRun(await temporaryFolder(), init, driving(backendFor(simulator)));
      const { results, request, createdAt } = run.record;
      for (const [index, { file, seed }] of results.entries()) {
        const bytes = await readFile(path.join(run.directory, file ?? ''));
        const saved = await withOrigin(run, index, bytes);
        assert.ok(seed !== null);
        assert.deepEqual(await extractOrigin(saved), {
          model: 'ideogram:4@0',
          prompt: PROMPT,
          promptText: TEXT,
          task: request,
          seed,
          createdAt,
        });
        assert.equal(await extractOrigin(bytes), undefined, 'the one in the run is as it was downloaded');
      }
      assert.notEqual(results[0]?.seed, results[1]?.seed);
    });
  });

  it('contains the prompt that was made from its sentence', async () => {
    await withSimulator({}, async (simulator) => {
      const sentence = { positivePrompt: 'A boat', outputFormat: 'WEBP' };
      const [task] = buildTasks('task', sentence, DEFAULT_OPTIONS, randomUUID);
      assert.ok(task);
      const init = { ...newRun(), task, kind: 'task', documentText: JSON.stringify(sentence) } as const;
      const run = await startRun(await temporaryFolder(), init, driving(backendFor(simulator)));
      const bytes = await readFile(path.join(run.directory, run.record.results[0]?.file ?? ''));
      const origin = await extractOrigin(await withOrigin(run, 0, bytes));
      assert.deepEqual(origin?.task, JSON.parse(JSON.stringify(run.record.request)));
      assert.equal(origin?.prompt?.['high_level_description'], 'A boat');
      const untold = { ...run, record: { ...run.record, response: [] } };
      assert.equal((await extractOrigin(await withOrigin(untold, 0, bytes)))?.prompt, null);
    });
  });

  it('contains no address for uploads or notifications', async () => {
    const secret = 'https://example.com/?token=secret';
    const run = await finishedRun({ uploadEndpoint: secret, webhookURL: secret });
    const saved = Buffer.from(await withOrigin(run, 0, await image()));
    assert.ok(await extractOrigin(saved));
    assert.ok(!saved.includes('secret'));
  });

  it('contains a document only while that contains what was sent', async () => {
    const run = await finishedRun();
    const file = path.join(run.directory, run.record.promptFile);
    const textNow = async () => (await extractOrigin(await withOrigin(run, 0, await image())))?.promptText;
    assert.equal(await textNow(), TEXT);
    await writeFile(file, TEXT.replace('red', 'blue'));
    assert.equal(await textNow(), undefined);
    await writeFile(file, Buffer.concat([Buffer.from(TEXT), Buffer.of(0xff)]));
    assert.equal(await textNow(), undefined, 'not UTF-8');
    await writeFile(path.join(run.directory, 'elsewhere.json'), TEXT);
    await rm(file);
    assert.equal(await textNow(), undefined);
    await symlink('elsewhere.json', file);
    assert.equal(await textNow(), undefined, 'a link');
  });

  it('is unchanged when it cannot contain an origin', async () => {
    const run = await finishedRun();
    const whole = await image();
    for (const bytes of [Buffer.from('<svg></svg>'), whole.subarray(0, -1), Buffer.alloc(0)]) {
      assert.equal(await withOrigin(run, 0, bytes), bytes);
    }
    let deep: JsonObject = {};
    for (let depth = 0; depth < 5000; depth++) deep = { deep };
    const odd = { ...run.record, request: { ...run.record.request, settings: { structuredPrompt: deep } } };
    assert.equal(await withOrigin({ ...run, record: odd }, 0, whole), whole);
  });
});
