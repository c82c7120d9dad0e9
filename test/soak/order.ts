import type { RunState } from '../../src/task/run';

/** The work of a client process, its only argument, in JSON. The key is in the environment. */
export interface Order {
  /** The folder of the runs. */
  readonly folder: string;
  readonly endpoint: string;
  readonly work: Work;
  /** The process kills itself as soon as a run of this state is on the disk. */
  readonly dieAt?: RunState;
}

export type Work =
  | { readonly kind: 'generate'; readonly tasks: Range }
  /** Resumes all runs that can be; those that were never sent are sent. */
  | { readonly kind: 'resume' }
  /** Generates one group of tasks after the other, and prints after each how much memory is in use. */
  | { readonly kind: 'measure'; readonly tasks: Range; readonly group: number };

/** Tasks that are derived from a seed: see `tasks.ts`. */
export interface Range {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
}

/** The environment variable with the key. */
export const KEY_VARIABLE = 'STRUCTURED_PROMPT_TEST_KEY';

/** The prefix of the printed number of heap bytes in use. */
export const HEAP_MARK = 'heap used: ';
