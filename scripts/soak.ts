// npm run soak -- [--seed N] [--runs N] [--short]: lets real clients work against a failing service, kills them at
// random points and resumes them, over a thousand runs; then one client drives some hundred, and its memory must not
// grow. The seed repeats a failure.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { measureMemory } from '../test/soak/memory';
import { soak } from '../test/soak/soak';
import { sayShort, SHORT } from './lib/short';

const RUNS = SHORT ? 20 : 1000;
const MEMORY_RUNS = SHORT ? 100 : 500;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: String(RUNS) },
    short: { type: 'boolean' },
  },
});
const seed = Number(values.seed ?? randomInt(1_000_000));
const runs = Number(values.runs);
if (!Number.isInteger(seed) || !Number.isInteger(runs) || runs < 1) {
  throw new TypeError('--seed and --runs must be whole numbers.');
}

sayShort();
console.log(`Seed ${seed}: npm run soak -- --seed ${seed} --runs ${runs}${SHORT ? ' --short' : ''}`);
const started = performance.now();
const figures = await soak({ seed, runs, say: progress });
for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(12)}${value}`);
const samples = await measureMemory(seed, MEMORY_RUNS);
console.log(
  `heap        ${samples.map((bytes) => (bytes / 2 ** 20).toFixed(2)).join(', ')} MB, every 50 runs`,
);
console.log(
  `Everything that was paid for is on the disk, once. ${Math.round((performance.now() - started) / 1000)} s.`,
);

/** Overwrites the last line of a terminal; a log gets no progress. */
function progress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${text} `);
}
