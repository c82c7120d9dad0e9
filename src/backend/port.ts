import type { TaskError } from '../task/errors';
import type { BackendId } from '../task/run';
import type { Seed } from '../task/seed';
import type { ImageTask, JsonObject } from '../task/types';

/** Where the bytes of a result come from. */
export type ResultContent =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The task sent its image elsewhere (`uploadEndpoint`): there is nothing to fetch. */
  | { readonly kind: 'none' };

/** One finished image of a task. */
export interface TaskResult {
  readonly imageUUID: string;
  readonly content: ResultContent;
  /** Where it stood in the reply, counted from 0. */
  readonly place: number;
  readonly seed: Seed | null;
  /** US dollars. */
  readonly cost: number | null;
  /** The service's safety check marked it. */
  readonly flagged: boolean;
}

/** The whole state of a task at one moment. */
export interface TaskSnapshot {
  /** Generations that are still being worked on, as far as the backend says. */
  readonly pending: number;
  readonly results: readonly TaskResult[];
  readonly errors: readonly TaskError[];
  /** The reply's items as they came, image data left out: kept in the run's record. */
  readonly items: readonly JsonObject[];
}

/**
 * Where tasks go. Every call rejects with a `ServiceError` when it fails as a whole, of class `aborted` when the signal
 * ended it and of class `notFound` when the backend does not know the task.
 */
export interface Backend {
  readonly id: BackendId;
  /** Where it is, as people are told and runs remember it; undefined for this machine. */
  readonly address: string | undefined;
  /** By which the present key is known again among others, without telling it; not there where there is no key. */
  fingerprint?(salt: string): Promise<string>;
  /** Hands a task over; resolves once it is accepted. */
  submit(task: ImageTask, signal: AbortSignal): Promise<void>;
  /** Asks for the present state of an accepted task. */
  poll(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot>;
  /** Asks the archive for a task of any age. */
  recall(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot>;
  /** Opens the bytes behind a result's URL, which may have expired. They must be read, or the reading ended. */
  download(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}
