import assert from 'node:assert/strict';
import { surfaceElement } from '../../../../src/lint/rules/surface-element';
import { problemsOf, withElements, wordsIn } from '../run-rule';

describe('surface-element', () => {
  it('underlines the name of a surface, of the sky or of the weather', () => {
    assert.deepEqual(wordsIn(surfaceElement, 'Polished dark concrete floor that mirrors the car.'), [
      'Polished dark concrete floor',
    ]);
    assert.deepEqual(wordsIn(surfaceElement, 'A glowing sky over the sea'), ['A glowing sky']);
    assert.deepEqual(wordsIn(surfaceElement, 'Soft haze'), ['Soft haze']);
    assert.deepEqual(wordsIn(surfaceElement, 'A white wall, bare'), ['A white wall']);
  });

  it('is silent about things that are on, of or near one', () => {
    const fine = [
      'A floor lamp with a linen shade',
      'A wall clock on the wall',
      'A man painting a wall',
      'A cat against the sky',
      'A wall of water',
      'A low stone wall along the path',
      'A wooden table',
      'Ceiling light strips',
    ];
    for (const desc of fine) assert.deepEqual(wordsIn(surfaceElement, desc), [], desc);
  });

  it('is silent about a small box and about lettering', () => {
    const element = (type: string, bbox: string) =>
      withElements(`{ "type": "${type}", "bbox": ${bbox}, "desc": "A brick wall" }`);
    assert.equal(problemsOf(surfaceElement, element('obj', '[0, 0, 1000, 300]')).length, 1);
    assert.deepEqual(problemsOf(surfaceElement, element('obj', '[100, 100, 300, 300]')), []);
    assert.deepEqual(problemsOf(surfaceElement, element('text', '[0, 0, 1000, 300]')), []);
  });

  it('offers to move it to the background, escapes and all', () => {
    const text = withElements(
      '{ "type": "obj", "desc": "a cup" }',
      String.raw`{ "type": "obj", "desc": "A \"blue\" sky" }`,
    );
    const [fix] = problemsOf(surfaceElement, text)[0]?.fixes ?? [];
    assert.equal(fix?.certain, false);
    const { compositional_deconstruction: composition } = JSON.parse(fix.result) as Record<string, unknown>;
    assert.deepEqual(composition, {
      background: 'a room. A "blue" sky',
      elements: [{ type: 'obj', desc: 'a cup' }],
    });
  });
});
