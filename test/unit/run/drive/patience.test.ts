import assert from 'node:assert/strict';
import type { TaskSnapshot } from '../../../../src/backend/port';
import { Patience } from '../../../../src/run/drive/patience';
import { DEFAULT_PACE } from '../../../../src/run/drive/retry';
import { localError } from '../../../../src/task/errors';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const AT_WORK: TaskSnapshot = { pending: 1, results: [], errors: [], items: [] };
const UNLISTED: TaskSnapshot = { ...AT_WORK, pending: 0 };
const QUIET: TaskSnapshot = { ...UNLISTED, errors: [localError('provider', 'x', 'x')] };

describe('the patience with a service', () => {
  /** For how long it lasts, in whole minutes, with one answer each second. */
  const minutesWith = (answer: (second: number) => TaskSnapshot | undefined) => {
    const patience = new Patience(DEFAULT_PACE);
    let seconds = 0;
    while (!patience.isOver) {
      const found = answer(seconds++);
      if (found) patience.answered(found, false);
      else patience.failed(false, 0);
      patience.waited(SECOND);
    }
    return Math.floor((seconds * SECOND) / MINUTE);
  };

  it('lasts a quarter of an hour while it is at work, lists nothing or does not answer', () => {
    for (const answer of [AT_WORK, UNLISTED, undefined]) {
      assert.equal(
        minutesWith(() => answer),
        15,
      );
    }
  });

  it('lasts for a minute where failures are told and nothing is at work', () => {
    assert.equal(
      minutesWith(() => QUIET),
      1,
    );
    assert.equal(
      minutesWith((second) => (second < 300 ? AT_WORK : QUIET)),
      6,
    );
    // Whoever does not answer, or is at work again, is not quiet.
    assert.equal(
      minutesWith((second) => (second % 60 === 0 ? AT_WORK : QUIET)),
      15,
    );
    assert.equal(
      minutesWith((second) => (second === 0 ? QUIET : undefined)),
      15,
    );
  });

  it('begins anew with everything new', () => {
    const patience = new Patience(DEFAULT_PACE);
    for (let minute = 0; minute < 100; minute++) {
      patience.answered(AT_WORK, minute % 10 === 0);
      patience.waited(MINUTE);
      assert.ok(!patience.isOver);
    }
  });

  it('takes a task for forgotten when that is said for half a minute, and nothing else', () => {
    const secondsUntil = (answerOf: (second: number) => 'denial' | 'answer') => {
      const patience = new Patience(DEFAULT_PACE);
      let second = 0;
      for (; !patience.isForgotten && second < 600; second++) {
        if (answerOf(second) === 'denial') patience.failed(true, 0);
        else patience.answered(AT_WORK, false);
        patience.waited(SECOND);
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

  it('is not used up by the hours that one question took while the machine was asleep', () => {
    const patience = new Patience(DEFAULT_PACE);
    patience.failed(false, 8 * 60 * MINUTE);
    assert.ok(!patience.isOver);
  });
});
