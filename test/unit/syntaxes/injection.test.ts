import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/root';
import { INJECTION, type Token, type Tokenizer, tokenizer } from './grammars';

const KEY = 'support.type.property-name.json.reserved.structured-prompt';
const LITERAL = 'string.quoted.double.json.literal.structured-prompt';
const BBOX = 'meta.structure.array.json.bbox.structured-prompt';
const COORDINATE = 'constant.numeric.json.coordinate.structured-prompt';
const COLOR = 'string.quoted.double.json.color.structured-prompt';

/** A scope without what the project puts behind the JSON grammar's own. */
function plain(scope: string): string {
  return scope.replace(/\.(reserved|literal|bbox|coordinate|palette|color)\.structured-prompt$/, '');
}

/** Each character's scopes: where tokens are divided has no look. */
function looks(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ text, scopes }) =>
    Array.from(text, (character) => `${character} ${scopes.map(plain).join(' ')}`),
  );
}

describe('the grammar', function () {
  // With room for the installation of VS Code.
  this.timeout(240_000);
  let read: Tokenizer;
  let plainRead: Tokenizer;

  before(async () => {
    read = await tokenizer('source.json', INJECTION);
    plainRead = await tokenizer('source.json');
  });

  /** The texts of a scope, those of touching tokens in one. */
  function having(scope: string, text: string): string[] {
    const found: string[] = [];
    let open = false;
    for (const token of read(text)) {
      const has = token.scopes.includes(scope);
      if (has) found.push((open ? (found.pop() ?? '') : '') + token.text);
      open = has;
    }
    return found;
  }

  describe('tells apart', () => {
    const tells = (what: string, scope: string, text: string, ...expected: string[]) =>
      it(what, () => assert.deepEqual(having(scope, text), expected));

    tells('reserved keys', KEY, '{ "type": "text", "text" : "a", "x": "desc" }', '"type"', '"text"');
    tells('no values', KEY, '["text", "type"]');
    tells('a literal', LITERAL, '{ "text": "VISIT", "desc": "Bold" }', '"VISIT"');
    tells('a literal right at its colon', LITERAL, '{"text":"VISIT","desc":"Bold"}', '"VISIT"');
    tells('a literal after many spaces', LITERAL, '{ "text"  :\t  "VISIT" }', '"VISIT"');
    tells('a literal lines below its key', LITERAL, '{ "text":\n\n  "VISIT"\n, "desc": "B" }', '"VISIT"');
    tells('a literal with escapes', LITERAL, '{ "text": "a\\"b\\\\", "desc": "c" }', '"a\\"b\\\\"');
    tells('a literal behind comments', LITERAL, '{ "text" /* a */ : // b\n /* c */ "d" }', '"d"');
    tells('a last literal', LITERAL, '[{ "text": "a" }, { "desc": "b" }]', '"a"');
    tells('no text of another key', LITERAL, '{ "texts": "a", "type": "text", "desc": "b" }');
    tells('no items of a list', LITERAL, '{ "text": ["a"] }');
    tells('a box', BBOX, '{ "bbox": [1, 2, 3, 4], "x": [5] }', '[1, 2, 3, 4]');
    tells('a box on the next line', COORDINATE, '{ "bbox":\n[\n1.5,\n-2 ] , "x": 7 }', '1.5', '-2');
    tells(
      'colors',
      COLOR,
      '{ "color_palette": ["#AABBCC", "#abc", "red"], "x": "#AABBCC" }',
      ...['"#AABBCC"', '"#abc"'],
    );
    tells('colors on lines of their own', COLOR, '{\n"color_palette"\t:\n[\n"#AABBCC"\n]\n}', '"#AABBCC"');
  });

  it('gives escapes in literals their scope', () => {
    assert.deepEqual(having('constant.character.escape.json', '{ "text": "a\\nb" }'), ['\\n']);
  });

  it('works in JSON with comments', async () => {
    read = await tokenizer('source.json.comments', INJECTION);
    assert.deepEqual(having(LITERAL, '{\n// a\n"text": "b" }'), ['"b"']);
    read = await tokenizer('source.json', INJECTION);
  });

  describe('adds to the scopes of JSON, and takes none', () => {
    const keeps = (what: string, text: string) =>
      it(what, () => assert.deepEqual(looks(read(text)), looks(plainRead(text))));

    keeps('of any JSON', '{ "text": [{ "bbox": null }, "a"], "type": { "desc": 1e5 }, "x": [true] }');
    keeps('of mistakes', '{ "text": 1 2, "bbox": [1 2 "a"], "color_palette": {"a" 1} x }');
    keeps('of comments', '{ /* a */ "text": /** b */ "c" // d\n, "bbox": [ /* e */ 1, // f\n 2] }');
    keeps('of a colon on the next line', '{ "text"\n: "a", "bbox"\n: [1] }');
    const examples = readdirSync(inRoot('examples')).filter((name) => name.endsWith('.json'));
    for (const name of examples) keeps(`of ${name}`, readFileSync(inRoot('examples', name), 'utf8'));
    for (const name of ['package.json', 'schemas/structured-prompt.schema.json']) {
      keeps(`of ${name}`, readFileSync(inRoot(name), 'utf8'));
    }
  });
});
