import type { TaskError } from '../task/errors';
import type { BackendId } from '../task/run';
import type { Seed } from '../task/seed';
import type { ImageTask, JsonObject } from '../task/types';

/** Where the bytes of a result are. */
export type ResultContent =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The task had its image uploaded elsewhere (`uploadEndpoint`): there is nothing to download. */
  | { readonly kind: 'none' };

/** One finished image of a task. */
export interface TaskResult {
  readonly imageUUID: string;
  readonly content: ResultContent;
  /** Its position in the reply, counted from 0. */
  readonly position: number;
  readonly seed: Seed | null;
  /** US dollars. */
  readonly cost: number | null;
  /** Whether the service's safety check flagged it. */
  readonly flagged: boolean;
}

/** The state of a task at one moment. */
export interface TaskSnapshot {
  /** The number of generations in progress, as far as the backend says. */
  readonly pending: number;
  readonly results: readonly TaskResult[];
  readonly errors: readonly TaskError[];
  /** The reply's items without image data, for the run's record. */
  readonly items: readonly JsonObject[];
}

/**
 * Generates images. Every call rejects with a `ServiceError` when it fails as a whole: of class `aborted` when the
 * signal ended it, and of class `notFound` when the backend does not know the task.
 */
export interface Backend {
  readonly id: BackendId;
  /** Its address, for people and for the records of runs; undefined for this machine. */
  readonly address: string | undefined;
  /** A fingerprint of the present key, which does not reveal it. Missing when the backend needs no key. */
  fingerprint?(salt: string): Promise<string>;
  /** Submits a task; resolves once it is accepted. */
  submit(task: ImageTask, signal: AbortSignal): Promise<void>;
  /** Asks for the present state of an accepted task. */
  poll(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot>;
  /** Asks the archive for a task of any age. */
  recall(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot>;
  /** Opens the bytes behind a result's URL, which may have expired. They must be read, or the iteration ended. */
  download(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}
