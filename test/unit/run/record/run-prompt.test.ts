import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from '../../../../src/prompt/parse';
import { promptOf, promptTextOf } from '../../../../src/run/record/run-prompt';
import type { Run } from '../../../../src/run/record/store';
import { buildTasks } from '../../../../src/task/build';
import { DEFAULT_OPTIONS } from '../../../../src/task/types';
import { PROMPT } from '../../../support/tasks';
import { cleanUp, createRun, newRun, RESULT, temporaryFolder } from '../../../support/runs';

const OTHER = { ...PROMPT, high_level_description: 'Something else.' };

/** Creates a run of a task in a task file. */
async function taskRun(text: string, index = 0): Promise<Run> {
  const tasks = buildTasks('task', parseDocument(text).value, DEFAULT_OPTIONS, () => 'a-uuid');
  const task = tasks[index];
  assert.ok(task);
  return createRun(await temporaryFolder(), { ...newRun(), kind: 'task', task, documentText: text });
}

/** Creates a run of a sentence, with the prompts that the service made from it. */
async function sentenceRun(expanded: readonly (object | undefined)[]): Promise<Run> {
  const run = await taskRun('{ "positivePrompt": "A boat" }');
  const uuids = expanded.map((_, index) => `image-${index}`);
  const response = expanded.map((prompt, index) => ({
    imageUUID: uuids[index],
    ...(prompt && { structuredPrompt: prompt }),
  }));
  const results = uuids.map((imageUUID) => ({ ...RESULT, imageUUID }));
  return { ...run, record: { ...run.record, response, results } };
}

describe('the prompt of a run', () => {
  afterEach(cleanUp);

  it('is the one that was sent', async () => {
    const { record } = await createRun(await temporaryFolder(), newRun());
    assert.deepEqual(promptOf(record), PROMPT);
    assert.deepEqual(promptOf(record, 7), PROMPT);
  });

  it('is what the service made from a sentence, for each image its own', async () => {
    const { record } = await sentenceRun([undefined, PROMPT, OTHER]);
    assert.deepEqual(promptOf(record), PROMPT);
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => promptOf(record, index)),
      [undefined, PROMPT, OTHER, undefined],
    );
    const unknown = await sentenceRun([undefined]);
    assert.equal(promptOf(unknown.record), undefined);
    assert.equal(await promptTextOf(unknown), undefined);
  });

  it('is returned character by character, without a byte order mark', async () => {
    const text = `// A poster\r\n{ "$schema": "x",\r\n${JSON.stringify(PROMPT).slice(1)}\r\n`;
    const init = { ...newRun(), documentText: `\ufeff${text}` };
    assert.equal(await promptTextOf(await createRun(await temporaryFolder(), init)), text);
  });

  it('is returned from any task of a task file, dedented', async () => {
    const inner = JSON.stringify(PROMPT, null, 2).replace('{', '{ // mine').replaceAll('\n', '\n      ');
    const text = `[
  { "settings": { "structuredPrompt": ${JSON.stringify(OTHER)} } },
  {
    "settings": {
      "structuredPrompt": ${inner}
    }
  }
]
`;
    const alone = `${JSON.stringify(PROMPT, null, 2).replace('{', '{ // mine')}\n`;
    assert.equal(await promptTextOf(await taskRun(text, 1)), alone);
    assert.equal(await promptTextOf(await taskRun(text, 0)), `${JSON.stringify(OTHER)}\n`);
  });

  it('is formatted again when the copy is missing or differs', async () => {
    const run = await createRun(await temporaryFolder(), newRun());
    const copy = path.join(run.directory, run.record.promptFile);
    const anew = `${JSON.stringify(PROMPT, null, 2)}\n`;
    for (const text of [JSON.stringify(OTHER), '{ "torn', '{ "high_level_description": 1 }']) {
      await writeFile(copy, text);
      assert.equal(await promptTextOf(run), anew);
    }
    await rm(copy);
    assert.equal(await promptTextOf(run), anew);
    assert.equal(await promptTextOf(await sentenceRun([OTHER])), `${JSON.stringify(OTHER, null, 2)}\n`);
  });
});
