// A program that generates and resumes like the command line, but with short waits. The soak test kills it.
import { setTimeout as sleep } from 'node:timers/promises';
import { RunwareBackend } from '../../src/backend/runware/backend';
import { createDispatcher } from '../../src/backend/runware/dispatcher';
import { type BatchOptions, type Outcome, RunQueue } from '../../src/run/drive/queue';
import { findRuns } from '../../src/run/record/store';
import { canResume } from '../../src/run/record/resumable';
import { HEAP_MARK, KEY_VARIABLE, type Order, type Range } from './order';
import { QUICK } from './pace';
import { jobsOf } from './tasks';

const order = JSON.parse(process.argv[2] ?? '') as Order;
const key = process.env[KEY_VARIABLE] ?? '';
const dispatcher = createDispatcher({ strictSSL: true });
const queue = new RunQueue();
const options: BatchOptions = {
  backend: new RunwareBackend({
    endpoint: new URL(order.endpoint),
    key: () => Promise.resolve(key),
    dispatcher,
  }),
  pace: QUICK,
  log: { info: console.log, warn: console.log },
  signal: new AbortController().signal,
  onChange: ({ record }) => {
    if (record.state === order.dieAt) process.kill(process.pid, 'SIGKILL');
  },
  onEnd: say,
};

function say({ task, run, error }: Outcome): void {
  console.log(`${task.taskUUID} is ${run?.record.state ?? 'not kept'}${error ? `: ${error.message}` : ''}`);
}

async function generate(tasks: Range): Promise<void> {
  await queue.run(jobsOf(order.folder, tasks), options);
}

async function resume(): Promise<void> {
  const runs = await findRuns(order.folder);
  await queue.resume(
    runs.filter(({ record }) => canResume(record)),
    true,
    options,
  );
}

/** The bytes in use after a garbage collection. */
async function heapUsed(): Promise<number> {
  // What has just ended is released only after some turns of the event loop.
  for (let turn = 0; turn < 3; turn++) {
    await sleep(20);
    gc?.();
  }
  return process.memoryUsage().heapUsed;
}

async function measure({ seed, from, count }: Range, group: number): Promise<void> {
  for (let done = 0; done < count; done += group) {
    await generate({ seed, from: from + done, count: Math.min(group, count - done) });
    console.log(`${HEAP_MARK}${await heapUsed()}`);
  }
}

const { work } = order;
if (work.kind === 'generate') await generate(work.tasks);
else if (work.kind === 'resume') await resume();
else await measure(work.tasks, work.group);
await dispatcher.destroy();
