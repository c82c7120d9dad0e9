import assert from 'node:assert/strict';
import { formatPath } from '../../../src/prompt/path';
import { refusalsOf } from '../../../src/task/check';
import { located } from '../prompt/written';

const SOUND = { compositional_deconstruction: { background: 'White', elements: [] } };

function brief(kind: 'prompt' | 'task', value: unknown): string[] {
  return refusalsOf(located(JSON.stringify(value), kind)).map(
    ({ rule, path, target }) => `${rule} ${target} ${formatPath(path)}`,
  );
}

describe('refusalsOf', () => {
  it('refuses a prompt without its composition, once', () => {
    assert.deepEqual(brief('prompt', { high_level_description: 'x' }), ['composition-required key ']);
    assert.deepEqual(brief('prompt', { compositional_deconstruction: 5 }), [
      'composition-required value compositional_deconstruction',
    ]);
    assert.deepEqual(brief('prompt', []), ['composition-required value ']);
  });

  it('leaves the trained shape alone', () => {
    const elements = [{ type: 'object', bbox: [1, 2, 3], id: 1 }, 5];
    assert.deepEqual(
      brief('prompt', { compositional_deconstruction: { elements, floor: 1 }, canvas: 1 }),
      [],
    );
  });

  it('names the rule of each thing the service refuses in a task', () => {
    const task = { settings: { structuredPrompt: SOUND } };
    assert.deepEqual(brief('task', {}), ['prompt-exactly-one key ']);
    assert.deepEqual(brief('task', { ...task, positivePrompt: 'A boat' }), [
      'prompt-exactly-one key positivePrompt',
    ]);
    assert.deepEqual(brief('task', { ...task, width: 2048 }), ['size-pair key width']);
    assert.deepEqual(brief('task', { ...task, width: 2048, height: 1000 }), [
      'size-unsupported value height',
    ]);
    assert.deepEqual(brief('task', { ...task, numberResults: 21 }), ['task-invalid value numberResults']);
    assert.deepEqual(brief('task', { settings: { structuredPrompt: {} } }), [
      'composition-required key settings.structuredPrompt',
    ]);
  });

  it('distinguishes the tasks of an array', () => {
    const bad = { settings: { structuredPrompt: SOUND }, ttl: 5 };
    assert.deepEqual(brief('task', [{ positivePrompt: 'A boat' }, bad]), ['task-invalid value [1].ttl']);
  });

  it('says what to do', () => {
    const text = '{ "positivePrompt": "A boat", "width": 2048, "height": 1000 }';
    assert.equal(
      refusalsOf(located(text, 'task'))[0]?.message,
      'Width 2048 goes with height 2048 (1:1) only.',
    );
  });
});
