import assert from 'node:assert/strict';
import { cameraTerms } from '../../../../src/lint/rules/camera-terms';
import { wordsIn } from '../run-rule';

describe('camera-terms', () => {
  it('underlines what is said of the camera', () => {
    const desc = 'Close-up shot of a bee, 85mm lens, f/1.8, shallow depth of field, creamy bokeh, low angle.';
    assert.deepEqual(wordsIn(cameraTerms, desc), [
      'Close-up shot',
      '85mm lens',
      'f/1.8',
      'shallow depth of field',
      'bokeh',
      'low angle',
    ]);
    assert.deepEqual(wordsIn(cameraTerms, 'a branch slightly out of focus'), ['slightly out of focus']);
  });

  it('is silent about the things themselves', () => {
    const fine = [
      'A cat facing the camera.',
      'A vintage camera with a 50mm lens on a strap.',
      'Sunglasses with round lenses, tilted at an angle.',
      'An espresso shot in a glass.',
      'A steel plate 5mm thick.',
      'A magnifying glass held close.',
    ];
    for (const desc of fine) assert.deepEqual(wordsIn(cameraTerms, desc), [], desc);
  });
});
