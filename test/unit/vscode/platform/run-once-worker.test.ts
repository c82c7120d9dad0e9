import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { RunOnceWorker } from '../../../../src/vscode/platform/run-once-worker';

describe('RunOnceWorker', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('hands over what came in together, each item once, a while after the first', () => {
    const handed: (readonly string[])[] = [];
    const worker = new RunOnceWorker<string>((items) => void handed.push(items), 100);
    worker.add('a');
    mock.timers.tick(60);
    worker.add('b');
    worker.add('a');
    mock.timers.tick(40);
    assert.deepEqual(handed, [['a', 'b']]);
    worker.add('c');
    mock.timers.tick(100);
    assert.deepEqual(handed, [['a', 'b'], ['c']]);
  });

  it('hands over nothing once it is disposed of', () => {
    const handed: (readonly string[])[] = [];
    const worker = new RunOnceWorker<string>((items) => void handed.push(items), 100);
    worker.add('a');
    worker.dispose();
    mock.timers.tick(100);
    assert.deepEqual(handed, []);
  });
});
