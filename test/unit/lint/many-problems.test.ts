import assert from 'node:assert/strict';
import { fixAll } from '../../../src/lint/fix-all';
import { lintDocument } from '../../../src/lint/lint';
import { workOf } from './work';

const PROMPT = 'a.structured-prompt.json';
const TASKS = 'a.image-task.json';

interface Case {
  readonly name: string;
  readonly file: string;
  /** A document with so many problems, or some for each of them. */
  readonly text: (count: number) => string;
}

function repeated(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(',\n');
}

function withElements(elements: string): string {
  return `{ "high_level_description": "A", "compositional_deconstruction": { "background": "b", "elements": [\n${elements}\n] } }`;
}

function elements(name: string, part: (index: number) => string): Case {
  return { name, file: PROMPT, text: (count) => withElements(repeated(count, part)) };
}

function members(name: string, part: (index: number) => string): Case {
  return {
    name,
    file: PROMPT,
    text: (count) => withElements(`{ "type": "obj", "desc": "a", ${repeated(count, part)} }`),
  };
}

function tasks(name: string, part: (index: number) => string): Case {
  return { name, file: TASKS, text: (count) => `[${repeated(count, part)}]` };
}

const STYLE = '"aesthetics": "a", "lighting": "b", "photo": "x", "medium": "oil painting"';
const COMPOSED = '"compositional_deconstruction": { "background": "b", "elements": [] }';

const CASES: readonly Case[] = [
  elements('colors', () => '{ "type": "obj", "desc": "a", "color_palette": ["#aabbcc"] }'),
  elements('elements that are null', () => 'null'),
  elements('equal elements', () => '{ "type": "obj", "desc": "a" }'),
  elements('missing keys', () => '{ "bbox": [10, 10, 100, 900] }'),
  elements('keys out of order', () => '{ "desc": "a", "type": "obj" }'),
  elements('repeated keys', () => '{ "type": "obj", "desc": "a", "desc": "b" }'),
  elements('boxes in fractions', () => '{ "type": "obj", "desc": "a", "bbox": [0.1, 0.2, 0.3, 0.4] }'),
  elements('boxes in pixels', () => '{ "type": "obj", "desc": "a", "bbox": [10, 20, 1300, 1440] }'),
  elements('corners', () => '{ "type": "obj", "desc": "a", "bbox": [900, 990, 100, 200] }'),
  elements('numbers that cannot be sent', () => '{ "type": "obj", "desc": "a", "bbox": [0, 0, 9, 1e999] }'),
  members('unknown keys of one element', (index) => `"unheard${index}": "word"`),
  members('one key again and again', () => '"color_palette": null'),
  tasks('tasks with several mistakes', () => '{ "positivePrompt": "a", "width": 2048, "ttl": 1, "foo": 1 }'),
  tasks('tasks with repeated keys', () => '{ "positivePrompt": "a", "positivePrompt": "b" }'),
  tasks('prompts where tasks are due', () => `{ "prompt": { "high_level_description": "a", ${COMPOSED} } }`),
  tasks(
    'styles of the other kind',
    () => `{ "settings": { "structuredPrompt": { "style_description": { ${STYLE} }, ${COMPOSED} } } }`,
  ),
  {
    name: 'unknown keys of one task',
    file: TASKS,
    text: (count) => `{ "positivePrompt": "a", ${repeated(count, (index) => `"unheard${index}": 1`)} }`,
  },
  elements('commas that are missing', () => '{ "type": "obj" "desc": "a" }'),
];

/** So few that the whole is quick; work that grows with their square is nearly four times as much for twice as many. */
const FEW = 60;

describe('a long document with problems everywhere', () => {
  for (const { name, file, text } of CASES) {
    it(`is linted and mended with work that grows with their number: ${name}`, () => {
      const work = (count: number) => {
        const written = text(count);
        return workOf(() => {
          for (const { fixes } of lintDocument(file, written).problems) fixes();
          fixAll(file, written, {});
        });
      };
      work(1);
      const [once, twice] = [work(FEW), work(2 * FEW)];
      assert.ok(twice.steps < 2.4 * once.steps, `${twice.steps} steps after ${once.steps}`);
      assert.ok(twice.mostArguments < FEW, `${twice.mostArguments} arguments of one call`);
    });
  }

  it('is mended in a moment: fixes that nobody chooses are not worked out', function () {
    this.timeout(5_000);
    const gaps = Array.from({ length: 2000 }, () => '{ "bbox": [10, 10, 100, 90] }');
    const text = `{ "compositional_deconstruction": { "elements": [${gaps.join()}, { "type": "object", "desc": "A" }] } }`;
    assert.deepEqual(fixAll(PROMPT, text, {}).rules, ['element-type']);
  });
});
