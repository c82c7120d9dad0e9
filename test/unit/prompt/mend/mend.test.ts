import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, smallestEdits } from '../../../../src/prompt/edit';
import { mendedText, readForeign } from '../../../../src/prompt/mend/mend';
import { parseDocument } from '../../../../src/prompt/parse';
import { KEYS, realValues } from '../../lint/mutations';
import { jsonValues, writtenJson } from '../written';
import { looseTexts } from './loose';

/** What a text says once it is mended; undefined where that is not certain. */
function mended(text: string): unknown {
  const after = mendedText(text);
  if (after === undefined) return undefined;
  const { value, syntaxProblems } = parseDocument(after);
  assert.deepEqual(syntaxProblems, []);
  return JSON.parse(JSON.stringify(value));
}

function kinds(text: string): string[] {
  return (readForeign(text)?.causes ?? []).map(({ kind, offset, count }) => `${kind} at ${offset}, ${count}`);
}

const VALUE = { a: 'b', c: [1, true, null] };
const JSON_TEXT = '{"a": "b", "c": [1, true, null]}';

const objects = fc
  .oneof(
    jsonValues(KEYS).filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    fc.constantFrom(...realValues()),
  )
  .filter((value) => !Array.isArray(value) && Object.keys(value as object).length > 0);

