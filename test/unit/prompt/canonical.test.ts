import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { canonicalEdits, canonicalText } from '../../../src/prompt/canonical';
import { normalColor } from '../../../src/prompt/color';
import { applyEdits } from '../../../src/prompt/edit';
import { parseDocument } from '../../../src/prompt/parse';
import { commentTexts, jsonValues, writtenJson } from './written';

function canonical(text: string): string {
  const { root, syntaxProblems } = parseDocument(text);
  assert.ok(root);
  assert.deepEqual(syntaxProblems, [], text);
  return applyEdits(text, canonicalEdits(text, root));
}

/** A text of an element as a whole prompt, and back. */
const withElement = (element: string): string =>
  `{"compositional_deconstruction": {"elements": [${element}]}}`;

function checkElements(cases: readonly (readonly [before: string, after: string])[]): void {
  for (const [before, after] of cases) assert.equal(canonical(withElement(before)), withElement(after));
}

const lineBreaks = (text: string): Set<string> => new Set(text.match(/\r\n?|\n/g));

/** The value with its colors in their normal form; the order of keys does not count in comparisons. */
const withNormalColors = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? (normalColor(part) ?? part) : part,
  );

/** All that canonical form promises, of any text. */
function check(text: string): void {
  const result = canonical(text);
  assert.deepEqual(
    withNormalColors(parseDocument(result).value),
    withNormalColors(parseDocument(text).value),
  );
  assert.deepEqual(commentTexts(result), commentTexts(text));
  for (const lineBreak of lineBreaks(result)) assert.ok(lineBreaks(text).has(lineBreak));
  assert.equal(canonical(result), result);
}

const KEYS = [
  ...['$schema', 'high_level_description', 'style_description', 'compositional_deconstruction'],
  ...['aesthetics', 'lighting', 'photo', 'medium', 'art_style', 'color_palette', 'background', 'elements'],
  ...['type', 'bbox', 'text', 'desc', 'id'],
];

