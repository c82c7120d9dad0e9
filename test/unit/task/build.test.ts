import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from '../../../src/prompt/parse';
import { buildTasks, summarize } from '../../../src/task/build';
import { DEFAULT_OPTIONS, type GenerationOptions, type JsonObject } from '../../../src/task/types';

const OPTIONS: GenerationOptions = { width: 1664, height: 2496, speed: 'QUALITY', count: 3, format: 'WEBP' };

function uuids(): () => string {
  let next = 0;
  return () => `uuid-${++next}`;
}

function built(kind: 'prompt' | 'task', value: unknown, options = DEFAULT_OPTIONS) {
  return buildTasks(kind, value, options, uuids());
}

describe('the task of a prompt file', () => {
  it('has what the controls set, and is delivered asynchronously', () => {
    assert.deepEqual(built('prompt', { compositional_deconstruction: {} }, OPTIONS), [
      {
        taskType: 'imageInference',
        taskUUID: 'uuid-1',
        model: 'ideogram:4@0',
        deliveryMethod: 'async',
        includeCost: true,
        numberResults: 3,
        width: 1664,
        height: 2496,
        outputType: 'URL',
        outputFormat: 'WEBP',
        settings: { renderingSpeed: 'QUALITY', structuredPrompt: { compositional_deconstruction: {} } },
      },
    ]);
  });

  it('carries the prompt as the file has it: the same numbers, names and order', () => {
    const name = fc.oneof(fc.constantFrom('b', 'a', '10', '2', '__proto__', 'constructor', ''), fc.string());
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue({ depthSize: 'medium' })), (prompt) => {
        const text = JSON.stringify(prompt);
        const [task] = built('prompt', parseDocument(text).value);
        assert.equal(JSON.stringify(task?.settings?.structuredPrompt), text);
      }),
    );
  });

  it('carries no $schema, and leaves the document alone', () => {
    const prompt = { $schema: './x.json', high_level_description: 'x' };
    const [task] = built('prompt', prompt);
    assert.deepEqual(task?.settings?.structuredPrompt, { high_level_description: 'x' });
    assert.equal(prompt.$schema, './x.json');
  });

  it('is not built from anything but an object', () => {
    for (const value of [undefined, null, [], 'text', 5]) assert.deepEqual(built('prompt', value), []);
  });
});

describe('the tasks of a task file', () => {
  it('are filled in with what a file may omit', () => {
    const [task] = built('task', { positivePrompt: 'A boat' }, OPTIONS);
    assert.deepEqual(task, {
      positivePrompt: 'A boat',
      taskType: 'imageInference',
      taskUUID: 'uuid-1',
      model: 'ideogram:4@0',
      deliveryMethod: 'async',
      includeCost: true,
    });
  });

  it('keep what the file has', () => {
    const source = { taskUUID: 'mine', includeCost: false, deliveryMethod: 'sync', ttl: 60, width: 2048 };
    const [task] = built('task', source, OPTIONS);
    assert.ok(task);
    assert.deepEqual([task.taskUUID, task.includeCost, task['ttl'], task.width], ['mine', false, 60, 2048]);
    assert.equal(task.deliveryMethod, 'async');
  });

  it('carry no $schema, neither their own nor the prompt’s, and the settings else untouched', () => {
    const structuredPrompt = {
      $schema: 'b',
      z: 1,
      compositional_deconstruction: { background: 'x', a: [0.1] },
    };
    const source: JsonObject = { $schema: 'a', settings: { renderingSpeed: 'TURBO', structuredPrompt } };
    const before = JSON.stringify(source);
    const [task] = built('task', source);
    assert.equal(
      JSON.stringify(task?.settings),
      '{"renderingSpeed":"TURBO","structuredPrompt":{"z":1,"compositional_deconstruction":{"background":"x","a":[0.1]}}}',
    );
    assert.ok(!JSON.stringify(task).includes('$schema'));
    assert.equal(JSON.stringify(source), before);
  });

  it('have a UUID each', () => {
    const tasks = built('task', [{ positivePrompt: 'A boat' }, { positivePrompt: 'A barn' }]);
    assert.deepEqual(
      tasks.map(({ taskUUID, positivePrompt }) => [taskUUID, positivePrompt]),
      [
        ['uuid-1', 'A boat'],
        ['uuid-2', 'A barn'],
      ],
    );
  });
});

describe('summarize', () => {
  it('reads what a task asks for and what it costs', () => {
    const [task] = built('prompt', {}, OPTIONS);
    assert.deepEqual(summarize(task), {
      ...OPTIONS,
      size: { width: 1664, height: 2496, ratio: '2:3' },
      price: 0.3,
    });
  });

  it('uses the defaults of the service for what is missing or makes no sense', () => {
    const { size, ...options } = summarize({});
    assert.deepEqual(options, { ...DEFAULT_OPTIONS, price: 0.06 });
    assert.equal(size.ratio, '1:1');
    const odd = { width: 5, height: null, numberResults: -1, outputFormat: 'GIF', settings: [] };
    for (const value of [odd, null, 'x', []]) assert.deepEqual(summarize(value), summarize({}));
  });
});
