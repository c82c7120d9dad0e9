/** What the panel and the extension host say to each other. Every message is plain JSON. */
import type { ErrorClass } from '../task/errors';
import type { BackendId, RunState } from '../task/run';
import type { Seed } from '../task/seed';
import type { GenerationOptions } from '../task/types';
import { type FilmFilter, NO_FILTER } from './film-filter';
import type { Difference, ReviewMessage, UnreadableRunView } from './review';
import type { AboutDocument, StageEdit, StageFix, StageProblem, StageSnapshot } from './stage';
import type { StageChange } from './stage-change';
import type { PanelStrings } from './strings';

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

export interface DocumentView {
  readonly uri: string;
  /** The file name without its structured-prompt ending. */
  readonly name: string;
  readonly kind: 'prompt' | 'task';
  /** How many tasks Generate would send (1 for a prompt file). */
  readonly tasks: number;
  /** Why it cannot be read at present; line and column count from 1. */
  readonly problem: { readonly message: string; readonly line: number; readonly column: number } | null;
}

export interface StudioState {
  readonly document: DocumentView | null;
  /** The panel keeps this document instead of following the active editor. */
  readonly locked: boolean;
  /** Null without a document. For a task file they show what the task on the stage says and cannot be changed. */
  readonly controls: (GenerationOptions & { readonly editable: boolean }) | null;
  /** What Generate would do now; price in US dollars, null when it costs nothing. Null when it cannot do anything. */
  readonly offer: { readonly backend: BackendId; readonly price: number | null } | null;
  /** Why Generate draws a proof instead of an image. */
  readonly notice: 'no-key' | 'untrusted' | null;
  /** The newest ones, newest first; the page asks for more as it needs them. */
  readonly runs: readonly RunView[];
  /** How many there are beside those. */
  readonly older: number;
  readonly unreadable: readonly UnreadableRunView[];
  readonly selected: { readonly runId: string; readonly index: number } | null;
}

/** The state but for the runs, which may be many. */
export type HostState = Omit<StudioState, 'runs' | 'older'>;

/** Host to panel. Each message but `runs` and a change is the whole truth of its part and replaces the last of its type. */
export type HostMessage =
  | { readonly type: 'strings'; readonly strings: PanelStrings }
  | { readonly type: 'state'; readonly state: HostState }
  /**
   * The ids of the newest runs, newest first, and those of them that are new or changed since the last message of this type;
   * the first after `ready` and after a change of the document has all of these. Comes before a `state` that needs it.
   */
  | {
      readonly type: 'runs';
      readonly order: readonly string[];
      readonly changed: readonly RunView[];
      /** How many runs there are, with those that the page is not told of yet. */
      readonly total: number;
    }
  /** The answer to `compare`. */
  | ({ readonly type: 'difference' } & Difference)
  /** When a prompt comes on the stage, and for a page that may not have the one before. Null without a document that can be shown. */
  | { readonly type: 'stage'; readonly stage: StageSnapshot | null }
  /** At each change of the text, and as the answer to each edit. */
  | { readonly type: 'stageChange'; readonly change: StageChange }
  /** What is wrong with the elements, after a pause in the typing. */
  | { readonly type: 'problems'; readonly uri: string; readonly problems: readonly StageProblem[] }
  /** The element that the text cursor is in. */
  | { readonly type: 'cursor'; readonly uri: string; readonly element: number | null };

/** Panel to host. */
export type PanelMessage =
  | { readonly type: 'ready' }
  | (AboutDocument & { readonly type: 'setControls'; readonly controls: GenerationOptions })
  | (AboutDocument & { readonly type: 'setLocked'; readonly locked: boolean })
  | (AboutDocument & { readonly type: 'generate' })
  | { readonly type: 'cancel'; readonly runId: string }
  | { readonly type: 'resume'; readonly runId: string }
  | { readonly type: 'select'; readonly runId: string; readonly index: number }
  | { readonly type: 'saveImage'; readonly runId: string; readonly index: number }
  | { readonly type: 'revealImage'; readonly runId: string; readonly index: number }
  | { readonly type: 'openPrompt'; readonly runId: string }
  | { readonly type: 'showDetails'; readonly runId: string }
  /** The page needs runs older than those that it knows: some more of them, or all. */
  | { readonly type: 'moreRuns'; readonly all: boolean }
  | (AboutDocument & { readonly type: 'showProblem' })
  | { readonly type: 'setApiKey' }
  | { readonly type: 'newPrompt' }
  /** A change came of a snapshot that the page does not have: it needs the whole one. */
  | { readonly type: 'resync' }
  | ({ readonly type: 'edit' } & StageEdit)
  /** Shows an element in the text; `focus`: and writes there. */
  | (AboutDocument & { readonly type: 'showElement'; readonly index: number; readonly focus: boolean })
  | ({ readonly type: 'fix' } & StageFix)
  /** Which task of a task file is on the stage, counted from 0. */
  | (AboutDocument & { readonly type: 'chooseTask'; readonly task: number })
  | (AboutDocument & { readonly type: 'undo' })
  | (AboutDocument & { readonly type: 'redo' })
  | ReviewMessage;

/** What part of the frame the stage shows: all of it, or a scale and the point of the frame (0-1) in the middle. */
export type StageViewport =
  | 'fit'
  | {
      /** CSS pixels for one pixel of the image. */
      readonly scale: number;
      readonly x: number;
      readonly y: number;
    };

/** What lies under the boxes: the sheet alone, the layout proof, or the chosen result. */
export const BACKDROPS = ['none', 'proof', 'result'] as const;
export type Backdrop = (typeof BACKDROPS)[number];

/** How a document is looked at. */
export interface StageLook {
  readonly viewport: StageViewport;
  readonly backdrop: Backdrop;
  /** Of the backdrop, 0-1. */
  readonly opacity: number;
  readonly boxes: boolean;
  readonly snap: boolean;
  readonly grid: boolean;
  /** Of the filmstrip. */
  readonly filter: FilmFilter;
}

export const DEFAULT_LOOK: StageLook = {
  viewport: 'fit',
  backdrop: 'result',
  opacity: 1,
  boxes: true,
  snap: true,
  grid: false,
  filter: NO_FILTER,
};

/**
 * What the page keeps with `setState` over a reload of the window. The host gets it back from the editor when the panel
 * is restored: `document` and `locked` say what to show again, `looks` (by document uri) is the page's own.
 */
export interface SavedPanelState {
  readonly document: string | null;
  readonly locked: boolean;
  readonly looks: Readonly<Record<string, StageLook>>;
}
