import assert from 'node:assert/strict';
import { setImmediate as soon } from 'node:timers/promises';
import { mock } from 'node:test';
import { Throttler } from '../../../../src/vscode/platform/throttler';

describe('Throttler', () => {
  let done = 0;
  let finish: (() => void) | undefined;
  let throttler: Throttler;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    done = 0;
    throttler = new Throttler(() => {
      done++;
      return new Promise((resolve) => (finish = resolve));
    }, 100);
  });
  afterEach(() => mock.timers.reset());

  const requestOften = () => {
    for (let count = 0; count < 1000; count++) throttler.request();
  };
  const finishAndPause = async () => {
    finish?.();
    await soon();
    mock.timers.tick(100);
    await soon();
  };

  it('does the work at once, and once more for all requests that came meanwhile', async () => {
    requestOften();
    assert.equal(done, 1);
    await finishAndPause();
    assert.equal(done, 2);
    await finishAndPause();
    assert.equal(done, 2);
    throttler.request();
    assert.equal(done, 3);
  });

  it('does not start again before the pause has ended', async () => {
    throttler.request();
    finish?.();
    await soon();
    requestOften();
    mock.timers.tick(99);
    await soon();
    assert.equal(done, 1);
    mock.timers.tick(1);
    await soon();
    assert.equal(done, 2);
  });

  it('starts no more work once it is disposed of', async () => {
    requestOften();
    throttler.dispose();
    await finishAndPause();
    throttler.request();
    assert.equal(done, 1);
  });
});