describe('mending a text from a chat or a program', () => {
  it('takes the JSON out of what is around it', () => {
    for (const [text, ...causes] of [
      [`\`\`\`json\n${JSON_TEXT}\n\`\`\``, 'fence at 0, 1'],
      [`\`\`\` ${JSON_TEXT}\`\`\``, 'fence at 0, 2'],
      [`\`\`\`json\n${JSON_TEXT}`, 'fence at 0, 1'],
      [`Here is [one]:\n~~~\n${JSON_TEXT}\n~~~\nTry {it}!`, 'words at 0, 2', 'fence at 15, 1'],
      [`Prompt: ${JSON_TEXT}`, 'words at 0, 1'],
      [`x = ${JSON_TEXT};`, 'words at 0, 2'],
      [`<think>{"a": 2}?</think>\n${JSON_TEXT}\n`, 'reasoning at 0, 1'],
      [`maybe {"a": 2}\n</think>\n${JSON_TEXT}\n`, 'reasoning at 15, 1'],
    ] as const) {
      assert.deepEqual(mended(text), VALUE, text);
      assert.deepEqual(kinds(text), causes, text);
    }
  });

  it('reads what Python, JavaScript, tables and word processors write', () => {
    for (const [text, ...causes] of [
      [
        `{'a': 'b', "c": (1, True, None)}`,
        'single-quotes at 1, 2',
        'tuples at 16, 1',
        'python-words at 20, 2',
      ],
      ['{\u201Ca\u201D: \u201Cb\u201D, \u2018c\u2019: [1, true, null]}', 'curly-quotes at 1, 3'],
      ['{a: `b`, c: [+1, true, null]}', 'bare-keys at 1, 2', 'backticks at 4, 1', 'numbers at 13, 1'],
      ['{""a"": ""b"", ""c"": [1, true, null]}', 'doubled-quotes at 2, 6'],
      ['"{""a"": ""b"", ""c"": [1, true, null]}"', 'doubled-quotes at 3, 6'],
      ['{\\n  \\"a\\": \\"b\\", \\"c\\": [1, true, null]}', 'escaped-quotes at 1, 7'],
      ['{\u00A0"a":\u200B "b", "c": [1, true, null]}', 'spaces at 1, 2'],
      ['{"a"\uFF1A"b"\uFF0C"c": [1, true, null]}', 'wide-signs at 4, 2'],
      ['{"\\x61": "b", # of a\n "c": [1, true, null],}', 'escapes at 2, 1', 'hash-comments at 14, 1'],
    ] as const) {
      assert.deepEqual(mended(text), VALUE, text);
      assert.deepEqual(kinds(text), causes, text);
    }
  });

  it('keeps the content of quotes, escapes and line breaks', () => {
    assert.deepEqual(mended(`{'a': 'it\\'s "so" \\xe9 \\U0001F600 \\u00e9\\n'}`), {
      a: 'it\'s "so" \u00e9 \u{1F600} \u00e9\n',
    });
    assert.deepEqual(mended('{"a": "it\\\'s\t"}'), { a: "it's\t" });
    assert.deepEqual(mended('{a: `one\ntwo`}'), { a: 'one\ntwo' });
    assert.deepEqual(mended('{""a"": ""say \\""hi\\"" now""}'), { a: 'say "hi" now' });
    assert.deepEqual(mended("{'a': '\u00A0#1, // x'}"), { a: '\u00A0#1, // x' });
  });

  it('keeps layout and comments: only what is wrong changes', () => {
    const text = "{ // one\n\t'a' : 1 , /* 'two' */\n}\n";
    assert.equal(mendedText(text), '{ // one\n\t"a" : 1 , /* \'two\' */\n}\n');
    const edits = readForeign(text)?.edits ?? [];
    assert.equal(smallestEdits(text, edits).length, 2);
  });

  it('does not change what can be read in two ways', () => {
    for (const text of [
      ...[
        "{'a': 'a stool's leg'}",
        "{'a': 'x' 'y'}",
        '{"a": "b\n", c: 1}',
        '{\u201Ca\u201D: \u201Csay \u201Chi\u201D now\u201D}',
      ],
      ...['{"a": 1}\n{"b": 2}', '{"a": 1 "b": {"c": 2}}', '"a": 1, "b": {"c": 2}', '[{"a": 1} {"b": 2}]'],
      ...[
        '```\n{"a": 1}\n```\n```\n{"b": 1}\n```',
        'Take {a} and {"b": 1}',
        "{'a': undefined}",
        '{a: 1, ...b}',
      ],
      ...[
        '{"a": [ #112233,\n #445566\n ]}',
        '{a: 0x10}',
        '{None: 1}',
        "{'a': (1)}",
        '{"a": \'b\'',
        'hello',
        '{a: `${b}`}',
      ],
    ]) {
      assert.equal(mendedText(text), undefined, text);
    }
  });

  it('reports where it had to give up, and why the text is not JSON', () => {
    const found = readForeign("{'a': 'a stool's leg'}");
    assert.deepEqual(found?.failure, { offset: 15, code: 'CommaExpected' });
    assert.deepEqual(kinds("{'a': 'a stool's leg'}"), ['single-quotes at 1, 2']);
    assert.equal(readForeign('{ "a": tru }'), undefined);
  });

  it('gives back the very values, however they are written', () => {
    fc.assert(
      fc.property(looseTexts(objects), ({ value, text }) => {
        const isJson = parseDocument(text).syntaxProblems.length === 0;
        if (isJson) assert.equal(mendedText(text), undefined);
        else assert.deepEqual(mended(text), JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 150 },
    );
  });

  it('never touches JSON with comments', () => {
    const check = (text: string) => assert.equal(mendedText(text), undefined);
    fc.assert(fc.property(writtenJson(jsonValues(KEYS)), check), { numRuns: 60 });
  });

  it('never makes anything of torn JSON', () => {
    const torn = fc
      .tuple(objects, fc.nat(), fc.constantFrom('', '', ' ', '"', ',', '}', '{', "'", 'x', '\n'))
      .map(([value, at, put]) => {
        const text = JSON.stringify(value, undefined, 1);
        const offset = at % text.length;
        return text.slice(0, offset) + put + text.slice(offset + 1);
      })
      // An escape that other languages have is one cause by itself.
      .filter((text) => !/\\(?:'|x[\da-fA-F]{2})/.test(text));
    const check = (text: string) => assert.equal(mendedText(text), undefined, text);
    fc.assert(fc.property(torn, check), { numRuns: 150 });
  });

  it('is not slow at hostile texts', () => {
    const many = 100_000;
    for (const part of [
      '```a\n',
      '{',
      '[',
      "'",
      '"',
      '\\"',
      ' ',
      '<think>',
      '</think>',
      '`',
      '{"a":',
      "['",
      '//',
      '/*',
      '#',
    ]) {
      const text = part.repeat(many / part.length);
      const start = performance.now();
      mendedText(text);
      mendedText(`{a: 1}${text}`);
      mendedText(`Words ${text} {a: 1}`);
      assert.ok(performance.now() - start < 2000, JSON.stringify(part));
    }
  });

  it('changes nothing twice', () => {
    fc.assert(
      fc.property(looseTexts(objects), ({ text }) => {
        const { edits } = readForeign(text) ?? {};
        if (edits && parseDocument(text).syntaxProblems.length > 0) {
          assert.equal(mendedText(applyEdits(text, edits)), undefined);
        }
      }),
      { numRuns: 40 },
    );
  });
});
