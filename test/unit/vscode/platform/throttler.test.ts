import assert from 'node:assert/strict';
import { setImmediate as soon } from 'node:timers/promises';
import { mock } from 'node:test';
import { Paced } from '../../../../src/vscode/platform/throttler';

describe('paced work', () => {
  let done = 0;
  let finish: (() => void) | undefined;
  let paced: Paced;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    done = 0;
    paced = new Paced(() => {
      done++;
      return new Promise((resolve) => (finish = resolve));
    }, 100);
  });
  afterEach(() => mock.timers.reset());

  const wishOften = () => {
    for (let wish = 0; wish < 1000; wish++) paced.wish();
  };
  const finishAndPause = async () => {
    finish?.();
    await soon();
    mock.timers.tick(100);
    await soon();
  };

  it('is done at once, and once more for all that was wished for during it', async () => {
    wishOften();
    assert.equal(done, 1);
    await finishAndPause();
    assert.equal(done, 2);
    await finishAndPause();
    assert.equal(done, 2);
    paced.wish();
    assert.equal(done, 3);
  });

  it('is not done again before the pause is over', async () => {
    paced.wish();
    finish?.();
    await soon();
    wishOften();
    mock.timers.tick(99);
    await soon();
    assert.equal(done, 1);
    mock.timers.tick(1);
    await soon();
    assert.equal(done, 2);
  });

  it('is not done any more when it has ended', async () => {
    wishOften();
    paced.end();
    await finishAndPause();
    paced.wish();
    assert.equal(done, 1);
  });
});
