import assert from 'node:assert/strict';
import { isDenialConclusive, lastUnconfirmedSubmission } from '../../../../src/run/record/unconfirmed';
import type { RunRecord } from '../../../../src/run/record/record';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../../support/runs';
import { RUN_STATES } from '../../../../src/task/run';

describe('an unconfirmed submission', () => {
  let sound: RunRecord;
  before(async () => {
    ({ record: sound } = await createRun(await temporaryFolder(), newRun()));
  });
  after(cleanUp);

  const TIME = '2026-03-01T09:30:00.000Z';

  it('has the time that the record says, and is none when the record says that it did not arrive', () => {
    for (const state of RUN_STATES) {
      const record = { ...sound, state };
      assert.equal(lastUnconfirmedSubmission({ ...record, sentAt: TIME }), Date.parse(TIME));
      assert.equal(lastUnconfirmedSubmission({ ...record, sentAt: null }), undefined);
    }
  });

  it('has the time of the last change in a record of the first version that may have been sent', () => {
    for (const state of RUN_STATES) {
      const isOpen = state === 'submitting' || state === 'detached';
      const found = lastUnconfirmedSubmission({ ...sound, state, updatedAt: TIME });
      assert.equal(found, isOpen ? Date.parse(TIME) : undefined, state);
    }
  });

  it('is settled when the service denies the task a quarter of an hour later, and not before', () => {
    const sent = Date.parse(TIME);
    const minutes = (count: number) => sent + count * 60_000;
    for (const late of [-60, 0, 1, 14.9]) {
      assert.ok(!isDenialConclusive(sent, minutes(late)), `${late} minutes`);
    }
    for (const late of [15, 16, 1e6]) assert.ok(isDenialConclusive(sent, minutes(late)), `${late} minutes`);
  });
});
