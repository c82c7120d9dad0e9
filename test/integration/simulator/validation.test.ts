import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/task/types';
import { validateTask } from '../../simulator/validate';
import { imageTask, PROMPT } from '../../support/tasks';
import { only, send, withSimulator } from './client';

const SENTENCE = { settings: undefined, positivePrompt: 'A red fox' };

/** The members that are sent, and the parameter that the error must name; undefined members are not sent. */
const REFUSED: readonly (readonly [what: string, members: JsonObject, parameter: unknown])[] = [
  ['no taskUUID', { taskUUID: undefined }, 'taskUUID'],
  ['a taskUUID that is no v4', { taskUUID: '5f0c1e0a-1b1a-11ee-be56-0242ac120002' }, 'taskUUID'],
  ['no taskType', { taskType: undefined }, 'taskType'],
  ['an unknown taskType', { taskType: 'videoInference' }, 'taskType'],
  ['no model', { model: undefined }, 'model'],
  ['another model', { model: 'runware:100@1' }, 'model'],
  ['a sentence of one character', { ...SENTENCE, positivePrompt: 'x' }, 'positivePrompt'],
  ['a sentence that is too long', { ...SENTENCE, positivePrompt: 'x'.repeat(2049) }, 'positivePrompt'],
  ['both prompts', { positivePrompt: 'A fox' }, ['positivePrompt', 'settings.structuredPrompt']],
  ['no prompt', { settings: {} }, ['positivePrompt', 'settings.structuredPrompt']],
  ['settings that are a list', { ...SENTENCE, settings: [] }, 'settings'],
  ['a prompt that is a string', { settings: { structuredPrompt: '{}' } }, 'settings.structuredPrompt'],
  ['a prompt without composition', { settings: { structuredPrompt: {} } }, 'settings.structuredPrompt'],
  [
    'a composition that is a list',
    { settings: { structuredPrompt: { compositional_deconstruction: [] } } },
    'settings.structuredPrompt',
  ],
  ['an unknown speed', { ...SENTENCE, settings: { renderingSpeed: 'FAST' } }, 'settings.renderingSpeed'],
  [
    'a detection that is a word',
    { ...SENTENCE, settings: { copyrightDetection: 'yes' } },
    'settings.copyrightDetection',
  ],
  ['an unknown setting', { ...SENTENCE, settings: { magic: true } }, 'settings.magic'],
  ['width alone', { width: 2048 }, ['width', 'height']],
  ['an unsupported pair', { width: 1024, height: 1024 }, ['width', 'height']],
  ['supported sides that are no pair', { width: 2048, height: 2880 }, ['width', 'height']],
  ['a width that is a string', { width: '2048', height: 2048 }, 'width'],
  ['an unknown outputType', { outputType: 'url' }, 'outputType'],
  ['an unknown outputFormat', { outputFormat: 'JPEG' }, 'outputFormat'],
  ['a quality of 100', { outputQuality: 100 }, 'outputQuality'],
  ['a quality of 19', { outputQuality: 19 }, 'outputQuality'],
  ['a webhook that is no URI', { webhookURL: 'here' }, 'webhookURL'],
  ['a webhook off the loopback', { webhookURL: 'https://example.com/hook' }, 'webhookURL'],
  ['a webhook that only looks local', { webhookURL: 'http://127.0.0.1.example.com/' }, 'webhookURL'],
  ['an upload to a file', { uploadEndpoint: 'file:///tmp/image' }, 'uploadEndpoint'],
  ['an unknown delivery', { deliveryMethod: 'later' }, 'deliveryMethod'],
  ['safety that is true', { safety: true }, 'safety'],
  ['an unknown safety mode', { safety: { mode: 'full' } }, 'safety.mode'],
  ['an unknown safety member', { safety: { check: true } }, 'safety.check'],
  ['a ttl under a minute', { ttl: 59 }, 'ttl'],
  ['a ttl without URL', { ttl: 60, outputType: 'dataURI' }, ['ttl', 'outputType']],
  ['includeCost as a number', { includeCost: 1 }, 'includeCost'],
  ['no results', { numberResults: 0 }, 'numberResults'],
  ['21 results', { numberResults: 21 }, 'numberResults'],
  ['one and a half results', { numberResults: 1.5 }, 'numberResults'],
  ['null for a default', { numberResults: null }, 'numberResults'],
  ['$schema in the task', { $schema: 'https://example.com/task.json' }, '$schema'],
  ['a member of every object', JSON.parse('{"__proto__": 1}') as JsonObject, '__proto__'],
];

