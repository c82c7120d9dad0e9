import assert from 'node:assert/strict';
import { Sequencer } from '../../../../src/vscode/platform/sequencer';

describe('Sequencer', () => {
  it('starts work only when all earlier work has ended, failed or not', async () => {
    const sequencer = new Sequencer();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} starts`);
      await Promise.resolve();
      events.push(`${name} ends`);
      if (name === 'b') throw new Error('no');
      return name;
    };
    const a = sequencer.queue(work('a'));
    const b = sequencer.queue(work('b'));
    const c = sequencer.queue(work('c'));
    await assert.rejects(b, /no/);
    assert.deepEqual([await a, await c], ['a', 'c']);
    assert.deepEqual(
      events,
      ['a', 'b', 'c'].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
  });
});
