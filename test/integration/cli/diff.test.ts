import assert from 'node:assert/strict';
import path from 'node:path';
import { createRunFolder, writeNewRun } from '../../../src/run/record/store';
import type { ImageTask, JsonObject } from '../../../src/task/types';
import { imageTask, PROMPT } from '../../support/tasks';
import { type Ended, Workplace } from './command';

const SQUARE = { type: 'obj', bbox: [200, 200, 800, 800], desc: 'Red square', color_palette: ['#FF0000'] };

/** The simulator's prompt with another square. */
function withSquare(members: JsonObject): JsonObject {
  return {
    ...PROMPT,
    compositional_deconstruction: { background: 'Plain white', elements: [{ ...SQUARE, ...members }] },
  };
}

const MOVED = withSquare({ bbox: [220, 240, 820, 840] });
const SAID = '1 Red square: moved 40 right, 20 down\n';

let place: Workplace;
before(async () => {
  place = await Workplace.open();
  await place.write('a.structured-prompt.json', PROMPT);
  await place.write('b.structured-prompt.json', MOVED);
});
after(() => place.close());

const diff = (...names: readonly string[]) => place.run(['diff', ...names]);

function refused({ code, stdout, stderr }: Ended, words: RegExp): void {
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, words);
}

/** Writes a run down; returns its folder's name here. */
async function runOf(prompt: JsonObject, document: JsonObject): Promise<string> {
  const task = imageTask({ settings: { structuredPrompt: prompt } }) as ImageTask;
  const documentText = JSON.stringify(document);
  const init = { backend: 'runware', task, expected: 1, kind: 'task', documentText } as const;
  const { directory } = await writeNewRun(await createRunFolder(place.path('runs'), init), init);
  return path.relative(place.folder, directory);
}

describe('structured-prompt diff', () => {
  it('is silent and ends with 0 if nothing changed', async () => {
    await place.write(
      'same.json',
      `// the same\n${JSON.stringify({ $schema: 'x.json', ...PROMPT }, null, 4)}`,
    );
    assert.deepEqual(await diff('a.structured-prompt.json', 'same.json'), {
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('prints one line for each change, and ends with 1', async () => {
    const name = await place.write('c.json', {
      ...withSquare({ desc: 'Red square, tilted', color_palette: ['#FF0000', '#E43F5A'] }),
      canvas: 1,
    });
    assert.deepEqual(await diff('a.structured-prompt.json', 'b.structured-prompt.json'), {
      code: 1,
      stdout: SAID,
      stderr: '',
    });
    const { code, stdout } = await diff('b.structured-prompt.json', name);
    assert.equal(code, 1);
    assert.deepEqual(stdout.split('\n'), [
      '1 Red square, tilted: moved 40 left, 20 up, description "Red square" → "Red square, tilted", +#E43F5A',
      'canvas: +1',
      '',
    ]);
  });

  it('accepts task files, and says which of several tasks it compares', async () => {
    const task = { settings: { structuredPrompt: MOVED } };
    const one = await place.write('one.image-task.json', task);
    const many = await place.write('many.image-task.json', [{ positivePrompt: 'A boat' }, task, task]);
    assert.deepEqual(await diff('a.structured-prompt.json', one), { code: 1, stdout: SAID, stderr: '' });
    const { code, stdout, stderr } = await diff('a.structured-prompt.json', many);
    assert.deepEqual([code, stdout], [1, SAID]);
    assert.match(
      stderr,
      /^many\.image-task\.json: of its 3 tasks, the first structured prompt is compared\.\n$/,
    );
  });

  it('accepts run folders: what each of them sent, not the first task of its file', async () => {
    const document = { settings: { structuredPrompt: PROMPT } };
    const first = await runOf(PROMPT, document);
    const second = await runOf(MOVED, document);
    assert.deepEqual(await diff(first, second), { code: 1, stdout: SAID, stderr: '' });
    assert.equal((await diff(second, 'b.structured-prompt.json')).code, 0);
  });

  it('ends with 2 if something cannot be read, and prints why', async () => {
    await place.write('torn.json', '{\n  "a": ');
    await place.write('sentence.image-task.json', { taskType: 'imageInference', positivePrompt: 'A boat' });
    const a = 'a.structured-prompt.json';
    refused(await diff(a, 'missing.json'), /^missing\.json: cannot be read/);
    refused(await diff('torn.json', a), /^torn\.json:2:\d+: a value is expected/);
    await place.write('fenced.structured-prompt.json', '```json\n{}\n```\n');
    refused(
      await diff(a, 'fenced.structured-prompt.json'),
      /^fenced\.[^:]+:1:1: The JSON stands in a code fence/,
    );
    refused(
      await diff(a, 'sentence.image-task.json'),
      /^sentence\.image-task\.json: a positivePrompt has no parts/,
    );
    refused(await diff(a, '.'), /^\.: is no run's folder/);
    refused(await diff(a), /exactly two/);
    refused(await diff(a, a, a), /exactly two/);
    refused(await diff(a, a, '--json'), /--json/);
  });

  it('escapes what would control the terminal', async () => {
    const name = await place.write('steering.json', withSquare({ desc: 'Red\u001b[2J\u202esquare' }));
    const { stdout } = await diff('a.structured-prompt.json', name);
    assert.ok(!stdout.includes('\u001b') && !stdout.includes('\u202e'), stdout);
    assert.match(stdout, /description "Red square" → "Red\\u001b\[2J\\u202esquare"/);
  });
});
