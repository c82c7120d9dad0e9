import assert from 'node:assert/strict';
import { length } from '../../../../src/lint/rules/length';
import { problemsOf, withDesc } from '../run-rule';

function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `well-worn${index.toString()}`).join(' ');
}

describe('length', () => {
  it('allows 60 words in a desc and underlines the others', () => {
    assert.deepEqual(problemsOf(length, withDesc(words(60))), []);
    const [problem] = problemsOf(length, withDesc(`${words(62)}. `));
    assert.equal(problem?.at, 'well-worn60 well-worn61.');
    assert.match(problem.message, /62 words; up to 60/);
  });

  it('allows 50 words in the summary', () => {
    const summary = (count: number) => `{ "high_level_description": "${words(count)}" }`;
    assert.deepEqual(problemsOf(length, summary(50)), []);
    assert.equal(problemsOf(length, summary(51))[0]?.at, 'well-worn50');
  });

  it('does not count dashes', () => {
    assert.deepEqual(problemsOf(length, withDesc(`${words(30)} — ${words(30)}`)), []);
  });

  it('counts words of scripts without spaces', () => {
    assert.deepEqual(problemsOf(length, withDesc('主视觉对象'.repeat(10))), []);
    assert.equal(problemsOf(length, withDesc('木の机の上に赤い花瓶がある。'.repeat(12))).length, 1);
  });

  it('counts a long text in a script without spaces to its end', () => {
    const [problem] = problemsOf(length, withDesc('木の机。'.repeat(10_000)));
    assert.match(problem?.message ?? '', /^These are \d{5} words/);
  });
});
