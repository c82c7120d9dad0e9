import assert from 'node:assert/strict';
import { makeScratch } from '../../scripts/lib/scratch';
import { randomFaults } from '../simulator/faults/plans';
import { startSimulator } from '../simulator/server';
import { HEAP_MARK } from './order';
import { bundleClient, startClient } from './process';

/** The number of runs between two samples of the memory. */
const GROUP = 50;
/** The number of samples until everything that is created on first use exists. The last of them is the baseline. */
const WARM_UP = 2;
/** How much the memory may grow after the warm-up, in bytes. */
const MOST_GROWTH = 2 ** 20;

/** Samples the heap of one client, in bytes, after every 50 runs without kills at a failing service. */
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

/** Lets one client drive many runs. Rejects with an `AssertionError` if its memory grows with them. */
export async function measureMemory(seed: number, runs: number): Promise<readonly number[]> {
  const samples = await sample(seed, runs);
  assert.equal(samples.length, Math.ceil(runs / GROUP));
  const warm = samples[WARM_UP - 1] ?? NaN;
  const growth = (samples.at(-1) ?? NaN) - warm;
  assert.ok(growth < MOST_GROWTH, `the heap grew by ${growth} bytes: ${samples.join(', ')}`);
  return samples;
}
