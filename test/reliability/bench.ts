import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RunwareBackend } from '../../src/backend/runware/backend';
import { createDispatcher } from '../../src/backend/runware/dispatcher';
import type { TimeLimits } from '../../src/backend/runware/exchange';
import type { DriveOptions } from '../../src/run/drive/driver';
import { resumeRun } from '../../src/run/drive/engine';
import type { Pace } from '../../src/run/drive/retry';
import type { Run } from '../../src/run/record/store';
import { canResume } from '../../src/run/record/resumable';
import { ServiceError } from '../../src/task/errors';
import type { Misbehave } from '../simulator/faults/fault';
import { type Simulator, startSimulator } from '../simulator/server';
import { newRun } from '../support/runs';
import { QUICK, startRun } from '../integration/run/support';
import { PROMPT } from '../support/tasks';
import { type Folder, inspect } from './disk';
import type { Ending, Observation } from './scenario';

/** The number of images of every run. */
export const IMAGES = 2;

/** A run gives up after a second of waiting when a fault never passes: many times what an image takes here. */
const PACE: Pace = { ...QUICK, maxRetryAfter: 5000, giveUpAfter: 1000 };

export interface BenchOptions {
  readonly plan?: Misbehave;
  /** The time limits of the phases of a request. */
  readonly limits?: TimeLimits;
  /** A word in the prompt that triggers a behavior of the simulator. */
  readonly trigger?: string;
}

/** A service, a folder, and one run in it. */
export class Bench {
  readonly simulator: Simulator;
  readonly folder: string;
  readonly backend: RunwareBackend;
  private readonly options: BenchOptions;
  private readonly dispatcher = createDispatcher({ strictSSL: true });
  private readonly close: () => Promise<void>;

  private constructor(options: BenchOptions, simulator: Simulator, folder: string) {
    this.options = options;
    this.simulator = simulator;
    this.folder = folder;
    this.backend = this.backendWith(simulator.apiKey);
    this.close = async () => {
      await this.dispatcher.destroy();
      await simulator.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    };
  }

  /** Runs `work` with a bench, and cleans up. */
  static async use<T>(options: BenchOptions, work: (bench: Bench) => Promise<T>): Promise<T> {
    const { plan } = options;
    const simulator = await startSimulator({
      processing: 0,
      sameImages: true,
      ...(plan && { misbehave: plan }),
    });
    const bench = new Bench(options, simulator, await mkdtemp(path.join(tmpdir(), 'sps-reliability-')));
    try {
      return await work(bench);
    } finally {
      await bench.close();
    }
  }

  /** The backend for a key. */
  backendWith(key: string): RunwareBackend {
    const { limits } = this.options;
    return new RunwareBackend({
      endpoint: new URL(this.simulator.url),
      key: () => Promise.resolve(key),
      dispatcher: this.dispatcher,
      ...(limits && { limits }),
    });
  }

  driving(
    onChange: (run: Run) => void = () => undefined,
    signal = new AbortController().signal,
  ): DriveOptions {
    const log = () => undefined;
    return { backend: this.backend, pace: PACE, log: { info: log, warn: log }, signal, onChange };
  }

  /** Starts the run. */
  start(options = this.driving()): Promise<Run> {
    const { trigger = '' } = this.options;
    const prompt = { ...PROMPT, high_level_description: `A poster ${trigger}` };
    return startRun(this.folder, newRun({ count: IMAGES }, prompt), options);
  }

  /** Inspects the folder of the run; undefined if there is none. */
  async look(): Promise<Folder | undefined> {
    const [name, ...others] = await readdir(this.folder);
    assert.deepEqual(others, [], 'there is at most one run folder');
    return name === undefined ? undefined : inspect(path.join(this.folder, name));
  }

  /** The present state; `outcome` replaces the one from the record. */
  async ending(outcome?: string): Promise<Ending> {
    const found = await this.look();
    assert.deepEqual(found?.damaged ?? [], []);
    return {
      outcome: outcome ?? outcomeOf(found?.run),
      sent: this.simulator.submissions,
      accepted: this.simulator.accepted.length,
      images: found?.images ?? 0,
    };
  }

  /** The present state, and the state after resuming the run, if it can be resumed. */
  async observe(outcome?: string): Promise<Observation> {
    const first = await this.ending(outcome);
    const found = await this.look();
    if (!found?.run || !canResume(found.run.record)) return { first };
    await resumeRun(found.run, this.driving());
    const after = await this.look();
    assert.deepEqual(after?.temporary, [], 'a finished run has no temporary files');
    return { first, resumed: await this.ending() };
  }
}

/** `succeeded`, `failed (auth)`; or `no run`. */
export function outcomeOf(run: Run | undefined): string {
  if (!run) return 'no run';
  const { state, errors } = run.record;
  const [error] = errors;
  return error ? `${state} (${error.class})` : state;
}

/** Why something was refused: the class of its error or, if that says more, its code. */
export async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const [{ code, class: errorClass }] = error.errors;
    return errorClass === 'aborted' ? code : errorClass;
  }
}
