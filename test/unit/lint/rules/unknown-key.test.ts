import assert from 'node:assert/strict';
import { unknownKey } from '../../../../src/lint/rules/unknown-key';
import { applyFix, fixNamed, type Found, places, runRule, runRuleOn, titles } from '../run-rule';

const NAME = 'a.structured-prompt.json';

function inElement(members: string): string {
  return `{ "compositional_deconstruction": { "background": "", "elements": [{ ${members} }] } }`;
}

function only(text: string, fileName = NAME): Found {
  const [first, second] = runRule(unknownKey, fileName, text);
  assert.ok(first && !second);
  return first;
}

function fixed(text: string, title: string, fileName = NAME): string {
  return applyFix(text, fixNamed(only(text, fileName), title));
}

describe('unknown-key', () => {
  it('points at every key that its object does not know, and can always remove it', () => {
    const found = runRuleOn(unknownKey, {
      $schema: 'x',
      aspect_ratio: '1:1',
      style_description: { aesthetics: '', vibe: 1 },
      compositional_deconstruction: { background: '', grid: 1, elements: [{ type: 'obj', desc: '', id: 7 }] },
    });
    assert.deepEqual(places(found), [
      'aspect_ratio: "aspect_ratio"',
      'style_description.vibe: "vibe"',
      'compositional_deconstruction.grid: "grid"',
      'compositional_deconstruction.elements[0].id: "id"',
    ]);
    for (const finding of found) assert.match(titles(finding).at(-1) ?? '', /^Remove "\w+"$/);
    assert.match(found[0]?.message ?? '', /belong to the task or to the panel's controls/);
  });

  it('accepts text on every element: another rule compares it with the type', () => {
    assert.deepEqual(runRule(unknownKey, NAME, inElement('"type": "obj", "text": "", "desc": ""')), []);
  });

  it('renames the names of other tools, and nearly right ones', () => {
    for (const [members, key] of [
      ['"type": "obj", "description": "x"', 'desc'],
      ['"type": "obj", "decs": "x"', 'desc'],
      ['"type": "obj", "desc": "", "colors": []', 'color_palette'],
      ['"type": "obj", "desc": "", "colorPalette": ["white"]', 'color_palette'],
      ['"type": "obj", "desc": "", "bounding_box": [0, 0, 1, 1]', 'bbox'],
      ['"type": "text", "desc": "", "label": "A"', 'text'],
    ] as const) {
      const text = inElement(members);
      const [rename, remove] = titles(only(text));
      assert.equal(rename, `Rename it to "${key}"`);
      assert.match(remove ?? '', /^Remove/);
      assert.match(fixed(text, rename), new RegExp(`"${key}": `));
    }
    const root = '{ "style": {}, "compositional_deconstruction": {} }';
    assert.match(fixed(root, 'Rename it to "style_description"'), /^\{ "style_description": \{\}/);
  });

  it('is certain of a part by what it holds, whatever its name', () => {
    const style = '{ "aesthetics": "calm", "lighting": "soft", "medium": "photograph", "photo": "" }';
    for (const name of ['visual_style', 'look_and_feel', 'composition', 'x']) {
      const text = `{ "${name}": ${style}, "compositional_deconstruction": {} }`;
      assert.deepEqual(titles(only(text)), ['Rename it to "style_description"!', `Remove "${name}"`]);
      assert.equal(fixed(text, 'Rename it to "style_description"'), text.replace(name, 'style_description'));
    }
    const things =
      '{ "compositional_deconstruction": { "background": "", "things": [{ "type": "obj", "desc": "x" }] } }';
    assert.equal(titles(only(things))[0], 'Rename it to "elements"!');
    assert.equal(
      titles(only(inElement('"type": "obj", "desc": "", "tones": ["#FFF"]')))[0],
      'Rename it to "color_palette"!',
    );
  });

  it('is not certain of one part among two, or of a part with one key of its own', () => {
    const style = '{ "aesthetics": "calm", "lighting": "soft" }';
    const two = `{ "day": ${style}, "night": ${style}, "compositional_deconstruction": {} }`;
    for (const finding of runRule(unknownKey, NAME, two)) {
      assert.equal(titles(finding)[0], 'Rename it to "style_description"');
    }
    const one = '{ "x": { "medium": "paper" }, "compositional_deconstruction": {} }';
    assert.equal(titles(only(one))[0], 'Rename it to "style_description"');
    const numbers = inElement('"type": "obj", "desc": "", "ids": ["100", "200"]');
    assert.deepEqual(titles(only(numbers)), ['Remove "ids"']);
  });

  it('moves elements and colors into the existing list, from wherever they are', () => {
    const text = (more: string, list: string) =>
      `{ "compositional_deconstruction": { "background": "", "elements": [${list}]${more} } }`;
    const [a, b] = ['{ "type": "obj", "desc": "a" }', '{ "type": "obj", "desc": "b" }'];
    assert.equal(
      fixed(text(`, "foreground": [${b}]`, a), 'Move what it holds into "elements"'),
      text('', `${a}, ${b}`),
    );
    const root = `{ "props": [${b}], "compositional_deconstruction": { "background": "", "elements": [${a}] } }`;
    assert.equal(
      fixed(root, 'Move what it holds into "elements"').replace('{"comp', '{ "comp'),
      text('', `${a}, ${b}`),
    );
  });

  it('moves a part to where its content belongs', () => {
    const text =
      '{ "props": [{ "type": "obj", "desc": "a" }], "compositional_deconstruction": { "background": "x" } }';
    assert.deepEqual(JSON.parse(fixed(text, 'Move it to compositional_deconstruction')), {
      compositional_deconstruction: { background: 'x', elements: [{ type: 'obj', desc: 'a' }] },
    });
  });

  it('recognizes the keys of a task', () => {
    const text = '{ "taskType": "imageInference", "compositional_deconstruction": {} }';
    assert.match(only(text).message, /belong to the task/);
  });

  it('makes a list of a single color with the right name', () => {
    assert.match(
      fixed(inElement('"type": "obj", "desc": "", "color": "#abc"'), 'Rename it to "color_palette"'),
      /"color_palette": \["#abc"\]/,
    );
  });

  it('does not rename if the key already exists or the value does not fit', () => {
    for (const members of [
      '"type": "obj", "desc": "x", "description": 1',
      '"type": "obj", "description": 1',
      '"type": "obj", "desc": "x", "label": 1',
      '"type": "obj", "desc": "x", "test": 1',
    ]) {
      assert.equal(titles(only(inElement(members))).length, 1);
    }
    const already = only(inElement('"type": "obj", "desc": "x", "description": 1'));
    assert.match(already.message, /"desc" is there already: remove this one\.$/);
  });

  it('appends words to the text that they belong to', () => {
    const text = inElement('"type": "obj", "desc": "A red \\"boat\\"", "material": "oak\\nwood"');
    assert.equal(
      fixed(text, 'Append it to "desc"'),
      inElement('"type": "obj", "desc": "A red \\"boat\\", oak\\nwood"'),
    );
    const sentence = inElement('"type": "obj", "desc": "A boat.", "note": "It is old."');
    assert.equal(
      fixed(sentence, 'Append it to "desc"'),
      inElement('"type": "obj", "desc": "A boat. It is old."'),
    );
  });

  it('moves a key from the wrong part to the right one', () => {
    assert.equal(
      fixed(
        '{ "background": "x", "compositional_deconstruction": { "elements": [] } }',
        'Move it to compositional_deconstruction',
      ),
      '{ "compositional_deconstruction": { "background": "x", "elements": [] } }',
    );
    assert.equal(
      fixed(
        '{ "style_description": { "aesthetics": "a" }, "lighting": "x", "compositional_deconstruction": {} }',
        'Move it to style_description',
      ),
      '{ "style_description": { "aesthetics": "a", "lighting": "x" }, "compositional_deconstruction": {} }',
    );
    assert.equal(
      fixed(
        '{ "style_description": { "high_level_description": "x" }, "compositional_deconstruction": {} }',
        'Move it to the root of the prompt',
      ).replace(/\s/g, ''),
      '{"high_level_description":"x","style_description":{},"compositional_deconstruction":{}}',
    );
  });

  it('makes the part that a key belongs to if there is none', () => {
    const text = '{ "lighting": "x", "compositional_deconstruction": {} }';
    assert.deepEqual(JSON.parse(fixed(text, 'Move it to style_description')), {
      style_description: { lighting: 'x' },
      compositional_deconstruction: {},
    });
  });

  it('does not move a key over another one', () => {
    const text = '{ "background": "x", "compositional_deconstruction": { "background": "y" } }';
    const finding = only(text);
    assert.deepEqual(titles(finding), ['Remove "background"']);
    assert.match(finding.message, /belongs in compositional_deconstruction: remove it here/);
    const style = '{ "photo": "x", "style_description": { "art_style": "y" } }';
    assert.deepEqual(titles(only(style, NAME)), ['Remove "photo"']);
  });

  it('moves what belongs to the task into it, in a task file', () => {
    const task = (prompt: string, rest = '') =>
      `{ "taskType": "imageInference",${rest} "settings": { "structuredPrompt": { ${prompt}"compositional_deconstruction": {} } } }`;
    const file = 'a.image-task.json';
    assert.equal(
      fixed(task('"count": 4, '), 'Move it to the task as "numberResults"', file).replace(/\s/g, ''),
      task('').replace(/\s/g, '').slice(0, -1) + ',"numberResults":4}',
    );
    const settings = "Move it to the task's settings";
    assert.match(
      fixed(task('"renderingSpeed": "TURBO", '), settings, file),
      /\{\} \}, "renderingSpeed": "TURBO" \}/,
    );
    assert.deepEqual(titles(only(task('"width": 2048, ', ' "width": 1024,'), file)), ['Remove "width"']);
    assert.deepEqual(titles(only(task('"aspect_ratio": "1:1", '), file)), ['Remove "aspect_ratio"']);
  });

  it('judges only the last of a repeated name', () => {
    assert.equal(
      runRule(unknownKey, NAME, '{ "x": 1, "x": 2, "compositional_deconstruction": {} }').length,
      1,
    );
  });
});
