import { Agent } from 'undici';
import { RunwareBackend } from '../../src/backend/runware/backend';
import { createDispatcher } from '../../src/backend/runware/dispatcher';
import { DEFAULT_CONCURRENCY } from '../../src/run/drive/concurrency';
import { RunQueue } from '../../src/run/drive/queue';
import { DEFAULT_PACE } from '../../src/run/drive/retry';
import type { Simulator } from '../../test/simulator/server';
import { bareTask } from './bare';
import { startBridge } from './bridge';
import { connectSdk, sdkTask } from './sdk';
import { inParallel, makeTasks, PROMPT_TEXT } from './tasks';

/** One way to generate and save images. */
export interface Side {
  readonly name: string;
  /** Saves the images of tasks in a folder, so many tasks at once; calls `onDone` for each. */
  work(count: number, folder: string, atOnce?: number, onDone?: (taskUUID: string) => void): Promise<void>;
  close(): Promise<void>;
}

/** The engine, with all its checks and records. */
export function engineSide({ url, apiKey }: Simulator): Side {
  const dispatcher = createDispatcher({ strictSSL: true });
  const endpoint = new URL(url);
  const backend = new RunwareBackend({ endpoint, key: () => Promise.resolve(apiKey), dispatcher });
  const quiet = { info: () => undefined, warn: () => undefined };
  return {
    name: 'engine',
    async work(count, folder, atOnce = DEFAULT_CONCURRENCY, onDone = () => undefined) {
      const jobs = makeTasks(count).map((task) => ({
        folder,
        init: { backend: 'runware', task, expected: 1, kind: 'prompt', documentText: PROMPT_TEXT } as const,
      }));
      const outcomes = await new RunQueue(atOnce).run(jobs, {
        backend,
        pace: DEFAULT_PACE,
        log: quiet,
        signal: new AbortController().signal,
        onChange: () => undefined,
        onEnd: ({ task }) => onDone(task.taskUUID),
      });
      if (outcomes.some(({ run }) => run?.record.state !== 'succeeded')) throw new Error('A run failed.');
    },
    close: () => dispatcher.destroy(),
  };
}

/** The minimum that saves the same images. */
export function bareSide({ url, apiKey }: Simulator): Side {
  const dispatcher = new Agent();
  return {
    name: 'bare',
    work: (count, folder, atOnce = DEFAULT_CONCURRENCY, onDone = () => undefined) =>
      inParallel(makeTasks(count), atOnce, async (task) => {
        await bareTask(task, { endpoint: url, apiKey, pace: DEFAULT_PACE, dispatcher, folder });
        onDone(task.taskUUID);
      }),
    close: () => dispatcher.destroy(),
  };
}

/** The official client. */
export async function sdkSide({ url, apiKey }: Simulator): Promise<Side> {
  const bridge = await startBridge(url, apiKey);
  const client = await connectSdk(apiKey, bridge.url);
  const dispatcher = new Agent();
  return {
    name: 'sdk-js',
    work: (count, folder, atOnce = DEFAULT_CONCURRENCY, onDone = () => undefined) =>
      inParallel(makeTasks(count), atOnce, async (task) => {
        await sdkTask(task, client, dispatcher, folder);
        onDone(task.taskUUID);
      }),
    async close() {
      await client.disconnect();
      bridge.close();
      await dispatcher.destroy();
    },
  };
}
