import type { RunState } from '../../src/task/run';

/** What a client process is to do, as its one argument of JSON. The key comes in the environment. */
export interface Order {
  /** Where the runs are. */
  readonly folder: string;
  readonly endpoint: string;
  readonly work: Work;
  /** The process kills itself as soon as a run of this state is on the disk. */
  readonly dieAt?: RunState;
}

export type Work =
  | { readonly kind: 'generate'; readonly tasks: Range }
  /** Takes up all that can be; what was never sent is sent. */
  | { readonly kind: 'resume' }
  /** Generates a group of tasks after the other, and tells after each how much memory is in use. */
  | { readonly kind: 'measure'; readonly tasks: Range; readonly group: number };

/** Tasks that follow from a seed: see `tasks.ts`. */
export interface Range {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
}

/** The environment variable that holds the key. */
export const KEY_VARIABLE = 'STRUCTURED_PROMPT_TEST_KEY';

/** What the process prints before the bytes of its heap that are in use. */
export const HEAP_MARK = 'heap used: ';
