import assert from 'node:assert/strict';
import { missingKey } from '../../../../src/lint/rules/missing-key';
import { applyFix, fixNamed, places, runRule, runRuleOn, titles } from '../run-rule';

const NAME = 'a.structured-prompt.json';

function withElement(element: string): string {
  return `{ "compositional_deconstruction": { "background": "", "elements": [${element}] } }`;
}

describe('missing-key', () => {
  it('reports each missing key at the key of its object, or where the element opens', () => {
    const found = runRuleOn(missingKey, {
      style_description: { photo: 'x' },
      compositional_deconstruction: { elements: [{}, { type: 'text' }, { type: 'obj', bbox: [0, 0, 1, 1] }] },
    });
    assert.deepEqual(
      found.map(({ message }) => message),
      [
        'style_description has no "aesthetics": add it before "photo".',
        'style_description has no "lighting": add it before "photo".',
        'style_description has no "medium": add it after "photo".',
        'compositional_deconstruction has no "background": add it before "elements".',
        'This element has no "type": add "obj" (a thing to see) or "text" (lettering to render).',
        'This element has no "desc": add it.',
        'This text element has no "text": add the characters to render after "type".',
        'This element has no "desc": add it after "type".',
        'This element has no "desc": add it after "bbox".',
      ],
    );
    assert.equal(places(found)[0], 'style_description: "style_description"');
    assert.equal(places(found).at(-1), 'compositional_deconstruction.elements[2]: {');
  });

  it('asks for nothing that is optional, and leaves photo, art_style and the composition to others', () => {
    for (const value of [
      {},
      { compositional_deconstruction: { background: '', elements: [{ type: 'obj', desc: '' }] } },
      { style_description: { aesthetics: '', lighting: '', medium: '' } },
      { compositional_deconstruction: { background: null, elements: [{ type: 'x', desc: 1 }] } },
    ]) {
      assert.deepEqual(runRuleOn(missingKey, value), []);
    }
  });

  it('reports nothing for a key that is there under another name or in another part', () => {
    const renamed = withElement('{ "type": "text", "label": "A", "description": "x" }');
    assert.deepEqual(runRule(missingKey, NAME, renamed), []);
    const moved = { background: '', lighting: '', style_description: { aesthetics: '', medium: '' } };
    const value = { ...moved, compositional_deconstruction: { elements: [] } };
    assert.deepEqual(runRuleOn(missingKey, value), []);
  });

  it('adds a key in order', () => {
    const text = withElement('{ "type": "text", "bbox": [0, 0, 1, 1], "desc": "x" }');
    const [finding] = runRule(missingKey, NAME, text);
    assert.ok(finding);
    assert.deepEqual(titles(finding), ['Add "text"']);
    assert.equal(
      applyFix(text, fixNamed(finding, 'Add "text"')),
      withElement('{ "type": "text", "bbox": [0, 0, 1, 1], "text": "", "desc": "x" }'),
    );
  });

  it('knows the type of an element that has a text', () => {
    const text = withElement('{ "text": "A", "desc": "x" }');
    const [finding] = runRule(missingKey, NAME, text);
    assert.ok(finding);
    assert.deepEqual(titles(finding), ['Add the type "text"!']);
    assert.equal(
      applyFix(text, fixNamed(finding, 'Add the type "text"')),
      withElement('{ "type": "text", "text": "A", "desc": "x" }'),
    );
    // Without a description the text may be one, and these words may say that there is no lettering.
    for (const element of [
      '{ "text": "a red car" }',
      '{ "text": "none", "desc": "x" }',
      '{ "text": "N/A", "desc": "x" }',
    ]) {
      const [type] = runRule(missingKey, NAME, withElement(element));
      assert.equal(type && titles(type)[0], 'Add the type "text"', element);
    }
    const [unsure] = runRule(missingKey, NAME, withElement('{ "text": "", "desc": "x" }'));
    assert.ok(unsure);
    assert.deepEqual(titles(unsure), ['Add the type "obj"', 'Add the type "text"']);
  });

  it('adds all missing keys, each on a line of its own if the others are', () => {
    const text =
      '{\n  "style_description": {\n    "photo": "x"\n  },\n  "compositional_deconstruction": {}\n}';
    const found = runRule(missingKey, NAME, text);
    const [style] = found;
    const composition = found.at(-1);
    assert.ok(style && composition);
    const all = 'Add all missing keys';
    assert.match(
      applyFix(text, fixNamed(style, all)),
      /\{\n {4}"aesthetics": "",\n {4}"lighting": "",\n {4}"photo": "x",\n {4}"medium": "photograph"\n {2}\}/,
    );
    assert.deepEqual(JSON.parse(applyFix(text, fixNamed(composition, all))), {
      style_description: { photo: 'x' },
      compositional_deconstruction: { background: '', elements: [] },
    });
  });
});
