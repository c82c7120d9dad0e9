/** The runs of a document and their images, as the panel shows them. */
import type { ErrorClass } from '../task/errors';
import type { BackendId, RunState } from '../task/run';
import type { Seed } from '../task/seed';

/** One image of a run. */
export interface ImageRef {
  readonly runId: string;
  /** Its place in the run, counted from 0. */
  readonly index: number;
}

/** One image of a run, or the place it will take. */
export interface ResultView {
  readonly index: number;
  /** `elsewhere`: the task sent its image to its own upload address. */
  readonly state: 'pending' | 'ready' | 'missing' | 'elsewhere';
  /** Where the webview loads it from; null until it is on disk. */
  readonly uri: string | null;
  readonly seed: Seed | null;
  /** US dollars, as charged. */
  readonly cost: number | null;
  /** The service's safety check marked it. */
  readonly flagged: boolean;
  /** Of the file, in pixels; null until it is on disk. */
  readonly width: number | null;
  readonly height: number | null;
  /** The small image beside it; null until the page has made it. */
  readonly thumbnail: string | null;
  readonly favorite: boolean;
  /** A person's words about it; empty without. */
  readonly note: string;
}

/** A failure, already in sentences: what happened, what to do, and the service's own words. */
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
  /** `queued`: active, it waits for its turn; otherwise it was written down and never sent. */
  readonly state: RunState;
  /** This window is working on it now. An unfinished run that is not active was interrupted. */
  readonly active: boolean;
  /**
   * Paid images may still be there to be collected: offer it. True for detached and interrupted runs, and for ended
   * ones where an image that was made did not reach the disk. A run that was never sent can be sent.
   */
  readonly resumable: boolean;
  readonly width: number;
  readonly height: number;
  readonly speed: string;
  readonly count: number;
  /** US dollars charged so far; null when the service has not said. */
  readonly cost: number | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly taskUUID: string;
  /** Whether its structured prompt is known, sent or as the service expanded it. */
  readonly hasPrompt: boolean;
  /** While the run goes on there is a place for each of `count`, pending where nothing has arrived. */
  readonly results: readonly ResultView[];
  readonly errors: readonly ErrorView[];
}

/** A folder among the runs whose record is torn or of a foreign version: told, and never touched. */
export interface UnreadableRunView {
  /** The name of the folder. */
  readonly id: string;
}
