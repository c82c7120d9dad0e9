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

  it('puts the numbers of lettering in quotes as they are written', () => {
    for (const written of ['2024', '1.50']) {
      const text = inElement(`"type": "text", "text": ${written}, "desc": ""`);
      const finding = only(text);
      assert.deepEqual(titles(finding), ['Put it in quotes!']);
      const fixed = applyFix(text, fixNamed(finding, 'Put it in quotes'));
      assert.equal(fixed, text.replace(written, `"${written}"`));
    }
  });

  it('leaves the choice if a number may mean something else', () => {
    for (const written of ['0', '1e3', '-5']) {
      assert.deepEqual(titles(only(inElement(`"type": "text", "text": ${written}, "desc": ""`))), [
        'Put it in quotes',
      ]);
    }
    assert.deepEqual(titles(only(inElement('"type": "obj", "desc": 7'))), ['Put it in quotes']);
  });

  it('makes no text of true, which does not say what is there', () => {
    const style = (photo: string) =>
      `{ "style_description": { "photo": ${photo} }, "compositional_deconstruction": {} }`;
    const finding = only(style('true'));
    assert.deepEqual(titles(finding), ['Write ""', 'Remove "photo"']);
    assert.equal(applyFix(style('true'), fixNamed(finding, 'Write ""')), style('""'));
    assert.deepEqual(titles(only('{ "style_description": true, "compositional_deconstruction": {} }')), [
      'Remove "style_description"',
      'Write {}',
    ]);
    const lettered = only(inElement('"type": "text", "text": true, "desc": ""'));
    assert.deepEqual(titles(lettered), ['Write ""', 'Remove "text"', 'Put it in quotes']);
  });

  it('joins a list of texts: lines for what is rendered, a list of words for the rest', () => {
    const lines = inElement('"type": "text", "text": ["GRAND", "OPENING"], "desc": ""');
    const joined = applyFix(lines, fixNamed(only(lines), 'Join the list into one text'));
    assert.equal(joined, lines.replace('["GRAND", "OPENING"]', '"GRAND\\nOPENING"'));
    const words = inElement('"type": "obj", "desc": ["red", "small"]');
    assert.match(applyFix(words, fixNamed(only(words), 'Join the list into one text')), /"red, small"/);
  });

  it('removes null from an optional key, and asks for a value of a required one', () => {
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

  it('treats false as null: removes an optional key, and makes no text of it', () => {
    const optional = inElement('"desc": "x", "text": false, "color_palette": false');
    const found = runRule(wrongType, NAME, optional);
    assert.deepEqual(found.map(titles), [['Remove "text"!'], ['Remove "color_palette"!']]);
    assert.deepEqual(
      titles(only('{ "high_level_description": false, "compositional_deconstruction": {} }')),
      ['Remove "high_level_description"!'],
    );
    for (const members of ['"type": "text", "text": false, "desc": "x"', '"type": "obj", "desc": false']) {
      assert.deepEqual(titles(only(inElement(members))), ['Write ""']);
    }
  });

  it('treats a kind that is null as omitted next to the other one', () => {
    const style = (photo: string, art: string) =>
      `{ "style_description": { "photo": ${photo}, "art_style": ${art} }, "compositional_deconstruction": {} }`;
    assert.deepEqual(titles(only(style('null', '"x"'))), ['Remove "photo"!']);
    assert.deepEqual(titles(only(style('"x"', 'false'))), ['Remove "art_style"!']);
    assert.deepEqual(runRule(wrongType, NAME, style('false', 'null')).map(titles), [
      ['Write ""'],
      ['Write ""'],
    ]);
    assert.deepEqual(runRule(wrongType, NAME, style('null', 'null')).map(titles), [
      ['Write ""'],
      ['Write ""'],
    ]);
  });

  it('turns a text into a style, the likelier one first', () => {
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
    for (const [json, title, list] of [
      ['"#AABBCC"', 'Put it in a list!', '["#AABBCC"]'],
      ['"Red"', 'Put it in a list!', '["Red"]'],
      ['"#AABBCC, #fff"', 'Make a list of these 2 colors!', '["#AABBCC", "#fff"]'],
      ['"#AABBCC #FFF"', 'Make a list of these 2 colors!', '["#AABBCC", "#FFF"]'],
      ['"#AABBCC and rgb(1, 2, 3)"', 'Make a list of these 2 colors!', '["#AABBCC", "rgb(1, 2, 3)"]'],
      ['"navy, cream, and gold"', 'Make a list of these 3 colors!', '["navy", "cream", "gold"]'],
      ['"red; blue"', 'Make a list of these 2 colors!', '["red", "blue"]'],
    ] as const) {
      const finding = only(palette(json));
      assert.equal(titles(finding)[0], title);
      assert.equal(applyFix(palette(json), fixNamed(finding, title.slice(0, -1))), palette(list));
    }
    const words = palette('"black and white"');
    const hex = 'Write ["#000000", "#FFFFFF"]';
    assert.deepEqual(titles(only(words)), ['Make a list of these 2 colors!', hex]);
    assert.equal(applyFix(words, fixNamed(only(words), hex)), palette('["#000000", "#FFFFFF"]'));
  });

  it('leaves the choice if not every word in a list of colors is one', () => {
    const palette = (json: string) => inElement(`"type": "obj", "desc": "", "color_palette": ${json}`);
    for (const [json, title] of [
      ['"warm brown"', 'Put it in a list'],
      ['"navy blue"', 'Put it in a list'],
      ['"navy, taupe and gold"', 'Make a list of these 3 colors'],
      ['"#FF0000 (red)"', 'Put it in a list'],
      [`"${'red, '.repeat(500)}"`, 'Put it in a list'],
    ] as const) {
      assert.deepEqual(titles(only(palette(json))), [title]);
    }
    const named = palette('{ "sky": "#AABBCC" }');
    assert.equal(applyFix(named, fixNamed(only(named), 'Make its colors a list')), palette('["#AABBCC"]'));
  });

  it('turns a text into an element, and an element into a list', () => {
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

  it('is not certain of removing a comment together with a null', () => {
    const palette = inElement('"type": "obj", "desc": "x",\n"color_palette": null // the brand colors\n');
    assert.deepEqual(titles(only(palette)), ['Remove "color_palette"']);
    const item =
      '{ "compositional_deconstruction": { "background": "", "elements": [\nnull // the boat\n] } }';
    assert.deepEqual(titles(only(item)), ['Remove it']);
  });
});
