// From "send" to the images on the disk, at the queue's limit: the engine with all that it checks and writes down, the least
// that brings the same bytes there with plain undici, and the official client. All in one run, in turns.
//   npm run bench:engine [-- --short]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent } from 'undici';
import { sayShort, SHORT } from '../../scripts/lib/short';
import { RunwareBackend } from '../../src/backend/runware/backend';
import { createDispatcher } from '../../src/backend/runware/dispatcher';
import { DEFAULT_CONCURRENCY } from '../../src/run/concurrency';
import { RunQueue } from '../../src/run/queue';
import { DEFAULT_PACE } from '../../src/run/retry';
import { type Simulator, startSimulator } from '../../test/simulator/server';
import { bareTask } from './bare';
import { startBridge } from './bridge';
import { connectSdk, sdkTask } from './sdk';
import { inParallel, makeTasks, PROMPT_TEXT } from './tasks';

const LIMIT = 1.15;
/** What the service takes for an image, in milliseconds: a quick one. */
const PROCESSING = SHORT ? 100 : 2000;
/** Tasks, and how often each side does them. */
const CASES: readonly (readonly [number, number])[] = SHORT
  ? [[2, 1]]
  : [
      [1, 5],
      [20, 3],
      [200, 1],
    ];

interface Side {
  readonly name: string;
  /** Brings the images of so many tasks into a folder. */
  work(count: number, folder: string): Promise<void>;
  close(): Promise<void>;
}

function engineSide({ url, apiKey }: Simulator): Side {
  const dispatcher = createDispatcher({ strictSSL: true });
  const endpoint = new URL(url);
  const backend = new RunwareBackend({ endpoint, key: () => Promise.resolve(apiKey), dispatcher });
  const quiet = { info: () => undefined, warn: () => undefined };
  return {
    name: 'engine',
    async work(count, folder) {
      const jobs = makeTasks(count).map((task) => ({
        folder,
        init: { backend: 'runware', task, expected: 1, kind: 'prompt', documentText: PROMPT_TEXT } as const,
      }));
      const outcomes = await new RunQueue().run(jobs, {
        backend,
        pace: DEFAULT_PACE,
        log: quiet,
        signal: new AbortController().signal,
        onChange: () => undefined,
      });
      if (outcomes.some(({ run }) => run?.record.state !== 'succeeded')) throw new Error('A run failed.');
    },
    close: () => dispatcher.destroy(),
  };
}

function bareSide({ url, apiKey }: Simulator): Side {
  const dispatcher = new Agent();
  return {
    name: 'bare',
    work: (count, folder) =>
      inParallel(makeTasks(count), DEFAULT_CONCURRENCY, (task) =>
        bareTask(task, { endpoint: url, apiKey, pace: DEFAULT_PACE, dispatcher, folder }),
      ),
    close: () => dispatcher.destroy(),
  };
}

async function sdkSide({ url, apiKey }: Simulator): Promise<Side> {
  const bridge = await startBridge(url, apiKey);
  const client = await connectSdk(apiKey, bridge.url);
  const dispatcher = new Agent();
  return {
    name: 'sdk-js',
    work: (count, folder) =>
      inParallel(makeTasks(count), DEFAULT_CONCURRENCY, (task) => sdkTask(task, client, dispatcher, folder)),
    async close() {
      await client.disconnect();
      bridge.close();
      await dispatcher.destroy();
    },
  };
}

/** Milliseconds that one round takes. */
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

/** Says whether the engine is within its limit; so does the exit code. */
function judge(good: boolean): void {
  console.log(
    good ? `Within ${LIMIT} times the bare minimum.` : `MORE than ${LIMIT} times the bare minimum.`,
  );
  process.exitCode = good ? 0 : 1;
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
  // Whatever is made on first use is made.
  for (const side of sides) await measure(side, 1, root);
  console.log(
    `One image a task, ${PROCESSING} ms each at the service, ${DEFAULT_CONCURRENCY} tasks at once.`,
  );
  console.log(['tasks', ...sides.map(({ name }) => `${name} ms`), 'engine/bare'].join('\t'));
  let good = true;
  for (const [count, rounds] of CASES) good = (await compare(sides, count, rounds, root)) && good;
  if (!SHORT) judge(good);
} finally {
  for (const side of sides) await side.close();
  await simulator.close();
  await rm(root, { recursive: true, force: true });
}