/** Values of the trained shape's outline, with anything in any place. */
function prompts(): fc.Arbitrary<unknown> {
  const any = jsonValues(KEYS);
  const some = (...names: readonly string[]): fc.Arbitrary<unknown> =>
    fc.dictionary(fc.constantFrom(...names), any, { noNullPrototype: true, maxKeys: 5 });
  const merged = (parts: fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> =>
    fc.tuple(...parts).map((values) => Object.assign({}, ...(values as object[])) as unknown);
  const palette = fc.array(fc.constantFrom('#abc', '#1b3a57', '#1B3A57', 'red', 3, null), { maxLength: 3 });
  const element = merged([
    some(...KEYS),
    fc.record(
      {
        bbox: fc.array(fc.integer(), { maxLength: 5 }),
        color_palette: palette,
        type: fc.constantFrom('obj', 'text'),
      },
      {
        requiredKeys: [],
      },
    ),
  ]);
  const style = merged([some(...KEYS), fc.record({ color_palette: palette }, { requiredKeys: [] })]);
  const elements = fc.array(fc.oneof(element, any), { maxLength: 3 });
  const composition = merged([some('background', 'id'), fc.record({ elements }, { requiredKeys: [] })]);
  return fc.oneof(
    any,
    merged([
      some('high_level_description', '$schema', 'canvas'),
      fc.record(
        { compositional_deconstruction: composition, style_description: style },
        { requiredKeys: [], noNullPrototype: true },
      ),
    ]),
  );
}

const texts = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.image-task.json'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));

describe('canonical form', () => {
  it('puts the keys in order at every level', () => {
    assert.equal(
      canonical(
        `{
  "compositional_deconstruction": { "elements": [], "background": "sky" }, // composition
  // style
  "style_description": { "medium": "photograph", "photo": "35mm", "id": 1, "aesthetics": "calm" },
  "high_level_description": "A beach"
}
`,
      ),
      `{
  "high_level_description": "A beach",
  // style
  "style_description": { "aesthetics": "calm", "photo": "35mm", "medium": "photograph", "id": 1 },
  "compositional_deconstruction": { "background": "sky", "elements": [] } // composition
}
`,
    );
    checkElements([
      [
        '{"desc": "", "text": "Hi", "bbox": [1, 2, 3, 4], "type": "text"}',
        '{"type": "text", "bbox": [1, 2, 3, 4], "text": "Hi", "desc": ""}',
      ],
    ]);
  });

  it('keeps the order of what is not in the trained shape', () => {
    const text = '{"settings": {"type": 1, "bbox": {"desc": 2, "type": 1}, "a": 0}}';
    assert.equal(canonical(text), text);
  });

  it('writes colors as #RRGGBB', () => {
    checkElements([
      [
        '{"color_palette": ["#abc", "1b3a57", "red", "\\u0023ABCDEF", 7]}',
        '{"color_palette": ["#AABBCC", "#1B3A57", "red", "#ABCDEF", 7]}',
      ],
    ]);
    assert.equal(
      canonical('{"style_description": {"color_palette": ["#abc"]}, "palette": ["#abc"]}'),
      '{"style_description": {"color_palette": ["#AABBCC"]}, "palette": ["#abc"]}',
    );
  });

  it('writes boxes and palettes on one line', () => {
    checkElements([
      ['{"bbox": [\n  100,\n  200,300 ,\n  400\n]}', '{"bbox": [100, 200, 300, 400]}'],
      ['{"bbox": [ 1, 2, 3, 4, ]}', '{"bbox": [1, 2, 3, 4,]}'],
      ['{"color_palette": [\r\n]}', '{"color_palette": []}'],
      ['{"color_palette": ["#aabbcc","#DDEEFF"]}', '{"color_palette": ["#AABBCC", "#DDEEFF"]}'],
    ]);
  });

  it('leaves the lines of arrays with comments or more than scalars', () => {
    checkElements([
      ['{"bbox": [1,\n 2, // top\n 3, 4]}', '{"bbox": [1,\n 2, // top\n 3, 4]}'],
      ['{"color_palette": ["#abc",/* b */"#def"]}', '{"color_palette": ["#AABBCC",/* b */"#DDEEFF"]}'],
      ['{"bbox": [[1,2],\n [3,4]]}', '{"bbox": [[1,2],\n [3,4]]}'],
    ]);
  });

  it('writes characters literally, in keys too', () => {
    checkElements([
      [
        '{"\\u0074ype": "text", "text": "CAF\\u00c9\\nBAR", "\\u00e9": ["\\u00e9"]}',
        '{"type": "text", "text": "CAFÉ\\nBAR", "é": ["é"]}',
      ],
    ]);
  });

  it('changes nested values in what it moves', () => {
    checkElements([
      [
        '{"color_palette": ["#abc"], "desc": "\\u00e9", "bbox": [1,2,3,4], "type": "obj"}',
        '{"type": "obj", "bbox": [1, 2, 3, 4], "desc": "é", "color_palette": ["#AABBCC"]}',
      ],
    ]);
  });

  it('changes nothing that is right', () => {
    for (const text of texts('examples')) assert.equal(canonical(text), text);
  });

  it('keeps all else of any JSON', () => {
    fc.assert(fc.property(writtenJson(prompts()), check), { numRuns: 500 });
  });

  it('keeps all else of prompts found in public', () => {
    for (const text of [...texts('test/fixtures/corpus'), ...texts('examples')]) {
      check(text);
      check(text.replaceAll(/\r?\n/g, '\r\n'));
      const value: unknown = JSON.parse(text);
      check(JSON.stringify(value));
      check(JSON.stringify(value, null, '\t'));
      fc.assert(fc.property(writtenJson(fc.constant(value)), check), { numRuns: 3 });
    }
  });

  it('goes as deep as the parser', () => {
    const depth = 49;
    const nested = '{"a": ['.repeat(depth) + '"\\u00e9"' + ']}'.repeat(depth);
    const text = `{"elements": ${nested}, "\\u0061": ${nested}}`;
    assert.equal(canonical(text), text.replaceAll('\\u00e9', 'é').replace('\\u0061', 'a'));
  });
});

describe('canonicalText', () => {
  it('writes a prompt as it comes from elsewhere, with everything in it, as a document in canonical form', () => {
    const value = {
      compositional_deconstruction: {
        elements: [
          { bbox: [1, 2, 3, 4], type: 'obj', desc: 'A b\u00f6at', color_palette: ['#abc', '#E43F5A'] },
        ],
        background: 'Sea',
      },
      high_level_description: 'A boat.',
      extra: [1],
    };
    const text = canonicalText(value);
    assert.deepEqual(withNormalColors(JSON.parse(text)), withNormalColors(value));
    assert.equal(canonical(text), text);
    assert.match(text, /^\{\n {2}"high_level_description": "A boat\.",\n/);
    assert.match(text, /"bbox": \[1, 2, 3, 4\],/);
    assert.match(text, /\["#AABBCC", "#E43F5A"\]/);
  });
});
