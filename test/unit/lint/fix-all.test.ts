import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixAll, type FixedDocument } from '../../../src/lint/fix-all';
import type { Severity } from '../../../src/lint/rule';
import { LEVELS } from '../../../src/lint/rule';
import { listedColors, readColor } from '../../../src/lint/shape/color-words';
import { applyEdits } from '../../../src/prompt/edit';
import { parseDocument } from '../../../src/prompt/parse';
import { commentTexts, jsonValues, writtenJson } from '../prompt/written';
import { KEYS, mutated, realValues, replaced } from './mutations';

const NAME = 'a.structured-prompt.json';

/** Every rule reports, those too that are off unless asked for. */
const ALL = { severities: new Map<string, Severity>(LEVELS.map((level) => [level, 'warning'])) };

const prompt = (element: string): string =>
  `{"high_level_description": "A", "compositional_deconstruction": {"background": "b", "elements": [${element}]}}`;

/** Checks what is promised of any text, and gives the result. */
function fixed(text: string, name = NAME): FixedDocument {
  const result = fixAll(name, text, ALL);
  assert.equal(applyEdits(text, result.edits), result.text);
  assert.equal(result.edits.length === 0, result.text === text);
  const again = fixAll(name, result.text, ALL);
  assert.deepEqual(again, { edits: [], text: result.text, rules: [] }, text);
  assert.deepEqual(
    parseDocument(result.text).syntaxProblems.length,
    parseDocument(text).syntaxProblems.length,
  );
  return result;
}

/**
 * What a person says in a value, whatever the names and the notation. `null`, `false` and what is empty say nothing; the
 * numbers of a list are a box, which may be scaled and rounded, and a type is one of two words.
 */
function said(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item !== 'number').flatMap(said);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(said);
  if (value === null || value === false) return [];
  if (typeof value !== 'string') return [value === true ? 'the boolean true' : JSON.stringify(value)];
  if (/^(?:obj|objects?|text)$/i.test(value)) return [];
  return listedColors(value).map((color) => {
    const read = readColor(color);
    return read?.certain ? read.hex : color;
  });
}

/** The same without some of it. */
function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...all];
  for (const one of some) {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}

const DOUBTFUL = fc.constantFrom<unknown>(
  ...[true, false, null, 0, 7, 2024, 1.5, 'none', 'true', '', [], {}, 'navy, cream and gold', 'navy blue'],
  ...['#FF0000 and #00ff00', 'red; blue', 'bad', '#abc', ['#ABCDEF', 'red', 'fade'], ['a', 'b']],
);

