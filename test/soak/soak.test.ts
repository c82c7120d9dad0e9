import assert from 'node:assert/strict';
import { soak } from './soak';

/** The short form of `npm run soak`. */
describe('clients that are killed and taken up again, at a service that misbehaves', () => {
  it('bring all that was paid for to the disk, and pay for nothing twice', async () => {
    const runs = 60;
    const figures = await soak({ seed: 1, runs, say: () => undefined });
    assert.ok(figures.runs >= runs && figures.accepted === figures.runs);
    assert.ok(figures.kills > 0 && figures.faults > 0 && figures.pairs > 0, JSON.stringify(figures));
  });
});
