import assert from 'node:assert/strict';
import { slowdowns } from '../../../scripts/stages/times';

describe('what took longer than before', () => {
  it('is what took twice as long and a second more, the largest difference first', () => {
    const before = { ui: 100, 'ui: opens': 2, 'ui: draws': 0.1, 'ui: moves': 4 };
    const after = { ui: 260, 'ui: opens': 9, 'ui: draws': 0.9, 'ui: moves': 7 };
    const lines = slowdowns(before, after);
    assert.deepEqual(
      lines.map((line) => line.trim().replace(/ +/g, ' ')),
      ['100.0 s 260.0 s ui', '2.0 s 9.0 s ui: opens'],
    );
  });

  it('says nothing of what was not run before', () => {
    assert.deepEqual(slowdowns({}, { ui: 100 }), []);
  });
});
