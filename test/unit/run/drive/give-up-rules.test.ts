import assert from 'node:assert/strict';
import type { TaskSnapshot } from '../../../../src/backend/port';
import { GiveUpRules } from '../../../../src/run/drive/give-up-rules';
import { DEFAULT_PACE } from '../../../../src/run/drive/retry';
import { localError } from '../../../../src/task/errors';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const AT_WORK: TaskSnapshot = { pending: 1, results: [], errors: [], items: [] };
const UNLISTED: TaskSnapshot = { ...AT_WORK, pending: 0 };
const QUIET: TaskSnapshot = { ...UNLISTED, errors: [localError('provider', 'x', 'x')] };

describe('the rules for giving up', () => {
  /** For how many minutes the run goes on, with one reply each second. */
  const minutesWith = (answer: (second: number) => TaskSnapshot | undefined) => {
    const rules = new GiveUpRules(DEFAULT_PACE);
    let seconds = 0;
    while (!rules.shouldGiveUp) {
      const found = answer(seconds++);
      if (found) rules.answered(found, false);
      else rules.failed(false, 0);
      rules.waited(SECOND);
    }
    return Math.floor((seconds * SECOND) / MINUTE);
  };

  it('allow a quarter of an hour while the service is working, lists nothing or does not reply', () => {
    for (const answer of [AT_WORK, UNLISTED, undefined]) {
      assert.equal(
        minutesWith(() => answer),
        15,
      );
    }
  });

  it('allow one minute when failures are reported and nothing is in progress', () => {
    assert.equal(
      minutesWith(() => QUIET),
      1,
    );
    assert.equal(
      minutesWith((second) => (second < 300 ? AT_WORK : QUIET)),
      6,
    );
    // A service that does not reply, or is working again, is not idle.
    assert.equal(
      minutesWith((second) => (second % 60 === 0 ? AT_WORK : QUIET)),
      15,
    );
    assert.equal(
      minutesWith((second) => (second === 0 ? QUIET : undefined)),
      15,
    );
  });

  it('start again with each new result', () => {
    const rules = new GiveUpRules(DEFAULT_PACE);
    for (let minute = 0; minute < 100; minute++) {
      rules.answered(AT_WORK, minute % 10 === 0);
      rules.waited(MINUTE);
      assert.ok(!rules.shouldGiveUp);
    }
  });

  it('count a task as forgotten only when the service denies it for half a minute', () => {
    const secondsUntil = (answerOf: (second: number) => 'denial' | 'answer') => {
      const rules = new GiveUpRules(DEFAULT_PACE);
      let second = 0;
      for (; !rules.isForgotten && second < 600; second++) {
        if (answerOf(second) === 'denial') rules.failed(true, 0);
        else rules.answered(AT_WORK, false);
        rules.waited(SECOND);
      }
      return second;
    };
    assert.equal(
      secondsUntil(() => 'denial'),
      30,
    );
    assert.equal(
      secondsUntil((second) => (second === 20 ? 'answer' : 'denial')),
      51,
    );
    assert.equal(
      secondsUntil((second) => (second % 20 === 0 ? 'answer' : 'denial')),
      600,
    );
  });

  it('do not count the hours that one request took while the machine was asleep', () => {
    const rules = new GiveUpRules(DEFAULT_PACE);
    rules.failed(false, 8 * 60 * MINUTE);
    assert.ok(!rules.shouldGiveUp);
  });
});
