import assert from 'node:assert/strict';
import { makeScratch } from '../../scripts/lib/scratch';
import { randomFaults } from '../simulator/faults/plans';
import { startSimulator } from '../simulator/server';
import { HEAP_MARK } from './order';
import { bundleClient, startClient } from './process';

/** After so many runs there is a sample of the memory. */
const GROUP = 50;
/** Samples before the one that the later ones are held against: what is made on first use is made by then. */
const WARM_UP = 2;
/** How much more may be in use at the end than after the warm-up, in bytes. */
const MOST_GROWTH = 2 ** 20;

/** The bytes of the heap that one client has in use after every 50 runs, without kills, at a service that misbehaves. */
async function sample(seed: number, runs: number): Promise<number[]> {
  await bundleClient();
  const scratch = makeScratch();
  const folder = scratch.path;
  const simulator = await startSimulator({
    processing: 0,
    balance: 1e6,
    sameImages: true,
    keepRequests: 0,
    misbehave: randomFaults({ seed, rate: 0.1 }),
  });
  try {
    const work = { kind: 'measure', tasks: { seed, from: 0, count: runs }, group: GROUP } as const;
    const { output } = await startClient({ folder, endpoint: simulator.url, work }, simulator.apiKey).ended;
    const lines = output.split('\n').filter((line) => line.startsWith(HEAP_MARK));
    return lines.map((line) => Number(line.slice(HEAP_MARK.length)));
  } finally {
    await simulator.close();
    scratch.remove();
  }
}

/** Has one client drive many runs. Rejects with an `AssertionError` where the memory that it uses grows with them. */
export async function measureMemory(seed: number, runs: number): Promise<readonly number[]> {
  const samples = await sample(seed, runs);
  assert.equal(samples.length, Math.ceil(runs / GROUP));
  const warm = samples[WARM_UP - 1] ?? NaN;
  const growth = (samples.at(-1) ?? NaN) - warm;
  assert.ok(growth < MOST_GROWTH, `the heap has grown by ${growth} bytes: ${samples.join(', ')}`);
  return samples;
}
