import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/task/types';
import type { Account } from './account';
import { deliver, type Finished, type Generation } from './delivery';
import type { ErrorItem } from './errors';
import { expandPrompt } from './expand';
import { encode, MEDIA_TYPES, plainImage, type ImageFile, type ImageHost } from './images';
import { money, readInference, type Inference } from './inference';
import type { Settings } from './options';
import { seedSource } from './random';

/** Words in a prompt that trigger a behavior. */
export const TRIGGERS = {
  /** Flags the results, if the task asks for `safety.checkContent`. */
  nsfw: 'nsfw-trigger',
  /** The provider refuses the content: every generation fails. */
  blocked: 'blocked-trigger',
  /** The provider fails at the last generation. */
  partial: 'partial-trigger',
  /** The results of a sentence lack the prompt that it was expanded to. */
  unexpanded: 'unexpanded-trigger',
} as const;

/** The longest wait of a timer; a longer one would fire at once. */
const MAX_SLEEP = 2 ** 31 - 1;

/** An accepted task. It runs to its end, whether or not a client waits for it. */
export interface RunningTask {
  readonly inference: Inference;
  /** The array that it arrived in. */
  readonly request: readonly unknown[];
  readonly generations: readonly Generation[];
  /** Resolves when the last generation is finished, or when the simulator closes. */
  readonly done: Promise<void>;
}

interface Run {
  readonly inference: Inference;
  /** The prompt of the images: as sent, or as expanded from the sentence. */
  readonly structuredPrompt: JsonObject;
  readonly promptText: string;
  readonly seeds: readonly number[];
  readonly generations: Generation[];
}

export interface RunnerContext {
  readonly settings: Settings;
  readonly account: Account;
  readonly images: ImageHost;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Stops all work and all timers when it aborts. */
  readonly closing: AbortSignal;
}

/** Runs tasks, one image after another. */
export class Runner {
  readonly #context: RunnerContext;
  readonly #nextSeed: () => number;
  readonly #tasks = new Map<string, RunningTask>();

  constructor(context: RunnerContext) {
    this.#context = context;
    this.#nextSeed = seedSource(context.settings.seed);
  }

  /** UUIDs are compared case-insensitively. */
  find(taskUUID: string): RunningTask | undefined {
    return this.#tasks.get(taskUUID.toLowerCase());
  }

  /** Starts a validated task that is paid for. */
  start(task: JsonObject, request: readonly unknown[]): RunningTask {
    const inference = readInference(task);
    const { positivePrompt, count } = inference;
    const structuredPrompt = inference.structuredPrompt ?? expandPrompt(positivePrompt ?? '');
    const run: Run = {
      inference,
      structuredPrompt,
      promptText: positivePrompt ?? JSON.stringify(structuredPrompt),
      seeds: this.#drawSeeds(count),
      generations: Array.from({ length: count }, () => ({ state: 'processing' })),
    };
    const { generations } = run;
    const running: RunningTask = { inference, request, generations, done: this.#run(run) };
    this.#tasks.set(inference.taskUUID.toLowerCase(), running);
    return running;
  }

  #drawSeeds(count: number): number[] {
    const seeds = new Set<number>();
    while (seeds.size < count) seeds.add(this.#nextSeed());
    return [...seeds];
  }

  async #run(run: Run): Promise<void> {
    const { closing: signal } = this.#context;
    for (let index = 0; index < run.inference.count; index++) {
      const time = Math.min(this.#context.settings.processing(index), MAX_SLEEP);
      await sleep(time, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const generation = await this.#generate(run, index).catch((error: unknown) => broken(run, error));
      run.generations[index] = generation;
      if (generation.state === 'error') this.#context.account.refund(run.inference.price);
      void deliver(run.inference, generation, signal);
    }
  }

  async #generate(run: Run, index: number): Promise<Finished> {
    const error = failureOf(run, index);
    if (error) return { state: 'error', error };
    const { structuredPrompt, inference } = run;
    const seed = run.seeds[index] ?? 0;
    const file = this.#picture(run, seed);
    const imageUUID = randomUUID();
    const item = {
      taskType: 'imageInference',
      taskUUID: inference.taskUUID,
      imageUUID,
      ...(await this.#output(inference, imageUUID, index, file)),
      seed,
      ...(inference.includeCost && { cost: inference.price }),
      ...(inference.checkContent && { NSFWContent: run.promptText.includes(TRIGGERS.nsfw) }),
      ...(saysExpansion(inference) && { structuredPrompt }),
    };
    return { state: 'success', item, file };
  }

  #picture({ structuredPrompt, inference }: Run, seed: number): ImageFile {
    const { width, height, format, quality } = inference;
    if (this.#context.settings.sameImages) return plainImage(inference);
    return { structuredPrompt, width, height, format, quality, seed };
  }

  async #output(inference: Inference, imageUUID: string, index: number, file: ImageFile): Promise<object> {
    const { images, settings, origin } = this.#context;
    if (inference.outputType === 'URL') {
      const lifetime = inference.ttl === undefined ? settings.imageLifetime : inference.ttl * 1000;
      const owner = { taskUUID: inference.taskUUID, index };
      return { imageURL: origin + images.add(imageUUID, file, owner, lifetime) };
    }
    const base64 = (await encode(file)).toString('base64');
    return inference.outputType === 'base64Data'
      ? { imageBase64Data: base64 }
      : { imageDataURI: `data:${MEDIA_TYPES[file.format]};base64,${base64}` };
  }
}

/** Whether a task's results include the prompt that its sentence was expanded to. */
function saysExpansion({ positivePrompt }: Inference): boolean {
  return positivePrompt !== undefined && !positivePrompt.includes(TRIGGERS.unexpanded);
}

function failed({ inference }: Run, code: string, message: string): ErrorItem {
  const { taskUUID } = inference;
  return { code, message, taskType: 'imageInference', taskUUID, status: 'error' };
}

/** The failure that is triggered by the prompt. */
function failureOf(run: Run, index: number): ErrorItem | undefined {
  if (run.promptText.includes(TRIGGERS.blocked)) {
    const message = "The provider refused the content: it was flagged by the provider's content policy.";
    return failed(run, 'invalidProviderContent', message);
  }
  if (run.promptText.includes(TRIGGERS.partial) && index === run.inference.count - 1) {
    return failed(run, 'providerError', 'The provider failed to generate this image.');
  }
  return undefined;
}

/** A failure of the simulator itself, such as a drawing that cannot be rasterized. */
function broken(run: Run, error: unknown): Finished {
  const message = error instanceof Error ? error.message : String(error);
  return { state: 'error', error: failed(run, 'internalServerError', message) };
}

/** The total cost of a task, in US dollars. */
export function priceOf(task: JsonObject): number {
  const { price, count } = readInference(task);
  return money(price * count);
}
