import assert from 'node:assert/strict';
import { findSize, SIZES } from '../../../src/task/sizes';
import { mistakes } from './compiled';
import { problems, type Problem } from './service';

const PROMPT = { compositional_deconstruction: { background: 'a wall', elements: [] } };
const EITHER = 'A task has positivePrompt or settings.structuredPrompt, not both.';
const NEITHER = 'Missing property "positivePrompt or settings.structuredPrompt".';
const BOTH_OR_NEITHER = 'width and height go together: give both or neither.';
const NO_WIDTH =
  'No supported size has this width: 2048 (1:1), 1440 (9:16, 1:2) and 2560 (16:9, 8:5) are some that do.';

function task(more: object): object {
  return { positivePrompt: 'a red barn', ...more };
}

/** Both engines find exactly these problems, in a file with one task and in one with an array of tasks. */
function finds(what: string, value: object, ...expected: [at: string, message: string][]): void {
  it(what, async () => {
    const wanted: Problem[] = expected.map(([at, message]) => ({ message, at }));
    assert.deepEqual(await problems('image-task', JSON.stringify(value)), wanted);
    assert.deepEqual(await problems('image-task', JSON.stringify([value])), wanted);
    assert.equal(mistakes('image-task', value).length, expected.length);
    assert.equal(mistakes('image-task', [value]).length, expected.length);
  });
}

describe('problems in a task', () => {
  describe('nothing', () => {
    finds('in the least task', task({}));
    finds('in a task with a structured prompt', { settings: { structuredPrompt: PROMPT } });
    finds(
      'in a task with every field',
      task({
        taskType: 'imageInference',
        taskUUID: '6f1f4c1e-2b0a-4b57-9d3c-0d6a5f1f7a10',
        model: 'ideogram:4@0',
        width: 1440,
        height: 2560,
        settings: { renderingSpeed: 'TURBO', copyrightDetection: true },
        outputType: 'URL',
        outputFormat: 'WEBP',
        outputQuality: 20,
        webhookURL: 'https://example.org/hook',
        uploadEndpoint: 'https://example.org/put?a=b',
        deliveryMethod: 'async',
        safety: { checkContent: true, mode: 'fast' },
        ttl: 60,
        includeCost: true,
        numberResults: 20,
      }),
    );
  });

  describe('the prompt', () => {
    const settings = { structuredPrompt: PROMPT };
    finds('neither of the two', {}, ['{', NEITHER]);
    finds('settings without a prompt', { settings: {} }, ['{', NEITHER]);
    finds('both of the two', task({ settings }), ['"positivePrompt"', EITHER]);
    finds('too short', { positivePrompt: 'a' }, ['"a"', 'String is shorter than the minimum length of 2.']);
    finds('no composition', { settings: { structuredPrompt: {} } }, [
      '"structuredPrompt"',
      'Missing property "compositional_deconstruction".',
    ]);
  });

  describe('the size', () => {
    finds('an unsupported width', task({ width: 1000, height: 1000 }), ['1000', NO_WIDTH]);
    finds('a height of another width', task({ width: 2048, height: 1024 }), [
      '1024',
      'Width 2048 goes with height 2048 (1:1) only.',
    ]);
    finds('the pair turned by mistake', task({ width: 1440, height: 1600 }), [
      '1600',
      'Width 1440 goes with height 2560 (9:16) or 2880 (1:2) only.',
    ]);
    finds('a string', task({ width: 2048, height: '2048' }), [
      '"2048"',
      'Width 2048 goes with height 2048 (1:1) only.',
    ]);
    finds('width alone', task({ width: 2048 }), ['"width"', BOTH_OR_NEITHER]);
    finds('height alone', task({ height: 2048 }), ['"height"', BOTH_OR_NEITHER]);

    it('takes exactly the 21 supported pairs', () => {
      const edges = [...new Set(SIZES.map((size) => size.width))];
      for (const width of edges) {
        for (const height of edges) {
          const valid = mistakes('image-task', task({ width, height })).length === 0;
          assert.equal(valid, findSize(width, height) !== undefined, `${width}x${height}`);
        }
      }
    });
  });

  describe('the other fields', () => {
    finds('an unknown key', task({ seed: 1 }), [
      '"seed"',
      'A task is an object with the fields of imageInference, and no other key.',
    ]);
    finds('an unknown setting', task({ settings: { style: 'x' } }), [
      '"style"',
      'settings is an object with structuredPrompt, renderingSpeed and copyrightDetection, and no other key.',
    ]);
    finds('another model', task({ model: 'x' }), ['"x"', 'The model of a task is "ideogram:4@0".']);
    finds('a UUID of another version', task({ taskUUID: '6f1f4c1e-2b0a-1b57-9d3c-0d6a5f1f7a10' }), [
      '"6f1f4c1e-2b0a-1b57-9d3c-0d6a5f1f7a10"',
      'A taskUUID is a UUID of version 4, such as 6f1f4c1e-2b0a-4b57-9d3c-0d6a5f1f7a10.',
    ]);
    finds('ttl without a URL', task({ ttl: 60, outputType: 'dataURI' }), [
      '"ttl"',
      'ttl is the life of an image URL: it needs the outputType "URL".',
    ]);
    finds('a short ttl', task({ ttl: 59 }), ['59', 'Value is below the minimum of 60.']);
    finds('full quality', task({ outputQuality: 100 }), ['100', 'Value is above the maximum of 99.']);
    finds('too many images', task({ numberResults: 21 }), ['21', 'Value is above the maximum of 20.']);
    finds('half an image', task({ numberResults: 1.5 }), ['1.5', 'Incorrect type. Expected "integer".']);
    finds('a webhook without http', task({ webhookURL: 'ftp://a' }), [
      '"ftp://a"',
      'webhookURL is an http(s) address.',
    ]);
    finds('a speed in lowercase', task({ settings: { renderingSpeed: 'turbo' } }), [
      '"turbo"',
      'Value is not accepted. Valid values: "TURBO", "DEFAULT", "QUALITY".',
    ]);
    finds('an unknown safety mode', task({ safety: { mode: 'strict' } }), [
      '"strict"',
      'Value is not accepted. Valid values: "none", "fast".',
    ]);
  });

  describe('the file', () => {
    it('is a task or an array of them', async () => {
      const message = 'A task is an object with the fields of imageInference, and no other key.';
      assert.deepEqual(await problems('image-task', '"x"'), [{ message, at: '"x"' }]);
      assert.deepEqual(await problems('image-task', '[3]'), [{ message, at: '3' }]);
      assert.deepEqual(await problems('image-task', '[]'), [
        { message: 'Array has too few items. Expected 1 or more.', at: '[]' },
      ]);
    });

    it('has $schema at its root, not in a task of an array', async () => {
      assert.deepEqual(mistakes('image-task', task({ $schema: 'x' })), []);
      assert.deepEqual(await problems('image-task', JSON.stringify([task({ $schema: 'x' })])), [
        { message: '$schema stands at the root of a file only, not in a task of an array.', at: '"$schema"' },
      ]);
    });
  });
});