describe('mending everything that is certain', () => {
  it('leaves a document alone where there is nothing to mend', () => {
    const text = prompt('{"type": "obj", "bbox": [100, 200, 300, 400], "desc": "a boat"}');
    assert.deepEqual(fixed(text), { edits: [], text, rules: [] });
  });

  it('mends many problems at once, by the smallest edits', () => {
    const text = prompt(
      '{"bbox": [1, 2, 30, 40], "type": "obj", "desc": "caf\\u00e9", "color_palette": ["#abc", "#1b3a57"]}',
    );
    const result = fixed(text);
    assert.equal(
      result.text,
      prompt(
        '{"type": "obj", "bbox": [1, 2, 30, 40], "desc": "café", "color_palette": ["#AABBCC", "#1B3A57"]}',
      ),
    );
    assert.deepEqual(result.rules.toSorted(), [
      'color-format',
      'color-format',
      'escaped-unicode',
      'key-order',
    ]);
    const before = result.edits[0]?.offset ?? 0;
    assert.ok(before >= text.indexOf('"bbox"'));
  });

  it('mends the problems of chosen rules alone', () => {
    const text = prompt('{"bbox": [1, 2, 30, 40], "type": "obj", "desc": "", "color_palette": ["#abcdef"]}');
    const result = fixAll(NAME, text, {}, new Set(['color-format']));
    assert.equal(result.text, text.replace('#abcdef', '#ABCDEF'));
    assert.deepEqual(result.rules, ['color-format']);
    assert.deepEqual(fixAll(NAME, text, {}, new Set()).edits, []);
  });

  it('leaves what is turned off or suppressed', () => {
    const text = prompt(
      '\n// structured-prompt-disable-next-line color-format\n{"type": "obj", "desc": "", "color_palette": ["#abcdef"]}',
    );
    assert.equal(fixAll(NAME, text, {}).text, text);
    const off = { severities: new Map([['color-format', 'off' as const]]) };
    const plain = prompt('{"type": "obj", "desc": "", "color_palette": ["#abcdef"]}');
    assert.equal(fixAll(NAME, plain, off).text, plain);
  });

  it('keeps a byte order mark, and counts it', () => {
    const text = prompt('{"type": "obj", "desc": "", "color_palette": ["#abcdef"]}');
    const result = fixed(`\uFEFF${text}`);
    assert.equal(result.text, `\uFEFF${text.replace('#abcdef', '#ABCDEF')}`);
  });

  it('leaves a text with syntax errors and other JSON alone', () => {
    for (const text of ['', '{', '{"compositional_deconstruction": {"elements": [}', 'no json']) {
      assert.deepEqual(fixAll(NAME, text, {}), { edits: [], text, rules: [] });
    }
    assert.deepEqual(fixAll('package.json', '{"b": 1}', {}).edits, []);
  });

  it('settles at once, whatever the value', () => {
    fc.assert(
      fc.property(writtenJson(jsonValues(KEYS)), fc.constantFrom(NAME, 'a.image-task.json'), (text, name) => {
        fixed(text, name);
      }),
      { numRuns: 300 },
    );
  });

  it('settles at once on real prompts with mistakes', () => {
    const cases = fc.constantFrom(...realValues()).chain(mutated);
    fc.assert(
      fc.property(cases, fc.constantFrom(undefined, 2, '\t'), (value, indentation) => {
        fixed(JSON.stringify(value, null, indentation));
      }),
      { numRuns: 300 },
    );
  });

  it('loses nothing that was said', () => {
    const cases = fc
      .tuple(
        fc.constantFrom(...realValues()),
        fc.array(fc.tuple(fc.nat(), DOUBTFUL), { minLength: 1, maxLength: 8 }),
      )
      .map(([value, changes]) => replaced(value, changes));
    fc.assert(
      fc.property(fc.oneof(cases, fc.constantFrom(...realValues()).chain(mutated)), (value) => {
        const { text } = fixAll(NAME, JSON.stringify(value), ALL);
        assert.deepEqual(without(said(value), said(JSON.parse(text))), []);
      }),
      { numRuns: 300 },
    );
  });

  it('makes no words of booleans and no color of words', () => {
    const style = (members: string) =>
      `{"high_level_description": "A", "style_description": {"aesthetics": "a", "lighting": "b", ${members}}, ` +
      '"compositional_deconstruction": {"background": "b", "elements": []}}';
    for (const text of [
      style('"photo": true, "medium": "photograph"'),
      style('"photo": "x", "medium": "photograph", "color_palette": ["navy, cream and gold"]'),
      style('"photo": "x", "medium": "photograph", "color_palette": "navy blue"'),
      prompt('{"type": "text", "text": true, "desc": "x"}'),
      prompt('{"type": "text", "text": false, "desc": "x"}'),
      prompt('{"type": "obj", "desc": false}'),
    ]) {
      assert.deepEqual(fixed(text).text, text);
    }
    for (const text of ['false', 'null', '""']) {
      const mended = fixed(prompt(`{"type": "obj", "bbox": ${text}, "text": ${text}, "desc": "x"}`)).text;
      assert.equal(mended, prompt('{"type": "obj", "desc": "x"}'));
    }
    assert.equal(
      fixed(style('"medium": "a", "art_style": "x", "photo": false, "color_palette": "navy, cream and gold"'))
        .text,
      style('"medium": "a", "art_style": "x", "color_palette": ["navy", "cream", "gold"]'),
    );
  });

  it('loses no comment', () => {
    const cases = fc.constantFrom(...realValues()).chain((value) => writtenJson(mutated(value)));
    fc.assert(
      fc.property(cases, (text) => {
        assert.deepEqual(commentTexts(fixAll(NAME, text, ALL).text), commentTexts(text));
      }),
      { numRuns: 100 },
    );
  });
});
