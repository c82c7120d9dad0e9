import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { SingleFlight } from '../../../../src/vscode/platform/single-flight';

describe('SingleFlight', () => {
  let starting: SingleFlight;
  let started: (() => void)[];
  let ends: (() => void)[];
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    starting = new SingleFlight();
    started = [];
    ends = [];
  });
  afterEach(() => mock.timers.reset());

  const click = (key = 'a') =>
    starting.run(key, (onStarted) => {
      started.push(onStarted);
      return new Promise((resolve) => ends.push(resolve));
    });

  it('takes a double click as one request, and a later click as another', () => {
    void click();
    void click();
    started[0]?.();
    mock.timers.tick(400);
    void click();
    assert.equal(started.length, 1);
    mock.timers.tick(200);
    void click();
    assert.equal(started.length, 2);
  });

  it('lets the same work start again once it has ended, without ending the work that started after it', async () => {
    const first = click();
    started[0]?.();
    mock.timers.tick(600);
    const second = click();
    ends[0]?.();
    await first;
    void click();
    assert.equal(started.length, 2);
    ends[1]?.();
    await second;
    void click();
    assert.equal(started.length, 3);
  });

  it('counts each key on its own, and lets work that failed start again', async () => {
    void click('a');
    void click('b');
    assert.equal(started.length, 2);
    await assert.rejects(starting.run('c', () => Promise.reject(new Error('no'))));
    void click('c');
    assert.equal(started.length, 3);
  });
});
