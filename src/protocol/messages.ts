/** What the panel and the extension host say to each other. Every message is plain JSON. */
import type { BackendId } from '../task/run';
import type { GenerationOptions } from '../task/types';
import type { Difference } from './comparison';
import type { ImageActionId, RunActionId } from './run-actions';
import type { ImageRef, RunView, UnreadableRunView } from './run-view';
import type { AboutDocument, StageEdit, StageFix, StageProblem, StageSnapshot } from './stage';
import type { StageChange } from './stage-change';
import type { PanelStrings } from './strings';

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
  | { readonly type: 'select'; readonly runId: string; readonly index: number }
  /** `openFolder` also of a run that cannot be read. */
  | { readonly type: 'runAction'; readonly action: RunActionId; readonly runId: string }
  | {
      readonly type: 'imageAction';
      readonly action: ImageActionId;
      readonly runId: string;
      readonly index: number;
    }
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
  /** Asks for the `difference` of two images. */
  | { readonly type: 'compare'; readonly a: ImageRef; readonly b: ImageRef }
  /** The whole difference in the editor's own view; by run ids. */
  | { readonly type: 'openDiff'; readonly a: string; readonly b: string }
  /** A thumbnail that the page made: a WEBP or JPEG file in base64, within the limits above. */
  | { readonly type: 'thumbnail'; readonly runId: string; readonly index: number; readonly data: string }
  /** An image dropped on the panel: its file in base64, or where the editor knows it. */
  | { readonly type: 'restoreImage'; readonly name: string; readonly data: string }
  | { readonly type: 'restoreFrom'; readonly uri: string }
  | { readonly type: 'draft' };
