import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { findSize } from '../../../src/task/sizes';
import { isJsonObject } from '../../../src/task/types';
import { mistakes } from './compiled';
import { problems, type Kind } from './service';

const ROOT = new URL('../../../', import.meta.url);
const CORPUS = 'test/fixtures/corpus/';
const TEMPLATES = 'media/templates/';

const STYLE_ORDERS = {
  photo: ['aesthetics', 'lighting', 'photo', 'medium', 'color_palette'],
  art_style: ['aesthetics', 'lighting', 'medium', 'art_style', 'color_palette'],
};
const ELEMENT_ORDER = ['type', 'bbox', 'text', 'desc', 'color_palette'];
const ROOT_ORDER = ['high_level_description', 'style_description', 'compositional_deconstruction'];

/** What is wrong with a file of the corpus: how often each mistake is made. The files not named here are right. */
const WRONG: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '004.json': { 'required text': 1 },
  '005.json': { 'required background': 1, 'required elements': 1 },
  '046.json': { 'additionalProperties canvasW': 1, 'additionalProperties canvasH': 1 },
  '048.json': { type: 1 },
  '049.json': { pattern: 25 },
  '058.json': { maximum: 3 },
  '123.json': { 'required medium': 1 },
  '127.json': {
    'additionalProperties canvas': 1,
    'additionalProperties layout': 1,
    'required photo or art_style': 1,
    'required text': 1,
  },
  '133.json': { type: 1, pattern: 3 },
  '134.json': { 'additionalProperties aspect_ratio': 1 },
};

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

function list(folder: string, end: string): string[] {
  return readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith(end));
}

function tally(found: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const mistake of found) {
    const what = mistake.slice(mistake.indexOf(' ') + 1);
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

function assertOrder(value: unknown, order: readonly string[]): void {
  assert.ok(isJsonObject(value));
  const keys = Object.keys(value);
  assert.deepEqual(
    keys,
    order.filter((key) => keys.includes(key)),
  );
}

/** The keys of the prompt stand in the order that the model was trained on. */
function assertTrainedOrder(prompt: unknown): void {
  assert.ok(isJsonObject(prompt));
  assertOrder(prompt, ROOT_ORDER);
  const style = prompt['style_description'];
  if (isJsonObject(style)) assertOrder(style, STYLE_ORDERS['photo' in style ? 'photo' : 'art_style']);
  const composition = prompt['compositional_deconstruction'];
  assert.ok(isJsonObject(composition));
  assertOrder(composition, ['background', 'elements']);
  assert.ok(Array.isArray(composition['elements']));
  for (const element of composition['elements']) assertOrder(element, ELEMENT_ORDER);
}

async function assertRight(kind: Kind, path: string): Promise<void> {
  const text = read(path);
  assert.deepEqual(await problems(kind, text), []);
  assert.deepEqual(mistakes(kind, JSON.parse(text)), []);
}

describe('the prompts of the corpus', () => {
  for (const name of list(CORPUS, '.json')) {
    const wrong = WRONG[name] ?? {};
    it(`${name}: ${Object.keys(wrong).join(', ') || 'right'}`, async () => {
      const text = read(CORPUS + name);
      assert.deepEqual(tally(mistakes('structured-prompt', JSON.parse(text))), wrong);
      const total = Object.values(wrong).reduce((sum, count) => sum + count, 0);
      assert.equal((await problems('structured-prompt', text)).length, total);
    });
  }
});

describe('the examples', () => {
  for (const name of list('examples/', '.structured-prompt.json')) {
    it(name, async () => {
      await assertRight('structured-prompt', `examples/${name}`);
      assertTrainedOrder(JSON.parse(read(`examples/${name}`)));
    });
  }
  for (const name of list('examples/', '.image-task.json')) {
    it(name, () => assertRight('image-task', `examples/${name}`));
  }
  it('are all in the list with their size', () => {
    const listed = [...read('examples/README.md').matchAll(/^\| `([^`]+)` \|.*\| (\d+)x(\d+)/gm)];
    const names = listed.map(([, name, width, height]) => {
      assert.ok(findSize(Number(width), Number(height)), name);
      return name;
    });
    assert.deepEqual(names.sort(), list('examples/', '.json').sort());
  });
});

describe('the templates', () => {
  const index = JSON.parse(read(`${TEMPLATES}index.json`)) as {
    file: string;
    label: string;
    description: string;
    width: number;
    height: number;
  }[];

  it('are all in the index', () => {
    const files = index.map((template) => template.file).sort();
    assert.deepEqual(files, list(TEMPLATES, '.structured-prompt.json').sort());
  });

  for (const template of index) {
    it(template.label, async () => {
      assert.ok(findSize(template.width, template.height));
      await assertRight('structured-prompt', TEMPLATES + template.file);
      assertTrainedOrder(JSON.parse(read(TEMPLATES + template.file)));
    });
  }
});
