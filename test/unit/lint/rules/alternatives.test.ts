import assert from 'node:assert/strict';
import { alternatives } from '../../../../src/lint/rules/alternatives';
import { problemsOf, withElements, wordsIn } from '../run-rule';

describe('alternatives', () => {
  it('underlines both', () => {
    assert.deepEqual(wordsIn(alternatives, 'A table of oak or walnut with two or three legs.'), [
      'oak or walnut',
      'two or three',
    ]);
    assert.deepEqual(wordsIn(alternatives, 'A gear or a cog and/or lever'), ['gear or a cog']);
  });

  it('finds its position after escapes', () => {
    const text = withElements(String.raw`{ "desc": "a \"big\"\n\u0063af\u00e9 \\ oak or w\u0061lnut" }`);
    const [problem] = problemsOf(alternatives, text);
    assert.equal(problem?.at, String.raw`oak or w\u0061lnut`);
  });

  it('is silent where both are excluded or compared', () => {
    const fine = [
      'A wall without doors or windows.',
      'No text or logo on the cup.',
      'A sphere resembling coral or plasma.',
      'more or less round',
      'a dozen or so apples',
      'ten or more birds',
    ];
    for (const desc of fine) assert.deepEqual(wordsIn(alternatives, desc), [], desc);
  });

  it('is silent about letters that are to be seen', () => {
    assert.deepEqual(wordsIn(alternatives, "A sign that says 'coffee or tea'."), []);
    assert.deepEqual(wordsIn(alternatives, 'A sign that says "coffee or tea".'), []);
    const literal = '{ "type": "text", "text": "now or never", "desc": "The words now or never in red." }';
    assert.deepEqual(problemsOf(alternatives, withElements(literal)), []);
    assert.deepEqual(wordsIn(alternatives, "the dog's oak or the cat's walnut"), ["oak or the cat's"]);
  });

  it('looks through long words once', () => {
    assert.deepEqual(wordsIn(alternatives, `${'木'.repeat(100_000)} or iron`).length, 1);
    assert.deepEqual(wordsIn(alternatives, "-oak or walnut, 'rock' or roll, rock-'n'-roll or jazz"), [
      'oak or walnut',
      "rock' or roll",
      "rock-'n'-roll or jazz",
    ]);
  });
});
