import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { SHORT } from '../../scripts/lib/short';
import { isJsonObject } from '../../src/task/types';
import { type Simulator, startSimulator } from '../../test/simulator/server';
import { engineSide, sdkSide, type Side } from './sides';

/** The range of the times that the service takes for an image, in milliseconds. */
const [SHORTEST, LONGEST] = SHORT ? [100, 800] : [5000, 40_000];
const MANY = SHORT ? 4 : 20;

/** The limit of the median lateness, as a share of the time that the service took. */
const LATENESS_LIMIT = 0.05;
/** The limit of requests per second for many tasks, relative to one task: as many, with a margin for random times. */
const REQUESTS_LIMIT = 1.25;

/** When the service had an image ready, by the same clock as the client's, and how long that took. */
interface Ready {
  readonly time: number;
  readonly duration: number;
}

/** Pseudo-random times, the same in each run: a small linear congruential generator. */
function durations(): () => number {
  let state = 13;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.round(SHORTEST + (state / 2 ** 32) * (LONGEST - SHORTEST));
  };
}

function isQuestion(body: unknown): boolean {
  const first: unknown = Array.isArray(body) ? body[0] : undefined;
  return isJsonObject(first) && first['taskType'] === 'getResponse';
}

interface Measured {
  readonly name: string;
  readonly tasks: number;
  /** The lateness of each task, as a share of its time. */
  readonly lateness: readonly number[];
  readonly questionsPerSecond: number;
}

/** Lets one side generate tasks, all at once, with a service of its own. */
async function measure(
  make: (simulator: Simulator) => Side | Promise<Side>,
  tasks: number,
  root: string,
): Promise<Measured> {
  const ready = new Map<string, Ready>();
  const nextDuration = durations();
  let questions = 0;
  const simulator: Simulator = await startSimulator({
    // The service asks for this as soon as a task is accepted: it belongs to the latest one.
    processing: () => {
      const duration = nextDuration();
      const taskUUID = String(simulator.accepted.at(-1)?.['taskUUID']);
      ready.set(taskUUID, { time: performance.now() + duration, duration });
      return duration;
    },
    sameImages: true,
    balance: 1e6,
    keepRequests: 0,
    faults: {
      examine: ({ body }) => {
        if (isQuestion(body)) questions++;
        return false;
      },
    },
  });
  const side = await make(simulator);
  const lateness: number[] = [];
  const began = performance.now();
  try {
    await side.work(tasks, await mkdtemp(path.join(root, 'late-')), tasks, (taskUUID) => {
      const { time, duration } = ready.get(taskUUID) ?? { time: NaN, duration: NaN };
      lateness.push((performance.now() - time) / duration);
    });
    const seconds = (performance.now() - began) / 1000;
    return { name: side.name, tasks, lateness, questionsPerSecond: questions / seconds };
  } finally {
    await side.close();
    await simulator.close();
  }
}

function percent(share: number | undefined): string {
  return `${((share ?? NaN) * 100).toFixed(1)} %`;
}

/** Measures all sides at once, by the same clock, and prints the results. Returns whether the limits hold. */
export async function compareLateness(root: string): Promise<boolean> {
  const [one, many, sdk] = await Promise.all([
    measure(engineSide, 1, root),
    measure(engineSide, MANY, root),
    measure(sdkSide, MANY, root),
  ]);
  console.log(`Tasks of ${SHORTEST / 1000} to ${LONGEST / 1000} s, all at once.`);
  console.log(['side', 'tasks', 'late (median)', 'late (most)', 'questions a second'].join('\t'));
  for (const { name, tasks, lateness, questionsPerSecond } of [one, many, sdk]) {
    const sorted = [...lateness].sort((a, b) => a - b);
    const figures = [
      percent(sorted[sorted.length >> 1]),
      percent(sorted.at(-1)),
      questionsPerSecond.toFixed(2),
    ];
    console.log([name, tasks, ...figures].join('\t'));
  }
  const median = [...many.lateness].sort((a, b) => a - b)[many.lateness.length >> 1] ?? Infinity;
  return (
    median <= LATENESS_LIMIT &&
    many.questionsPerSecond <= REQUESTS_LIMIT * Math.max(one.questionsPerSecond, 1)
  );
}
