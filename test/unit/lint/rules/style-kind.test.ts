import assert from 'node:assert/strict';
import { styleKind } from '../../../../src/lint/rules/style-kind';
import { applyFix, fixNamed, type Found, places, runRule, titles } from '../run-rule';

const NAME = 'a.structured-prompt.json';

function styled(members: string): string {
  return `{ "style_description": { ${members} }, "compositional_deconstruction": {} }`;
}

function found(members: string): Found[] {
  return runRule(styleKind, NAME, styled(members));
}

function only(members: string): Found {
  const [first, second] = found(members);
  assert.ok(first && !second);
  return first;
}

describe('style-kind', () => {
  it('points at the second of both kinds and keeps either, the one of the medium first', () => {
    const members = '"photo": "85mm", "medium": "illustration", "art_style": "flat"';
    const finding = only(members);
    assert.deepEqual(places([finding]), ['style_description.art_style: "art_style"']);
    assert.deepEqual(titles(finding), ['Keep "art_style"', 'Keep "photo"']);
    assert.equal(
      applyFix(styled(members), fixNamed(finding, 'Keep "photo"')),
      styled('"photo": "85mm", "medium": "illustration"'),
    );
    assert.equal(
      applyFix(styled(members), fixNamed(finding, 'Keep "art_style"')),
      styled('"medium": "illustration", "art_style": "flat"'),
    );
    assert.deepEqual(places([only('"art_style": "", "photo": ""')]), ['style_description.photo: "photo"']);
  });

  it('points at the style if there is neither and adds either one in order', () => {
    const members = '"aesthetics": "a", "medium": "digital vector art"';
    const finding = only(members);
    assert.deepEqual(places([finding]), ['style_description: "style_description"']);
    assert.deepEqual(titles(finding), ['Add "art_style"', 'Add "photo"']);
    assert.equal(
      applyFix(styled(members), fixNamed(finding, 'Add "photo"')),
      styled('"aesthetics": "a", "photo": "", "medium": "digital vector art"'),
    );
    assert.equal(titles(only('"medium": "photograph"'))[0], 'Add "photo"');
  });

  it('treats null as missing, without a second report', () => {
    assert.deepEqual(found('"photo": null, "art_style": "x"'), []);
    assert.deepEqual(found('"photo": null'), []);
  });

  it('reports nothing if the key is there under another name or in another part', () => {
    assert.deepEqual(found('"artStyle": "x"'), []);
    const text = '{ "photo": "x", "style_description": {}, "compositional_deconstruction": {} }';
    assert.deepEqual(runRule(styleKind, NAME, text), []);
  });

  it('reports the kind that plainly does not fit the medium, and renames it where it is', () => {
    const members = '"lighting": "", "photo": "wide shot", "medium": "digital anime illustration"';
    const finding = only(members);
    assert.deepEqual(places([finding]), ['style_description.photo: "photo"']);
    assert.deepEqual(titles(finding), ['Rename "photo" to "art_style"', 'Make the medium "photograph"']);
    assert.equal(
      applyFix(styled(members), fixNamed(finding, 'Rename "photo" to "art_style"')),
      styled('"lighting": "", "medium": "digital anime illustration", "art_style": "wide shot"'),
    );
    assert.deepEqual(titles(only('"medium": "Photograph", "art_style": "grainy"')), [
      'Rename "art_style" to "photo"',
    ]);
  });

  it('gives a medium the benefit of the doubt', () => {
    for (const medium of [
      'photograph',
      'digital photograph',
      'high-resolution digital photograph, 8K commercial automotive render quality',
      'mixed media fashion photography and premium editorial graphic design',
      '35mm film still',
      'cinematic scene',
      '...',
    ]) {
      assert.deepEqual(found(`"photo": "x", "medium": "${medium}"`), [], medium);
    }
    for (const medium of ['illustration', 'photorealistic 3d_render', 'photo collage', 'digital art']) {
      assert.deepEqual(found(`"medium": "${medium}", "art_style": "x"`), [], medium);
    }
  });
});
