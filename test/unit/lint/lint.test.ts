import assert from 'node:assert/strict';
import { isBlocked, lintDocument, whyUnreadable } from '../../../src/lint/lint';
import { formatPath } from '../../../src/prompt/path';
import { positionMapper } from '../../../src/prompt/position';

/** `rule path line:column underlined text` of each problem; lines and columns from 1. */
function found(fileName: string, text: string): string[] {
  const { parsed, problems } = lintDocument(fileName, text);
  const position = positionMapper(parsed.text);
  return problems.map(({ rule, path, offset, length }) => {
    const { line, column } = position(offset);
    const underlined = parsed.text.slice(offset, offset + length);
    return `${rule} ${formatPath(path)} ${line + 1}:${column + 1} ${underlined}`;
  });
}

const LINES = [
  '// a comment',
  '{',
  '  "canvas": {}, /* another */',
  '  "high_level_description": "x",',
  '  "compositional_deconstruction": {',
  '    "background": "\u{1F600}", "elements": [',
  '      { "type": "object", "bbox": [1, 2, 3, 4], "desc": "x", "id": 7, },',
  '    ],',
  '  },',
  '}',
];

describe('lintDocument', () => {
  for (const [name, ending] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const) {
    it(`puts each problem at its key or value, in the order of the text, with ${name} and comments`, () => {
      assert.deepEqual(found('a.structured-prompt.json', LINES.join(ending)), [
        'unknown-key canvas 3:3 "canvas"',
        'element-type compositional_deconstruction.elements[0].type 7:17 "object"',
        'unknown-key compositional_deconstruction.elements[0].id 7:62 "id"',
      ]);
    });
  }

  it('reports only syntax errors if there is one', () => {
    assert.deepEqual(
      found('a.structured-prompt.json', '{\r\n  "canvas": 1,\r\n  "x": yes\r\n}').slice(0, 1),
      ['json-syntax  3:8 yes'],
    );
    const { problems } = lintDocument('a.structured-prompt.json', '{ "canvas": 1 "x": yes }');
    assert.deepEqual([...new Set(problems.map(({ rule }) => rule))], ['json-syntax']);
    assert.deepEqual(found('a.structured-prompt.json', ''), ['json-syntax  1:1 ']);
  });

  it('explains why a document cannot be read: the origin of the text before the error of the parser', () => {
    const why = (text: string) => whyUnreadable(lintDocument('a.structured-prompt.json', text));
    assert.equal(why('{ "compositional_deconstruction": {} }'), undefined);
    assert.equal(why('{ "a": }')?.message, 'a value is expected here');
    const fenced = why('\n```json\n{ "a": 1 }\n```\n');
    assert.equal(fenced?.message, 'The JSON stands in a code fence, as chats write it: remove the fence');
    assert.equal(fenced.offset, 1);
  });

  it('finds the tasks of an array in their places', () => {
    const text = '[\n  { "positivePrompt": "A boat" },\n  { "positivePrompt": "A barn", "width": 2048 }\n]';
    assert.deepEqual(found('a.image-task.json', text), ['size-pair [1].width 3:33 "width"']);
  });

  it('points at the brace of a task that lacks a key', () => {
    assert.deepEqual(found('a.image-task.json', '{ "ttl": 60 }'), ['prompt-exactly-one  1:1 {']);
  });

  it('distinguishes what blocks a document from what is only unusual', () => {
    const unusual = lintDocument('a.structured-prompt.json', LINES.join('\n'));
    assert.ok(unusual.problems.every(({ severity }) => severity === 'warning'));
    assert.equal(isBlocked(unusual), false);
    assert.equal(isBlocked(lintDocument('a.structured-prompt.json', '{}')), true);
    assert.equal(isBlocked(lintDocument('a.structured-prompt.json', '{')), true);
  });

  it('ignores a document of unknown kind unless its kind is given', () => {
    assert.deepEqual(lintDocument('package.json', '{"name": "x"}').problems, []);
    assert.deepEqual(lintDocument('package.json', '{"name": "x"}').kind, undefined);
    const assumed = lintDocument('package.json', '{"name": "x"}', { assumed: 'prompt' });
    assert.equal(assumed.kind, 'prompt');
    assert.equal(assumed.problems[0]?.rule, 'composition-required');
    const known = '{"taskType": "imageInference"}';
    assert.equal(lintDocument('package.json', known, { assumed: 'prompt' }).kind, 'task');
  });
});