const ACCEPTED: readonly (readonly [what: string, members: JsonObject])[] = [
  ['a sentence of the greatest length', { ...SENTENCE, positivePrompt: '🦊'.repeat(2048) }],
  [
    'a sentence with settings',
    { ...SENTENCE, settings: { renderingSpeed: 'TURBO', copyrightDetection: true } },
  ],
  ['any other content of the prompt', { settings: { structuredPrompt: { ...PROMPT, extra: [1] } } }],
  ['a size', { width: 1248, height: 3328 }],
  ['the outermost numbers', { outputQuality: 20, numberResults: 20, ttl: 60 }],
  ['safety', { safety: { checkContent: true, mode: 'fast' } }],
  ['local addresses', { webhookURL: 'http://localhost:1/a?b=c', uploadEndpoint: 'http://[::1]:2/' }],
];

function sent(members: JsonObject): unknown {
  const task = JSON.parse(JSON.stringify(imageTask())) as JsonObject;
  for (const [name, value] of Object.entries(members)) {
    // An assignment to `__proto__` would not create a member.
    Object.defineProperty(task, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return JSON.parse(JSON.stringify(task));
}

describe('simulator: validation', () => {
  for (const [what, members, parameter] of REFUSED) {
    it(`refuses ${what}`, () => {
      const task = sent(members);
      const error = only(validateTask(task));
      assert.deepEqual(error.parameter, parameter);
      assert.match(error.code, /^(missing|invalid|unsupported|conflict)[A-Z]/);
      assert.ok(error.message.length > 10);
    });
  }

  for (const [what, members] of ACCEPTED) {
    it(`accepts ${what}`, () => assert.deepEqual(validateTask(sent(members)), []));
  }

  it('accepts exactly 21 sizes', () => {
    const sides = [1152, 1248, 1280, 1296, 1440, 1600, 1664, 1728, 1792, 2048, 2240, 2304, 2496, 2560, 2880];
    const all = [...sides, 2944, 3072, 3168, 3328];
    const pairs = all.flatMap((width) => all.map((height) => ({ width, height })));
    const sound = pairs.filter((pair) => validateTask(imageTask(pair)).length === 0);
    assert.equal(sound.length, 21);
  });

  it('reports all problems of a task as errors with status 400, and does nothing', () =>
    withSimulator({}, async (simulator) => {
      const task = imageTask({ model: 'x', width: 5, numberResults: 99, colour: 'red' });
      const reply = await send(simulator, task);
      assert.equal(reply.status, 400);
      assert.deepEqual(
        reply.errors.map((error) => error['parameter']),
        ['model', 'numberResults', 'colour', ['width', 'height']],
      );
      for (const error of reply.errors) {
        assert.equal(error['taskUUID'], task['taskUUID']);
        assert.equal(error['taskType'], 'imageInference');
      }
      assert.equal(simulator.accepted.length, 0);
      assert.equal(simulator.balance, 100);
    }));

  it('validates the other tasks, too', () => {
    const taskUUID = imageTask()['taskUUID'];
    assert.deepEqual(validateTask({ taskType: 'getResponse', taskUUID }), []);
    assert.equal(only(validateTask({ taskType: 'getResponse' })).parameter, 'taskUUID');
    assert.equal(only(validateTask({ taskType: 'getTaskDetails', taskUUID, x: 1 })).parameter, 'x');
    const account = { taskType: 'accountManagement', taskUUID, operation: 'getDetails' };
    assert.deepEqual(validateTask(account), []);
    assert.equal(only(validateTask({ ...account, operation: 'delete' })).parameter, 'operation');
  });
});
