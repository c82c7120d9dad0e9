import assert from 'node:assert/strict';
import { wrongType } from '../../../../src/lint/rules/wrong-type';
import { applyFix, fixNamed, type Found, places, runRule, runRuleOn, titles } from '../run-rule';

const NAME = 'a.structured-prompt.json';

function inElement(members: string): string {
  return `{ "compositional_deconstruction": { "background": "", "elements": [{ ${members} }] } }`;
}

function only(text: string): Found {
  const [first, second] = runRule(wrongType, NAME, text);
  assert.ok(first && !second);
  return first;
}

describe('wrong-type', () => {
  it('points at every value that is of another type', () => {
    const found = runRuleOn(wrongType, {
      $schema: 1,
      high_level_description: 2,
      style_description: {
        aesthetics: [],
        lighting: {},
        photo: true,
        medium: 3,
        color_palette: { a: 'x' },
      },
      compositional_deconstruction: { background: null, elements: ['a boat', 4, { type: 'obj', desc: 5 }] },
    });
    assert.deepEqual(
      found.map(({ path }) => path.at(-1)),
      [
        '$schema',
        'high_level_description',
        'aesthetics',
        'lighting',
        'photo',
        'medium',
        'color_palette',
        'background',
        0,
        1,
        'desc',
      ],
    );
    assert.equal(
      found[1]?.message,
      '"high_level_description" must be a text in quotes, not a number: put it in quotes.',
    );
  });

  it('leaves boxes, colors, types, and what the service refuses, to other rules', () => {
    const values = [null, 'a prompt', [], { compositional_deconstruction: 'x' }];
    for (const value of values) assert.deepEqual(runRuleOn(wrongType, value), []);
    const text = inElement('"type": 1, "bbox": null, "color_palette": [1], "desc": ""');
    assert.deepEqual(runRule(wrongType, NAME, text), []);
    assert.deepEqual(runRule(wrongType, NAME, inElement('"type": "obj", "text": 1')), []);
  });

  it('judges only the last of a repeated name', () => {
    const found = runRule(wrongType, NAME, inElement('"type": "obj", "desc": 1, "desc": "x"'));
    assert.deepEqual(found, []);
  });

  it('puts numbers, true and false in quotes as they are written', () => {
    for (const written of ['2024', '1.50', 'true']) {
      const text = inElement(`"type": "text", "text": ${written}, "desc": ""`);
      const finding = only(text);
      assert.deepEqual(titles(finding), ['Put it in quotes!']);
      const fixed = applyFix(text, fixNamed(finding, 'Put it in quotes'));
      assert.equal(fixed, text.replace(written, `"${written}"`));
    }
  });

  it('joins a list of texts: lines for what is rendered, a list of words for the rest', () => {
    const lines = inElement('"type": "text", "text": ["GRAND", "OPENING"], "desc": ""');
    const joined = applyFix(lines, fixNamed(only(lines), 'Join the list into one text'));
    assert.equal(joined, lines.replace('["GRAND", "OPENING"]', '"GRAND\\nOPENING"'));
    const words = inElement('"type": "obj", "desc": ["red", "small"]');
    assert.match(applyFix(words, fixNamed(only(words), 'Join the list into one text')), /"red, small"/);
  });

  it('removes null where a key may be left out, and asks for a value where it may not', () => {
    const optional = inElement('"type": "obj", "text": null, "desc": "x"');
    const finding = only(optional);
    assert.deepEqual(titles(finding), ['Remove "text"!']);
    assert.equal(
      applyFix(optional, fixNamed(finding, 'Remove "text"')),
      inElement('"type": "obj", "desc": "x"'),
    );
    assert.deepEqual(titles(only(inElement('"type": "text", "text": null, "desc": "x"'))), ['Write ""']);
    // Removing the last of two would bring the first one back.
    const twice = inElement('"type": "obj", "color_palette": ["#FFFFFF"], "color_palette": null, "desc": ""');
    assert.deepEqual(titles(only(twice)), ['Remove "color_palette"']);
  });

  it('takes a kind that is null for left out beside the other one', () => {
    const style = (photo: string, art: string) =>
      `{ "style_description": { "photo": ${photo}, "art_style": ${art} }, "compositional_deconstruction": {} }`;
    assert.deepEqual(titles(only(style('null', '"x"'))), ['Remove "photo"!']);
    assert.deepEqual(runRule(wrongType, NAME, style('null', 'null')).map(titles), [
      ['Write ""'],
      ['Write ""'],
    ]);
  });

  it('makes a style of words, the likelier one first', () => {
    const text = '{ "style_description": "gritty film photo", "compositional_deconstruction": {} }';
    const finding = only(text);
    assert.deepEqual(titles(finding), [
      'Make it the style of a photograph',
      'Make it the style of an illustration or a design',
    ]);
    assert.match(
      applyFix(text, fixNamed(finding, 'Make it the style of a photograph')),
      /\{ "aesthetics": "gritty film photo", "lighting": "", "photo": "", "medium": "photograph" \}/,
    );
    assert.match(titles(only(text.replace('film photo', 'vector art')))[0] ?? '', /illustration/);
  });

  it('puts the colors of one string in a list', () => {
    const palette = (json: string) => inElement(`"type": "obj", "desc": "", "color_palette": ${json}`);
    for (const [json, list] of [
      ['"#AABBCC"', '["#AABBCC"]'],
      ['"#AABBCC, #fff"', '["#AABBCC", "#fff"]'],
      ['"warm brown"', '["warm brown"]'],
    ] as const) {
      const finding = only(palette(json));
      assert.deepEqual(titles(finding), ['Put it in a list!']);
      assert.equal(applyFix(palette(json), fixNamed(finding, 'Put it in a list')), palette(list));
    }
    const named = palette('{ "sky": "#AABBCC" }');
    assert.equal(applyFix(named, fixNamed(only(named), 'Make its colors a list')), palette('["#AABBCC"]'));
  });

  it('makes an element of words and a list of one element', () => {
    const words = '{ "compositional_deconstruction": { "background": "", "elements": ["a \\"boat\\""] } }';
    assert.match(
      applyFix(words, fixNamed(only(words), 'Make it an obj element')),
      /\[\{ "type": "obj", "desc": "a \\"boat\\"" \}\]/,
    );
    const lone = '{ "compositional_deconstruction": { "background": "", "elements": { "type": "obj" } } }';
    assert.match(
      applyFix(lone, fixNamed(only(lone), 'Put it in a list')),
      /"elements": \[\{ "type": "obj" \}\]/,
    );
    const nothing = '{ "compositional_deconstruction": { "background": "", "elements": [null] } }';
    assert.deepEqual(titles(only(nothing)), ['Remove it!']);
    assert.deepEqual(places([only(nothing)]), ['compositional_deconstruction.elements[0]: null']);
  });

  it('does not take a comment for certain along with a null', () => {
    const palette = inElement('"type": "obj", "desc": "x",\n"color_palette": null // the brand colors\n');
    assert.deepEqual(titles(only(palette)), ['Remove "color_palette"']);
    const item =
      '{ "compositional_deconstruction": { "background": "", "elements": [\nnull // the boat\n] } }';
    assert.deepEqual(titles(only(item)), ['Remove it']);
  });
});
