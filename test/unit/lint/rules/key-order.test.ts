import assert from 'node:assert/strict';
import { keyOrder } from '../../../../src/lint/rules/key-order';
import { applyFix, fixNamed, places, runRule, runRuleOn, titles } from '../run-rule';

describe('key-order', () => {
  it('reports each object once, at the first key that is out of place', () => {
    const found = runRuleOn(keyOrder, {
      style_description: { medium: 'photograph', aesthetics: '', lighting: '', photo: '' },
      high_level_description: '',
      compositional_deconstruction: {
        elements: [
          { type: 'text', text: 'A', bbox: [0, 0, 1, 1], desc: '' },
          { desc: '', color_palette: [], type: 'obj' },
        ],
        background: '',
      },
    });
    assert.deepEqual(places(found), [
      'style_description: "style_description"',
      'style_description.medium: "medium"',
      'compositional_deconstruction.elements: "elements"',
      'compositional_deconstruction.elements[0].text: "text"',
      'compositional_deconstruction.elements[1].desc: "desc"',
    ]);
    assert.match(found[1]?.message ?? '', /a style is aesthetics, lighting, photo, medium, color_palette\.$/);
    assert.match(found[3]?.message ?? '', /a text element is type, bbox, text, desc, color_palette\.$/);
    assert.match(found[4]?.message ?? '', /an obj element is type, bbox, desc, color_palette\.$/);
  });

  it('puts the medium after the photo and before the art style', () => {
    const style = (...keys: string[]) => ({
      style_description: Object.fromEntries(keys.map((key) => [key, ''])),
      compositional_deconstruction: {},
    });
    const right = [
      style('aesthetics', 'lighting', 'photo', 'medium', 'color_palette'),
      style('aesthetics', 'lighting', 'medium', 'art_style', 'color_palette'),
    ];
    for (const value of right) assert.deepEqual(runRuleOn(keyOrder, value), []);
    const wrong = [style('medium', 'photo'), style('art_style', 'medium')];
    for (const value of wrong) assert.equal(runRuleOn(keyOrder, value).length, 1);
  });

  it('does not mind missing, unknown and repeated keys', () => {
    const fine =
      '{ "canvas": 1, "style_description": { "lighting": "", "mood": "", "art_style": "" }, "x": 1, "compositional_deconstruction": { "elements": [{ "type": "obj", "type": "obj", "id": 1, "desc": "" }] }, "$schema": "" }';
    assert.deepEqual(runRule(keyOrder, 'a.structured-prompt.json', fine), []);
    const repeated =
      '{ "compositional_deconstruction": { "elements": [], "background": "", "elements": [] } }';
    assert.equal(runRule(keyOrder, 'a.structured-prompt.json', repeated).length, 1);
  });

  it('reorders with certainty, and then has nothing more to say', () => {
    const text =
      '{\n  "compositional_deconstruction": {\n    "elements": [], // them\n    "background": "x"\n  }\n}\n';
    const [finding] = runRule(keyOrder, 'a.structured-prompt.json', text);
    assert.ok(finding);
    assert.deepEqual(titles(finding), ['Put these keys in order!']);
    const fixed = applyFix(text, fixNamed(finding, 'Put these keys in order'));
    assert.match(fixed, /"background": "x",\s+"elements": \[\] \/\/ them/);
    assert.deepEqual(runRule(keyOrder, 'a.structured-prompt.json', fixed), []);
  });
});
