import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lintDocument } from '../../../src/lint/lint';
import { buildTasks } from '../../../src/task/build';
import { DEFAULT_OPTIONS } from '../../../src/task/types';
import { startSimulator, type Simulator } from '../../simulator/server';
import { send } from '../simulator/client';

/** Correct, nearly correct and wrong values for the fields of a task. */
function field(...values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...values);
}

const composition = { background: 'White', elements: [] };

const task = fc.record(
  {
    positivePrompt: field('A boat', 'x', '', 'y'.repeat(2048), 'y'.repeat(2049), 5, null),
    settings: field(
      { structuredPrompt: { compositional_deconstruction: composition } },
      { structuredPrompt: { $schema: 'x', compositional_deconstruction: composition, canvas: 1 } },
      { structuredPrompt: {} },
      { structuredPrompt: [] },
      { renderingSpeed: 'TURBO' },
      { renderingSpeed: 'FAST', structuredPrompt: { compositional_deconstruction: {} } },
      { copyrightDetection: 'yes' },
      { seed: 4 },
      'none',
    ),
    width: field(2048, 1664, 2496, 1000, '2048', 2048.5, null),
    height: field(2048, 2496, 1664, 1000, null),
    numberResults: field(1, 20, 0, 21, 1.5, '2'),
    outputType: field('URL', 'base64Data', 'dataURI', 'url'),
    outputFormat: field('JPG', 'PNG', 'WEBP', 'GIF'),
    outputQuality: field(20, 99, 19, 100),
    ttl: field(60, 59, 3600.5),
    includeCost: field(true, 'true'),
    safety: field({ checkContent: true }, { mode: 'fast' }, { mode: 'slow' }, { level: 1 }, true),
    model: field('ideogram:4@0', 'ideogram:3@1'),
    taskType: field('imageInference', 'imageUpscale'),
    foo: field(1),
  },
  { requiredKeys: [] },
);

describe('the check before sending', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ processing: Infinity, balance: 1e9 });
  });
  after(() => simulator.close());

  it('blocks exactly the tasks that the service refuses', async () => {
    const judge = async (value: Record<string, unknown>) => {
      const linted = lintDocument('a.image-task.json', JSON.stringify(value));
      const problems = linted.problems.filter(({ blocking }) => blocking);
      const uuid = crypto.randomUUID();
      const [built] = buildTasks('task', value, DEFAULT_OPTIONS, () => uuid);
      // Defaults that are added for sending must not hide what the file says.
      const sent = { ...built, ...('model' in value ? { model: value['model'] } : {}) };
      if ('taskType' in value) sent.taskType = value['taskType'] as 'imageInference';
      if ('includeCost' in value) sent.includeCost = value['includeCost'] as boolean;
      const reply = await send(simulator, sent);
      const refused = reply.errors.map((error) => error['message']);
      const own = problems.map((problem) => problem.message);
      assert.equal(own.length > 0, reply.data.length === 0, JSON.stringify({ sent, own, refused }));
    };
    await fc.assert(fc.asyncProperty(task, judge), { numRuns: 400 });
  });
});
