import assert from 'node:assert/strict';
import { soak } from './soak';

/** The short form of `npm run soak`. */
describe('clients that are killed and resumed, at a failing service', () => {
  it('save everything that was paid for, and pay for nothing twice', async () => {
    const runs = 60;
    const figures = await soak({ seed: 1, runs, say: () => undefined });
    assert.ok(figures.runs >= runs && figures.accepted === figures.runs);
    assert.ok(figures.kills > 0 && figures.faults > 0 && figures.pairs > 0, JSON.stringify(figures));
  });
});
