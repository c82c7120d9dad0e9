import assert from 'node:assert/strict';
import { shadows } from '../../../../src/lint/rules/shadows';
import { problemsOf, withElements, wordsIn } from '../run-rule';

describe('shadows', () => {
  it('underlines shadows of an object', () => {
    assert.deepEqual(wordsIn(shadows, 'A cup with a long shadow and shadowed folds.'), [
      'shadow',
      'shadowed',
    ]);
  });

  it('is silent if the word means something else', () => {
    const fine = [
      'A clean card with no shadow.',
      'A card without any soft shadows.',
      'A drop-shadow-free surface with a drop shadow.',
      'A woman with blue eye shadow and eyeshadow.',
      'A shadow puppet of a hare.',
      'Shadow the hedgehog',
    ];
    for (const desc of fine) assert.deepEqual(wordsIn(shadows, desc), [], desc);
  });

  it('leaves lettering its shadow', () => {
    const text = withElements('{ "type": "text", "text": "A", "desc": "white with a dark shadow" }');
    assert.deepEqual(problemsOf(shadows, text), []);
  });
});
