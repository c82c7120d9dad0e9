// Measures the time from submission to the saved images, at the queue's limit: the engine with all its checks and
// records, the minimum that saves the same images with plain undici, and the official client. All in one run,
// alternating.
//   npm run bench:engine [-- --short]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sayShort, SHORT } from '../../scripts/lib/short';
import { DEFAULT_CONCURRENCY } from '../../src/run/drive/concurrency';
import { startSimulator } from '../../test/simulator/server';
import { compareLateness } from './lateness';
import { bareSide, engineSide, sdkSide, type Side } from './sides';

const LIMIT = 1.15;
/** How long the service takes for an image, in milliseconds: a short time. */
const PROCESSING = SHORT ? 100 : 2000;
/** The numbers of tasks, and how often each side does them. */
const CASES: readonly (readonly [number, number])[] = SHORT
  ? [[2, 1]]
  : [
      [1, 5],
      [20, 3],
      [200, 1],
    ];

/** The time of one round, in milliseconds. */
async function measure(side: Side, count: number, root: string): Promise<number> {
  const folder = await mkdtemp(path.join(root, `${side.name}-`));
  const start = performance.now();
  await side.work(count, folder);
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;
}

async function compare(
  sides: readonly Side[],
  count: number,
  rounds: number,
  root: string,
): Promise<boolean> {
  const times = sides.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, side] of sides.entries()) times[index]?.push(await measure(side, count, root));
  }
  const medians = times.map(median);
  const [engine = NaN, bare = NaN] = medians;
  const ratio = engine / bare;
  console.log([count, ...medians.map((time) => Math.round(time)), ratio.toFixed(3)].join('\t'));
  return ratio <= LIMIT;
}

/** Reports whether the engine is within its limit, also by the exit code. */
function judge(good: boolean, inTime: boolean): void {
  console.log(
    good ? `Within ${LIMIT} times the bare minimum.` : `MORE than ${LIMIT} times the bare minimum.`,
  );
  console.log(
    inTime ? 'In time, and with no more requests for many tasks.' : 'TOO LATE, or with too many requests.',
  );
  process.exitCode = good && inTime ? 0 : 1;
}

const root = await mkdtemp(path.join(tmpdir(), 'bench-engine-'));
const simulator = await startSimulator({
  processing: PROCESSING,
  sameImages: true,
  balance: 1e6,
  keepRequests: 0,
});
const sides = [engineSide(simulator), bareSide(simulator), await sdkSide(simulator)];
try {
  sayShort();
  // Warm-up: creates everything that is created on first use.
  for (const side of sides) await measure(side, 1, root);
  console.log(
    `One image a task, ${PROCESSING} ms each at the service, ${DEFAULT_CONCURRENCY} tasks at once.`,
  );
  console.log(['tasks', ...sides.map(({ name }) => `${name} ms`), 'engine/bare'].join('\t'));
  let good = true;
  for (const [count, rounds] of CASES) good = (await compare(sides, count, rounds, root)) && good;
  const inTime = await compareLateness(root);
  if (!SHORT) judge(good, inTime);
} finally {
  for (const side of sides) await side.close();
  await simulator.close();
  await rm(root, { recursive: true, force: true });
}
