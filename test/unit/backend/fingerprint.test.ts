import assert from 'node:assert/strict';
import { fingerprintOf } from '../../../src/backend/runware/fingerprint';

describe('the fingerprint of a key', () => {
  it('is the same for the same key, another for each key and each salt, and does not hold the key', async () => {
    const key = 'aBcDeFgHiJkLmNoPqRsTuVwXyZ012345';
    const own = await fingerprintOf(key, 'salt');
    assert.equal(await fingerprintOf(key, 'salt'), own);
    assert.notEqual(await fingerprintOf(`${key}6`, 'salt'), own);
    assert.notEqual(await fingerprintOf(key, 'other salt'), own);
    assert.ok(own.length >= 32);
    for (let at = 0; at + 5 <= key.length; at++) assert.ok(!own.includes(key.slice(at, at + 5)));
  });
});
