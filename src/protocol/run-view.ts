/** The runs of a document and their images, as the panel shows them. */
import type { ErrorClass } from '../task/errors';
import type { BackendId, RunState } from '../task/run';
import type { Seed } from '../task/seed';

/** One image of a run. */
export interface ImageRef {
  readonly runId: string;
  /** Its index in the run, counted from 0. */
  readonly index: number;
}

/** One image of a run, or a placeholder for it. */
export interface ResultView {
  readonly index: number;
  /** `elsewhere`: the task sent its image to its own upload address. */
  readonly state: 'pending' | 'ready' | 'missing' | 'elsewhere';
  /** The address that the webview loads it from; null until it is on disk. */
  readonly uri: string | null;
  readonly seed: Seed | null;
  /** US dollars, as charged. */
  readonly cost: number | null;
  /** Whether the service's safety check flagged it. */
  readonly flagged: boolean;
  /** The size of the file, in pixels; null until it is on disk. */
  readonly width: number | null;
  readonly height: number | null;
  /** The address of its thumbnail; null until the page has made one. */
  readonly thumbnail: string | null;
  readonly favorite: boolean;
  /** A person's note about it; empty if there is none. */
  readonly note: string;
}

/** A failure as text: what happened, what to do, and the service's own message. */
export interface ErrorView {
  readonly class: ErrorClass;
  readonly title: string;
  readonly advice: string;
  readonly message: string;
  readonly code: string;
}

export interface RunView {
  readonly id: string;
  readonly backend: BackendId;
  /** `queued`: waiting in the queue if the run is active; otherwise saved but never sent. */
  readonly state: RunState;
  /** Whether this window is working on it now. An unfinished run that is not active was interrupted. */
  readonly active: boolean;
  /**
   * Whether to offer to resume it, because the service may still have paid images. True for detached and interrupted
   * runs, and for ended ones if an image did not reach the disk. A run that was never sent can be sent.
   */
  readonly resumable: boolean;
  readonly width: number;
  readonly height: number;
  readonly speed: string;
  readonly count: number;
  /** US dollars charged so far; null if the service has not reported it. */
  readonly cost: number | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly taskUUID: string;
  /** Whether its structured prompt is known: the one that was sent, or the one that the service expanded. */
  readonly hasPrompt: boolean;
  /** While the run is active, it has an entry for each of `count`, pending until its image arrives. */
  readonly results: readonly ResultView[];
  readonly errors: readonly ErrorView[];
}

/** A folder of a run whose record is damaged or of an unknown version. It is shown and never changed. */
export interface UnreadableRunView {
  /** The name of the folder. */
  readonly id: string;
}
