import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { PollingSchedule } from '../../../../src/run/drive/polling-schedule';

const NEVER = new AbortController().signal;

describe('the polling schedule', () => {
  let now = 0;
  beforeEach(() => {
    now = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
    mock.method(performance, 'now', () => now);
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  /** Advances the clock in small steps. */
  const pass = async (milliseconds: number) => {
    for (const end = now + milliseconds; now < end;) {
      now += 10;
      mock.timers.tick(10);
      // Lets every run that may poll continue.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };

  /** Polls again and again, and records when. */
  const pollAlways = async (schedule: PollingSchedule, wait: number): Promise<readonly number[]> => {
    const times: number[] = [];
    const { signal } = new AbortController();
    const work = async () => {
      for (;;) {
        await schedule.next(wait, signal);
        times.push(now);
      }
    };
    work().catch(() => undefined);
    await Promise.resolve();
    return times;
  };

  it('lets all runs poll together, as often as the most impatient one wants', async () => {
    const schedule = new PollingSchedule();
    const all: (readonly number[])[] = [];
    for (let count = 0; count < 20; count++) {
      all.push(await pollAlways(schedule, count === 7 ? 400 : 2000));
      await pass(30);
    }
    await pass(8000);
    const moments = new Set(all.flat());
    assert.ok(moments.size <= 8600 / 400 && moments.size >= 19, `${moments.size} polls`);
    for (const times of all) assert.ok(times.length >= 19);
  });

  it('never polls more often than any run wants, whichever run joins in between', async () => {
    const schedule = new PollingSchedule();
    const all: (readonly number[])[] = [];
    for (const gap of [0, 130, 290, 70, 510, 390]) {
      await pass(gap);
      all.push(await pollAlways(schedule, 400));
    }
    await pass(4000);
    const moments = [...new Set(all.flat())].sort((a, b) => a - b);
    moments.slice(1).forEach((moment, index) => assert.ok(moment - (moments[index] ?? 0) >= 400));
  });

  it('ends the wait of an aborted run at once, and of no other', async () => {
    const schedule = new PollingSchedule();
    const controller = new AbortController();
    const ended = schedule.next(500, controller.signal).then(
      () => 'asks',
      (error: unknown) => String(error),
    );
    const other = schedule.next(1000, NEVER);
    await pass(100);
    controller.abort();
    assert.match(await ended, /The wait was ended/);
    await assert.rejects(schedule.next(1, controller.signal), /The wait was ended/);
    await pass(900);
    assert.equal(await other, 1000);
  });

  it('returns the time waited, which is shorter for a run that polls along with another', async () => {
    const schedule = new PollingSchedule();
    const [patient, hasty] = [schedule.next(1000, NEVER), schedule.next(400, NEVER)];
    await pass(400);
    assert.deepEqual([await patient, await hasty], [400, 400]);
  });
});
