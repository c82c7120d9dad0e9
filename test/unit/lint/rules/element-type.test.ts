import assert from 'node:assert/strict';
import { elementType } from '../../../../src/lint/rules/element-type';
import { applyFix, fixNamed, type Found, places, runRule, titles } from '../run-rule';

const NAME = 'a.structured-prompt.json';

function withElement(members: string, background = 'Sand'): string {
  return `{ "compositional_deconstruction": { "background": "${background}", "elements": [{ ${members} }] } }`;
}

function only(members: string): Found {
  const [first, second] = runRule(elementType, NAME, withElement(members));
  assert.ok(first && !second);
  return first;
}

describe('element-type', () => {
  it('is certain of object and of another case', () => {
    for (const [type, kind] of [
      ['object', 'obj'],
      ['Object', 'obj'],
      ['OBJ', 'obj'],
      ['Text', 'text'],
      [' text ', 'text'],
    ] as const) {
      const members = `"type": "${type}", "desc": "x"`;
      const finding = only(members);
      assert.deepEqual(places([finding]), [`compositional_deconstruction.elements[0].type: "${type}"`]);
      assert.deepEqual(titles(finding), [`Make it "${kind}"!`]);
      assert.match(finding.message, new RegExp(`make it "${kind}"\\.$`));
      assert.equal(
        applyFix(withElement(members), fixNamed(finding, `Make it "${kind}"`)),
        withElement(`"type": "${kind}", "desc": "x"`),
      );
    }
  });

  it('leaves the choice elsewhere, text first where there is something to render', () => {
    const obj = ['Make it "obj"', 'Make it "text"'];
    const text = obj.toReversed();
    for (const type of ['"character"', '"image"', '3', 'null', '""']) {
      assert.deepEqual(titles(only(`"type": ${type}, "desc": "x"`)), obj);
    }
    assert.deepEqual(titles(only('"type": "headline", "desc": "x"')), text);
    assert.deepEqual(titles(only('"type": "object", "text": "SALE", "desc": "x"')), text);
  });

  it('sends surfaces to the background', () => {
    const members = '"type": "background", "desc": "A calm sea"';
    const finding = only(members);
    assert.match(finding.message, /Ground, sky, walls and weather belong in background\.$/);
    assert.equal(
      applyFix(withElement(members), fixNamed(finding, 'Move its desc into the background')),
      '{ "compositional_deconstruction": { "background": "Sand, A calm sea", "elements": [] } }',
    );
  });

  it('reports the text of an obj, whose type or text may be the wrong one', () => {
    const members = '"type": "obj", "text": "SALE", "desc": "x"';
    const finding = only(members);
    assert.deepEqual(places([finding]), ['compositional_deconstruction.elements[0].text: "text"']);
    assert.deepEqual(titles(finding), ['Make it a text element', 'Remove "text"']);
    assert.equal(
      applyFix(withElement(members), fixNamed(finding, 'Make it a text element')),
      withElement('"type": "text", "text": "SALE", "desc": "x"'),
    );
  });

  it('removes the text of an obj with certainty where it is empty', () => {
    const finding = only('"type": "obj", "text": "", "desc": "x"');
    assert.deepEqual(titles(finding), ['Remove "text"!', 'Make it a text element']);
    // Removing the last of two would bring the first one back.
    const twice = only('"type": "obj", "text": "SALE", "text": "", "desc": "x"');
    assert.deepEqual(titles(twice), ['Remove "text"', 'Make it a text element']);
  });

  it('says nothing about right types, a type that is missing, and a text that is null', () => {
    for (const members of [
      '"type": "obj", "desc": "x"',
      '"type": "text", "text": "A", "desc": "x"',
      '"desc": "x"',
      '"type": "obj", "text": null, "desc": "x"',
    ]) {
      assert.deepEqual(runRule(elementType, NAME, withElement(members)), []);
    }
  });

  it('does not take a comment for certain along with an empty text', () => {
    assert.deepEqual(titles(only('"type": "obj", "text": "", /* none */ "desc": "x"')), [
      'Remove "text"!',
      'Make it a text element',
    ]);
    assert.deepEqual(titles(only('"type": "obj",\n"text": "", // none\n"desc": "x"')), [
      'Remove "text"',
      'Make it a text element',
    ]);
  });
});
