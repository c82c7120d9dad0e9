import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument, type TextSpan } from '../../../src/prompt/parse';
import type { JsonPath } from '../../../src/prompt/path';

function valueText(text: string, path: JsonPath): string {
  return cut(parseDocument(text).text, parseDocument(text).spanOf(path));
}

function keyText(text: string, path: JsonPath): string {
  return cut(parseDocument(text).text, parseDocument(text).keySpanOf(path));
}

function cut(text: string, { offset, length }: TextSpan): string {
  return text.slice(offset, offset + length);
}

describe('parseDocument', () => {
  it('reads what JSON.parse reads, however it is laid out', () => {
    const layout = fc.constantFrom(undefined, 1, 4, '\t');
    fc.assert(
      fc.property(fc.json(), layout, fc.boolean(), (json, space, crlf) => {
        const pretty = JSON.stringify(JSON.parse(json), undefined, space);
        const text = crlf ? pretty.replaceAll('\n', '\r\n') : pretty;
        const { value, syntaxProblems } = parseDocument(text);
        assert.deepEqual(syntaxProblems, []);
        assert.equal(JSON.stringify(value), JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('accepts comments and trailing commas', () => {
    const text = '// made by hand\r\n{ /* one */ "a": [1, 2,], // two\r\n  "b": "/* no comment */",\r\n}\r\n';
    const { value, syntaxProblems } = parseDocument(text);
    assert.deepEqual(syntaxProblems, []);
    assert.equal(JSON.stringify(value), '{"a":[1,2],"b":"/* no comment */"}');
  });

  it('counts offsets without the byte order mark', () => {
    const parsed = parseDocument('\uFEFF{"a": 1}');
    assert.equal(parsed.text, '{"a": 1}');
    assert.equal(JSON.stringify(parsed.value), '{"a":1}');
    assert.deepEqual([parsed.spanOf([]).offset, parsed.spanOf(['a']).offset], [0, 6]);
  });

  for (const text of ['', ' \r\n\t', '\uFEFF']) {
    it(`says that ${JSON.stringify(text)} is empty`, () => {
      const parsed = parseDocument(text);
      assert.equal(parsed.value, undefined);
      assert.deepEqual(parsed.syntaxProblems, [{ offset: 0, length: 0, message: 'the document is empty' }]);
      assert.equal(parsed.spanOf(['a']).length, 0);
    });
  }

  for (const [text, offset, length, words] of [
    ['{"a" 1}', 5, 1, /colon/],
    ['{"a": 1 "b": 2}', 8, 3, /comma/],
    ['[1 2]', 3, 1, /comma/],
    ['{"a": yes}', 6, 3, /no JSON value/],
    ["{'a': 1}", 1, 3, /double quotes/],
    ['{"a": }', 6, 1, /value is expected/],
    ['{"a": 1', 6, 1, /brace } is missing/],
    ['[1, 2', 4, 1, /bracket ] is missing/],
    ['{} {}', 3, 1, /end here/],
    ['{"a": "b}', 6, 3, /no closing quote/],
    ['{"a": 1e}', 6, 2, /not complete/],
    ['["\\q"]', 1, 4, /escape is not known/],
    ['["\\u00g0"]', 1, 8, /four hexadecimal/],
    ['["a\u0001"]', 1, 4, /control character/],
    ['{} /* open', 3, 7, /comment has no end/],
  ] as const) {
    it(`locates what is wrong with ${text}`, () => {
      const [first] = parseDocument(text).syntaxProblems;
      assert.ok(first);
      assert.match(first.message, words);
      assert.deepEqual([first.offset, first.length], [offset, length]);
    });
  }

  it('reports every syntax error, and reads on behind each', () => {
    const { value, syntaxProblems } = parseDocument('{"a" 1, "b": yes, "c": 3 "d": 4}');
    assert.deepEqual(
      syntaxProblems.map(({ offset }) => offset),
      [5, 13, 16, 25],
    );
    assert.deepEqual({ ...(value as object) }, { c: 3, d: 4 });
  });

  it('never throws, and every problem lies in the text', () => {
    const scraps = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '1',
      '"a"',
      '//',
      '/*',
      '\n',
      '\\',
      'x',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(scraps).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (source) => {
        const parsed = parseDocument(source);
        if (parsed.value === undefined) assert.notEqual(parsed.syntaxProblems.length, 0);
        for (const { offset, length } of parsed.syntaxProblems) {
          assert.ok(offset >= 0 && offset + length <= parsed.text.length, JSON.stringify(source));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a hundred levels, and reports where there is one too many', () => {
    const nested = (levels: number) =>
      `{"a b": /* [[ */ "[[\\"[["\n, "c": ${'['.repeat(levels)}${']'.repeat(levels)}}`;
    assert.deepEqual(parseDocument(nested(99)).syntaxProblems, []);
    for (const levels of [100, 3000, 20_000, 1_000_000]) {
      const { root, syntaxProblems } = parseDocument(nested(levels));
      assert.equal(root, undefined);
      assert.deepEqual(syntaxProblems, [
        {
          offset: nested(0).length - 1 + 99,
          length: 1,
          message: 'this is nested too deeply: more than 100 objects and arrays stand within each other',
        },
      ]);
    }
  });

  it('never goes deeper than that into a text, however its brackets are mixed up', () => {
    for (const part of [
      '[}',
      '{]',
      '{"a":',
      '[{"a":',
      '["',
      '[//\n',
      '[/*',
      '[/**/',
      ']}[{"',
      '{"a":[}',
      '[\\"',
    ]) {
      const { root } = parseDocument(part.repeat(30_000));
      let level = root ? [root] : [];
      let depth = 0;
      for (; level.length > 0; depth++) level = level.flatMap(({ children = [] }) => children);
      // A member of an object is a level of nodes, too.
      assert.ok(depth <= 2 * 100 + 2, `${part}: ${depth}`);
    }
  });
});

describe('the spans of a document', () => {
  const text = '{\r\n  // first\r\n  "a b": {"x/y": [10, {"z": "\u{1F600}"},],},\r\n  "n": null\r\n}';

  it('are those of the value, key and item at a path', () => {
    assert.equal(valueText(text, ['n']), 'null');
    assert.equal(keyText(text, ['n']), '"n"');
    assert.equal(keyText(text, ['a b', 'x/y']), '"x/y"');
    assert.equal(valueText(text, ['a b', 'x/y', 0]), '10');
    assert.equal(keyText(text, ['a b', 'x/y', 0]), '10');
    assert.equal(valueText(text, ['a b', 'x/y', 1, 'z']), '"\u{1F600}"');
    assert.equal(keyText(text, ['a b', 'x/y', 1, 'z']), '"z"');
    assert.equal(valueText(text, []), text);
  });

  it('are those of the nearest ancestor if there is nothing', () => {
    assert.equal(valueText(text, ['a b', 'x/y', 1, 'missing', 3, 'far']), '{"z": "\u{1F600}"}');
    assert.equal(keyText(text, ['a b', 'x/y', 7]), '"x/y"');
    assert.equal(valueText(text, ['a b', 'x/y', 'name']), '[10, {"z": "\u{1F600}"},]');
    assert.equal(valueText(text, ['n', 0]), 'null');
    assert.equal(keyText(text, ['missing']), text);
  });

  it('are those of the last one if a name is there twice, as is the value', () => {
    const twice = '{"a": 1, "a": "two"}';
    assert.equal((parseDocument(twice).value as Record<string, unknown>)['a'], 'two');
    assert.equal(valueText(twice, ['a']), '"two"');
    assert.equal(parseDocument(twice).keySpanOf(['a']).offset, 9);
  });

  it('distinguish names that look like indices from indices', () => {
    assert.equal(valueText('{"0": "name", "__proto__": 1}', ['0']), '"name"');
    assert.equal(valueText('{"0": "name", "__proto__": 1}', ['__proto__']), '1');
    assert.equal(valueText('["item"]', [0]), '"item"');
  });
});
