import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Turns } from '../../../../src/run/drive/turns';

const NEVER = new AbortController().signal;

describe('the turns of those who wait for results', () => {
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

  /** Lets time pass in small steps. */
  const pass = async (milliseconds: number) => {
    for (const end = now + milliseconds; now < end;) {
      now += 10;
      mock.timers.tick(10);
      // Everybody who has got a turn goes on.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };

  /** Asks again and again, and notes when. */
  const askAlways = async (turns: Turns, wait: number): Promise<readonly number[]> => {
    const times: number[] = [];
    const { signal } = new AbortController();
    const work = async () => {
      for (;;) {
        await turns.next(wait, signal);
        times.push(now);
      }
    };
    work().catch(() => undefined);
    await Promise.resolve();
    return times;
  };

  it('come for all of them at once, as often as for the one in the greatest haste', async () => {
    const turns = new Turns();
    const all: (readonly number[])[] = [];
    for (let count = 0; count < 20; count++) {
      all.push(await askAlways(turns, count === 7 ? 400 : 2000));
      await pass(30);
    }
    await pass(8000);
    const moments = new Set(all.flat());
    assert.ok(moments.size <= 8600 / 400 && moments.size >= 19, `${moments.size} turns`);
    for (const times of all) assert.ok(times.length >= 19);
  });

  it('are never closer together than anybody wants to wait, whoever comes in between', async () => {
    const turns = new Turns();
    const all: (readonly number[])[] = [];
    for (const gap of [0, 130, 290, 70, 510, 390]) {
      await pass(gap);
      all.push(await askAlways(turns, 400));
    }
    await pass(4000);
    const moments = [...new Set(all.flat())].sort((a, b) => a - b);
    moments.slice(1).forEach((moment, index) => assert.ok(moment - (moments[index] ?? 0) >= 400));
  });

  it('end at once for one whose waiting is ended, and for nobody else', async () => {
    const turns = new Turns();
    const controller = new AbortController();
    const ended = turns.next(500, controller.signal).then(
      () => 'asks',
      (error: unknown) => String(error),
    );
    const other = turns.next(1000, NEVER);
    await pass(100);
    controller.abort();
    assert.match(await ended, /The wait was ended/);
    await assert.rejects(turns.next(1, controller.signal), /The wait was ended/);
    await pass(900);
    assert.equal(await other, 1000);
  });

  it('tell how long was waited, which is less for one whom another brings along', async () => {
    const turns = new Turns();
    const [patient, hasty] = [turns.next(1000, NEVER), turns.next(400, NEVER)];
    await pass(400);
    assert.deepEqual([await patient, await hasty], [400, 400]);
  });
});
