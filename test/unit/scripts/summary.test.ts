import assert from 'node:assert/strict';
import type { Outcome, Stage } from '../../../scripts/stages/stage';
import { summarize } from '../../../scripts/stages/summary';

const BUILD: Stage = { name: 'build', command: ['true'], kind: 'check', needs: [], programs: [] };
const PANEL: Stage = { ...BUILD, name: 'panel', kind: 'tests', needs: ['build'] };

function outcome({ name }: Stage, passed: number, more: Partial<Outcome> = {}): Outcome {
  return { name, passed, failed: 0, seconds: 1, times: [], failures: [], ...more };
}

describe('the summary of npm test', () => {
  const summary = (...outcomes: readonly Outcome[]) => summarize([BUILD, PANEL], outcomes, 61);

  it('ends with the sums, and is good where something passed and nothing failed', () => {
    const { text, good } = summary(outcome(BUILD, 1), outcome(PANEL, 3));
    assert.match(text, /\n1 min 1 s in all\n\n4 passed, 0 failed$/);
    assert.equal(good, true);
  });

  it('names the tests that failed', () => {
    const { text, good } = summary(outcome(PANEL, 3, { failed: 1, failures: ['a box moves'] }));
    assert.match(text, /^Failed in panel: a box moves$/m);
    assert.equal(good, false);
  });

  it('is not good where no test has the words of --grep, whatever the build says', () => {
    const { text, good } = summary(outcome(BUILD, 1), outcome(PANEL, 0));
    assert.match(text, /^No test has these words in its title\.$/m);
    assert.equal(good, false);
  });

  it('does not count a stage that this machine cannot run as one without tests', () => {
    assert.equal(summary(outcome(BUILD, 1), outcome(PANEL, 0, { notRun: 'it needs Linux' })).good, true);
  });
});
