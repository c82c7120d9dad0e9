import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Beginning } from '../../../../src/vscode/platform/single-flight';

describe('the beginning of a generation', () => {
  let beginning: Beginning;
  let begun: (() => void)[];
  let ends: (() => void)[];
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    beginning = new Beginning();
    begun = [];
    ends = [];
  });
  afterEach(() => mock.timers.reset());

  const click = (key = 'a') =>
    beginning.once(key, (onBegun) => {
      begun.push(onBegun);
      return new Promise((resolve) => ends.push(resolve));
    });

  it('takes a double click for one, and a later click for another', () => {
    void click();
    void click();
    begun[0]?.();
    mock.timers.tick(400);
    void click();
    assert.equal(begun.length, 1);
    mock.timers.tick(200);
    void click();
    assert.equal(begun.length, 2);
  });

  it('is over when the work is, and not for the one that came after it', async () => {
    const first = click();
    begun[0]?.();
    mock.timers.tick(600);
    const second = click();
    ends[0]?.();
    await first;
    void click();
    assert.equal(begun.length, 2);
    ends[1]?.();
    await second;
    void click();
    assert.equal(begun.length, 3);
  });

  it('is one for each document, and over when the work fails', async () => {
    void click('a');
    void click('b');
    assert.equal(begun.length, 2);
    await assert.rejects(beginning.once('c', () => Promise.reject(new Error('no'))));
    void click('c');
    assert.equal(begun.length, 3);
  });
});
