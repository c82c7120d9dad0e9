import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Run } from '../../../../src/run/record/store';
import type { ImageTask, JsonObject } from '../../../../src/task/types';
import { jobAgain, taskAgain } from '../../../../src/vscode/generate/again';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../../support/runs';
import { PROMPT } from '../../../support/tasks';

/** A run whose task has these members instead of those of a prompt document. */
async function runOf(members: JsonObject, response: readonly JsonObject[] = []): Promise<Run> {
  const { taskType, taskUUID, model } = newRun().task;
  const task = { taskType, taskUUID, model, deliveryMethod: 'async', includeCost: true, ...members };
  const run = await createRun(await temporaryFolder(), { ...newRun(), task: task as ImageTask });
  return { ...run, record: { ...run.record, response } };
}

describe('a run made again', () => {
  afterEach(cleanUp);

  it('has the same task with a new UUID, and keeps its seed and speed', async () => {
    const members = {
      seed: 5,
      numberResults: 3,
      outputQuality: 80,
      settings: { structuredPrompt: PROMPT, renderingSpeed: 'TURBO', copyrightDetection: true },
    };
    const { record } = await runOf(members);
    const task = taskAgain(record, null);
    assert.ok(task && task.taskUUID !== record.taskUUID);
    assert.deepEqual({ ...task, taskUUID: record.taskUUID }, record.request);
  });

  it('has another speed if one is given, and nothing else changes', async () => {
    for (const renderingSpeed of ['TURBO', undefined]) {
      const settings = { structuredPrompt: PROMPT, ...(renderingSpeed && { renderingSpeed }) };
      const { record } = await runOf({ settings, seed: 5 });
      const task = taskAgain(record, 'QUALITY');
      assert.deepEqual(task?.settings, { structuredPrompt: PROMPT, renderingSpeed: 'QUALITY' });
      assert.equal(task['seed'], 5);
    }
  });

  it('sends the structured prompt that a sentence became, or the sentence if that is not known', async () => {
    const sentence = { positivePrompt: 'A boat', settings: { renderingSpeed: 'TURBO' } };
    const known = await runOf(sentence, [{ structuredPrompt: PROMPT }]);
    const task = taskAgain(known.record, null);
    assert.deepEqual(task?.settings, { renderingSpeed: 'TURBO', structuredPrompt: PROMPT });
    assert.ok(!('positivePrompt' in task));
    const unknown = await runOf({ positivePrompt: 'A boat' });
    assert.equal(taskAgain(unknown.record, null)?.positivePrompt, 'A boat');
    assert.equal(taskAgain(unknown.record, null)?.settings, undefined);
  });

  it('is saved beside the first run, with the same document', async () => {
    const run = await createRun(await temporaryFolder(), {
      ...newRun(),
      documentText: `// mine\n${JSON.stringify(PROMPT)}`,
    });
    const task = taskAgain(run.record, null);
    assert.ok(task);
    const { folder, init } = await jobAgain(run, task, 'runware');
    assert.equal(folder, path.dirname(run.directory));
    assert.deepEqual([init.kind, init.documentText], ['prompt', `// mine\n${JSON.stringify(PROMPT)}`]);
    await rm(path.join(run.directory, run.record.promptFile));
    const { init: later } = await jobAgain(run, task, 'runware');
    assert.deepEqual([later.kind, later.documentText], ['prompt', `${JSON.stringify(PROMPT, null, 2)}\n`]);
  });
});
