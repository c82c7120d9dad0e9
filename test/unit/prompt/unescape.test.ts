import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from '../../../src/prompt/parse';
import { literalToken } from '../../../src/prompt/unescape';
import { strings, writtenJson } from './written';

/** What is between the quotes, made literal; the same where nothing changes. */
function literal(inside: string): string {
  const text = `"${inside}"`;
  const { root } = parseDocument(text);
  assert.ok(root);
  return (literalToken(text, root) ?? text).slice(1, -1);
}

function check(cases: readonly (readonly [escaped: string, literal: string])[]): void {
  for (const [escaped, wanted] of cases) assert.equal(literal(escaped), wanted, escaped);
}

const stays = (escaped: readonly string[]): void => {
  check(escaped.map((inside) => [inside, inside] as const));
};

describe('literal characters', () => {
  it('replace escapes', () => {
    check([
      ['caf\\u00e9 \\u6f22\\u5B57', 'café 漢字'],
      ['\\u0041\\u002d', 'A-'],
      ['\\uD83D\\ude00!', '😀!'],
      ['a\\/b', 'a/b'],
      ['\\\\u00e9 \\\\\\u00e9', '\\\\u00e9 \\\\é'],
    ]);
  });

  it('keep the escapes that JSON or the eye needs', () => {
    stays(['\\u0022', '\\u005c', '\\n\\t\\"\\\\', '\\u0000', '\\u001f', '\\u007f', '\\u2028\\u2029']);
    stays([
      '\\u00a0',
      '\\u3000',
      '\\u200b',
      '\\u202e',
      '\\ufeff',
      '\\u00ad',
      '\\u3164',
      '\\u2800',
      '\\u034f',
    ]);
    stays(['\\ud83d', '\\ude00', '\\ud83dx\\ude00', '\\uffff', '\\udbff\\udfff', '\\ue000', '\\u0378']);
  });

  it('keep what is literal already', () => {
    stays(['\u00a0', '\u200b\u200d', 'é\u0301']);
    assert.equal(literal('\u00a0\\u00e9'), '\u00a0é');
  });

  it('combine only with a literal character', () => {
    check([
      ['e\\u0301', 'e\u0301'],
      ['\\u0065\\u0301', 'e\u0301'],
    ]);
    stays(['\\u0301', ' \\u0301', '\\n\\u0301', '\\u00a0\\u0301']);
  });

  it('keep the joiners that emoji and scripts need, and no others', () => {
    check([
      ['\\u2764\\ufe0f', '❤\ufe0f'],
      ['1\\ufe0f\\u20e3', '1\ufe0f\u20e3'],
      ['\\ud83d\\udc69\\u200d\\ud83d\\ude80', '👩\u200d🚀'],
      ['\\u0645\\u06cc\\u200c\\u062e', 'می\u200cخ'],
      ['\\u0915\\u094d\\u200d\\u0937', 'क्\u200dष'],
      ['\\u09b0\\u200d\\u09cd\\u09af', 'র\u200d্য'],
    ]);
    stays(['a\\u200db', '\\u200d', '😀\\u200d', 'a\\ufe0f', 'م\\u200c', 'م\\u200ca']);
  });

  it('never change the value, and are done at once', () => {
    fc.assert(
      fc.property(
        writtenJson(strings).filter((text) => text.includes('\\')),
        (text) => {
          const { root, value, syntaxProblems } = parseDocument(text);
          assert.deepEqual(syntaxProblems, []);
          assert.ok(root);
          const token = literalToken(text, root) ?? text.slice(root.offset, root.offset + root.length);
          assert.equal(JSON.parse(token), value);
          assert.equal(literal(token.slice(1, -1)), token.slice(1, -1));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
