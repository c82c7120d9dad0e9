import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatPath } from '../../../src/prompt/path';
import { checkDocument } from '../../../src/task/check';

const EXAMPLES = path.resolve(import.meta.dirname, '../../../examples');

const SOUND = { compositional_deconstruction: { background: 'White', elements: [] } };

function brief(kind: 'prompt' | 'task', value: unknown): string[] {
  return checkDocument(kind, value).map(
    ({ rule, severity, path: place, target }) => `${severity} ${rule} ${target} ${formatPath(place)}`,
  );
}

describe('checkDocument', () => {
  for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'))) {
    it(`finds nothing wrong with ${name}`, () => {
      const kind = name.endsWith('.image-task.json') ? 'task' : 'prompt';
      assert.deepEqual(brief(kind, JSON.parse(readFileSync(path.join(EXAMPLES, name), 'utf8'))), []);
    });
  }

  it('blocks a prompt without its composition, once', () => {
    assert.deepEqual(brief('prompt', { high_level_description: 'x' }), ['error composition-required key ']);
    assert.deepEqual(brief('prompt', { compositional_deconstruction: 5 }), [
      'error composition-required value compositional_deconstruction',
    ]);
    assert.deepEqual(brief('prompt', []), ['error composition-required value ']);
  });

  it('warns of what lies outside the trained shape, all of it, at its key or value', () => {
    const elements = [{ type: 'object', bbox: [1, 2, 3], desc: 'x', id: 1 }];
    const value = { compositional_deconstruction: { background: 'x', elements }, aspect_ratio: '1:1' };
    assert.deepEqual(brief('prompt', value).sort(), [
      'warning unknown-key key aspect_ratio',
      'warning unknown-key key compositional_deconstruction.elements[0].id',
      'warning value-invalid value compositional_deconstruction.elements[0].bbox',
      'warning value-invalid value compositional_deconstruction.elements[0].type',
    ]);
  });

  it('names the rule of each thing the service refuses in a task', () => {
    const task = { settings: { structuredPrompt: SOUND } };
    assert.deepEqual(brief('task', {}), ['error prompt-exactly-one key ']);
    assert.deepEqual(brief('task', { ...task, positivePrompt: 'A boat' }), [
      'error prompt-exactly-one key positivePrompt',
    ]);
    assert.deepEqual(brief('task', { ...task, width: 2048 }), ['error size-pair key width']);
    assert.deepEqual(brief('task', { ...task, width: 2048, height: 1000 }), [
      'error size-unsupported value height',
    ]);
    assert.deepEqual(brief('task', { ...task, numberResults: 21 }), [
      'error task-invalid value numberResults',
    ]);
    assert.deepEqual(brief('task', { settings: { structuredPrompt: {} } }), [
      'error composition-required key settings.structuredPrompt',
    ]);
  });

  it('tells the tasks of an array apart', () => {
    const bad = { settings: { structuredPrompt: { ...SOUND, canvas: {} } }, ttl: 5 };
    assert.deepEqual(brief('task', [{ positivePrompt: 'A boat' }, bad]), [
      'error task-invalid value [1].ttl',
      'warning unknown-key key [1].settings.structuredPrompt.canvas',
    ]);
  });

  it('says what to do', () => {
    const [problem] = checkDocument('task', { positivePrompt: 'A boat', width: 2048, height: 1000 });
    assert.equal(problem?.message, 'Width 2048 goes with height 2048 (1:1).');
  });
});
