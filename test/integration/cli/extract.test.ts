import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { embedOrigin } from '../../../src/metadata/embed';
import type { Origin } from '../../../src/metadata/origin';
import { imageTask, PROMPT } from '../../support/tasks';
import { Workplace } from './command';

const TEXT = `\ufeff// Mine\r\n${JSON.stringify(PROMPT, null, 1)}`;

const ORIGIN: Origin = {
  model: 'ideogram:4@0',
  prompt: PROMPT,
  promptText: TEXT,
  task: imageTask({ numberResults: 2 }),
  seed: 5,
  createdAt: '2026-03-01T09:30:00.000Z',
};

const SENTENCE: Origin = {
  model: 'ideogram:4@0',
  prompt: null,
  task: imageTask({ settings: {}, positivePrompt: 'A boat' }),
  seed: 5,
  createdAt: '2026-03-01T09:30:00.000Z',
};

describe('structured-prompt extract', () => {
  let place: Workplace;
  before(async () => {
    place = await Workplace.open();
    const image = sharp({ create: { width: 9, height: 7, channels: 3, background: 'teal' } });
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const bytes = await image.clone().toFormat(format).toBuffer();
      // By its bytes, not by its name.
      await place.write(`saved.${format}.bin`, await embedOrigin(bytes, ORIGIN));
      await place.write(`sentence.${format}`, await embedOrigin(bytes, SENTENCE));
      await place.write(`plain.${format}`, bytes);
    }
    await place.write('words.png', 'words');
  });
  after(() => place.close());

  for (const format of ['png', 'jpeg', 'webp']) {
    it(`prints the prompt of a ${format} to the character, or its task`, async () => {
      const prompt = await place.run(['extract', `saved.${format}.bin`]);
      assert.deepEqual(prompt, { code: 0, stdout: TEXT, stderr: '' });
      const { code, stdout } = await place.run(['extract', '--task', `saved.${format}.bin`]);
      assert.deepEqual([code, JSON.parse(stdout)], [0, ORIGIN.task]);
    });

    it(`says so where a ${format} carries none`, async () => {
      const { code, stdout, stderr } = await place.run(['extract', `plain.${format}`]);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^plain\.\w+: carries no prompt/);
    });

    it(`says so where a ${format} carries a sentence alone, whose task it prints`, async () => {
      const sentence = await place.run(['extract', `sentence.${format}`]);
      assert.deepEqual([sentence.code, sentence.stdout], [1, '']);
      assert.match(sentence.stderr, /made from a sentence.+--task/);
      const task = await place.run(['extract', `sentence.${format}`, '--task']);
      assert.deepEqual([task.code, JSON.parse(task.stdout)], [0, SENTENCE.task]);
    });
  }

  it('writes to a file, and replaces one only with --force', async () => {
    const out = place.path('out.structured-prompt.json');
    const args = ['extract', 'saved.png.bin', '-o', 'out.structured-prompt.json'];
    assert.deepEqual(await place.run(args), { code: 0, stdout: '', stderr: '' });
    assert.equal(await readFile(out, 'utf8'), TEXT);
    await place.write('out.structured-prompt.json', 'Mine');
    const { code, stdout, stderr } = await place.run(args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^out\.structured-prompt\.json: is there already. --force replaces it/);
    assert.equal(await readFile(out, 'utf8'), 'Mine');
    assert.equal((await place.run([...args, '--force'])).code, 0);
    assert.equal(await readFile(out, 'utf8'), TEXT);
  });

  for (const [what, args, words] of [
    ['what is no image', ['words.png'], /words\.png: is no PNG, JPEG or WEBP image/],
    ['a file that is not there', ['missing.png'], /missing\.png: cannot be read/],
    ['a folder', ['.'], /cannot be read/],
    ['something without an end', ['/dev/zero'], /too large for an image/],
    ['a place that cannot be written to', ['saved.png.bin', '-o', 'no/out.json'], /cannot be written/],
    ['no file', [], /exactly one file/],
    ['two files', ['saved.png.bin', 'plain.png'], /exactly one file/],
  ] as const) {
    it(`ends with 2 given ${what}`, async () => {
      const { code, stdout, stderr } = await place.run(['extract', ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }
});
