import assert from 'node:assert/strict';
import { hedging } from '../../../../src/lint/rules/hedging';
import { problemsOf, wordsIn } from '../run-rule';

describe('hedging', () => {
  it('underlines each word that leaves something open', () => {
    assert.deepEqual(
      wordsIn(hedging, 'Various boats, possibly red, some kind of sail, oak or similar, flags etc.'),
      ['Various', 'possibly', 'some kind of', 'or similar', 'etc'],
    );
    assert.deepEqual(wordsIn(hedging, 'It might be a gull and appears to be asleep.'), [
      'might be',
      'appears to be',
    ]);
  });

  it('reads the summary and the background, too', () => {
    const text =
      '{ "high_level_description": "Maybe a cat.", "compositional_deconstruction": { "background": "various trees" } }';
    assert.deepEqual(
      problemsOf(hedging, text).map(({ at, path }) => [at, path]),
      [
        ['Maybe', 'high_level_description'],
        ['various', 'compositional_deconstruction.background'],
      ],
    );
  });

  it('is silent about similar words', () => {
    for (const desc of ['an unlikely pair', 'appears alert', 'a variety show', 'a one-of-a-kind vase']) {
      assert.deepEqual(wordsIn(hedging, desc), [], desc);
    }
  });
});
