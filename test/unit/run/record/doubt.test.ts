import assert from 'node:assert/strict';
import { isDenialBelieved, lastDoubtfulSending } from '../../../../src/run/record/doubt';
import type { RunRecord } from '../../../../src/run/record/record';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../../support/runs';
import { RUN_STATES } from '../../../../src/task/run';

describe('the doubt whether a task has arrived', () => {
  let sound: RunRecord;
  before(async () => {
    ({ record: sound } = await createRun(await temporaryFolder(), newRun()));
  });
  after(cleanUp);

  const TIME = '2026-03-01T09:30:00.000Z';

  it('is as old as the sending that the record tells of, and there is none where it tells that there was none', () => {
    for (const state of RUN_STATES) {
      const record = { ...sound, state };
      assert.equal(lastDoubtfulSending({ ...record, sentAt: TIME }), Date.parse(TIME));
      assert.equal(lastDoubtfulSending({ ...record, sentAt: null }), undefined);
    }
  });

  it('is as old as the last change of a record that does not tell, where it may have been sent', () => {
    for (const state of RUN_STATES) {
      const isOpen = state === 'submitting' || state === 'detached';
      const found = lastDoubtfulSending({ ...sound, state, updatedAt: TIME });
      assert.equal(found, isOpen ? Date.parse(TIME) : undefined, state);
    }
  });

  it('ends when the service denies it a quarter of an hour later, and not before', () => {
    const sent = Date.parse(TIME);
    const minutes = (count: number) => sent + count * 60_000;
    for (const late of [-60, 0, 1, 14.9]) {
      assert.ok(!isDenialBelieved(sent, minutes(late)), `${late} minutes`);
    }
    for (const late of [15, 16, 1e6]) assert.ok(isDenialBelieved(sent, minutes(late)), `${late} minutes`);
  });
});
