import type { ServerResponse } from 'node:http';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { createDispatcher } from '../../../src/backend/runware/dispatcher';
import type { Backend } from '../../../src/backend/port';
import type { DriveOptions } from '../../../src/run/drive/driver';
import { driveNewRun, enqueueRun } from '../../../src/run/drive/engine';
import type { Pace } from '../../../src/run/drive/retry';
import type { NewRun, Run } from '../../../src/run/record/store';
import type { ReceivedRequest } from '../../simulator/options';
import type { Simulator } from '../../simulator/server';
import { onCleanUp } from '../../support/runs';
import { briefly } from '../../soak/pace';

/** Short waits for a run: tests check their order, not their length. */
export const QUICK: Pace = {
  firstPoll: 1,
  poll: { shortest: 1, share: 0.05, longest: 10 },
  missingAfter: 20_000,
  forgottenAfter: 20,
  retry: briefly({ first: 1, factor: 2, longest: 10, attempts: 4 }),
  maxRetryAfter: 1000,
  // Longer than any image takes here, however busy the machine is.
  giveUpAfter: 60_000,
};

/** The waits of a run that gives up soon: it adds its waits up, without a clock. */
export const IMPATIENT: Pace = { ...QUICK, giveUpAfter: 200 };

/** The real backend, talking to a simulator. */
export function backendFor(simulator: Simulator, key = simulator.apiKey): Backend {
  const dispatcher = createDispatcher({ strictSSL: true });
  onCleanUp(() => dispatcher.destroy());
  return new RunwareBackend({
    endpoint: new URL(simulator.url),
    key: () => Promise.resolve(key),
    dispatcher,
  });
}

/** Options that drive quickly, record every state that reached the disk, and can end the wait. */
export function driving(
  backend: Backend,
  pace: Pace = QUICK,
): DriveOptions & {
  readonly states: string[];
  readonly controller: AbortController;
  readonly onEach: ((run: Run) => void)[];
  /** Everything that was logged. */
  readonly lines: string[];
} {
  const controller = new AbortController();
  const states: string[] = [];
  const onEach: ((run: Run) => void)[] = [];
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  return {
    backend,
    pace,
    log: { info: log, warn: log },
    signal: controller.signal,
    controller,
    states,
    onEach,
    lines,
    onChange: (run) => {
      if (states.at(-1) !== run.record.state) states.push(run.record.state);
      for (const listener of onEach) listener(run);
    },
  };
}

/** Whether a request contains a task of one of these types. */
export function isCall({ body }: ReceivedRequest, ...types: readonly string[]): boolean {
  return types.some((type) => JSON.stringify(body ?? null).includes(`"taskType":"${type}"`));
}

/** Replies to a request with JSON. */
export function answerWith(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
  return true;
}

/** Starts a run, which is on disk before anything is sent. Resolves when it has ended or the wait was ended. */
export async function startRun(documentFolder: string, init: NewRun, options: DriveOptions): Promise<Run> {
  const held = await enqueueRun(documentFolder, init);
  options.onChange(held.run);
  return driveNewRun(held, options);
}
