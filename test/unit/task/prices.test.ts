import assert from 'node:assert/strict';
import { estimate, formatMoney, PRICES, sumMoney, sumOfKnown } from '../../../src/task/prices';

describe('prices', () => {
  it('are those of the price list, without the dust of binary fractions', () => {
    assert.deepEqual(PRICES, { TURBO: 0.03, DEFAULT: 0.06, QUALITY: 0.1 });
    assert.equal(estimate('QUALITY', 3), 0.3);
    assert.equal(estimate('TURBO', 20), 0.6);
    assert.equal(estimate('DEFAULT', 7), 0.42);
  });

  it('add up without the dust of binary fractions; a sum of unknown costs is unknown', () => {
    assert.equal(sumMoney([]), 0);
    assert.equal(sumMoney([0.1, 0.1, 0.1]), 0.3);
    assert.equal(sumOfKnown([0.1, null, 0.2]), 0.3);
    assert.equal(sumOfKnown([null]), null);
  });

  it('are shown in cents, with more digits only if there are any', () => {
    assert.equal(formatMoney(0.3), '0.30');
    assert.equal(formatMoney(0), '0.00');
    assert.equal(formatMoney(12), '12.00');
    assert.equal(formatMoney(0.1 + 0.2), '0.30');
    assert.equal(formatMoney(0.0013), '0.0013');
  });
});
