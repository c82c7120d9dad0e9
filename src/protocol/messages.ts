/** The messages between the panel and the extension host. Each is plain JSON. */
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
  /** The file name without its structured-prompt extension. */
  readonly name: string;
  readonly kind: 'prompt' | 'task';
  /** The number of tasks that Generate would send (1 for a prompt file). */
  readonly tasks: number;
  /** Why it cannot be read now; line and column count from 1. */
  readonly problem: { readonly message: string; readonly line: number; readonly column: number } | null;
}

export interface StudioState {
  readonly document: DocumentView | null;
  /** The panel stays on this document instead of following the active editor. */
  readonly locked: boolean;
  /** Null without a document. For a task file, they show the values of the task on the stage and cannot be changed. */
  readonly controls: (GenerationOptions & { readonly editable: boolean }) | null;
  /** What Generate would do now; null if it can do nothing. The price is in US dollars, null if it is free. */
  readonly offer: { readonly backend: BackendId; readonly price: number | null } | null;
  /** Why Generate draws a proof instead of an image. */
  readonly notice: 'no-key' | 'untrusted' | null;
  /** The newest runs, newest first. The page requests more when it needs them. */
  readonly runs: readonly RunView[];
  /** The number of runs that are not in `runs`. */
  readonly older: number;
  readonly unreadable: readonly UnreadableRunView[];
  readonly selected: { readonly runId: string; readonly index: number } | null;
}

/** The state without the runs, because there may be many. */
export type HostState = Omit<StudioState, 'runs' | 'older'>;

/** Host to panel. Each message except `runs` and a change is complete and replaces the previous one of its type. */
export type HostMessage =
  | { readonly type: 'strings'; readonly strings: PanelStrings }
  | { readonly type: 'state'; readonly state: HostState }
  /**
   * The ids of the newest runs, newest first, and the runs among them that are new or have changed since the last message
   * of this type. The first message after `ready`, or after a switch to another document, has all of these runs. Comes
   * before a `state` that needs it.
   */
  | {
      readonly type: 'runs';
      readonly order: readonly string[];
      readonly changed: readonly RunView[];
      /** The number of all runs, including those that the page does not have yet. */
      readonly total: number;
    }
  /** The answer to `compare`. */
  | ({ readonly type: 'difference' } & Difference)
  /** Sent for a new prompt on the stage, or if the page may lack the snapshot before. Null if no document can be shown. */
  | { readonly type: 'stage'; readonly stage: StageSnapshot | null }
  /** Sent after each change of the text, and as the answer to each edit. */
  | { readonly type: 'stageChange'; readonly change: StageChange }
  /** The problems of the elements. Sent after a pause in typing. */
  | { readonly type: 'problems'; readonly uri: string; readonly problems: readonly StageProblem[] }
  /** The element at the text cursor. */
  | { readonly type: 'cursor'; readonly uri: string; readonly element: number | null };

/** Panel to host. */
export type PanelMessage =
  | { readonly type: 'ready' }
  | (AboutDocument & { readonly type: 'setControls'; readonly controls: GenerationOptions })
  | (AboutDocument & { readonly type: 'setLocked'; readonly locked: boolean })
  | (AboutDocument & { readonly type: 'generate' })
  | { readonly type: 'select'; readonly runId: string; readonly index: number }
  /** `openFolder` also works for a run that cannot be read. */
  | { readonly type: 'runAction'; readonly action: RunActionId; readonly runId: string }
  | {
      readonly type: 'imageAction';
      readonly action: ImageActionId;
      readonly runId: string;
      readonly index: number;
    }
  /** The page needs runs that are older than those it has: some of them, or all. */
  | { readonly type: 'moreRuns'; readonly all: boolean }
  | (AboutDocument & { readonly type: 'showProblem' })
  | { readonly type: 'setApiKey' }
  | { readonly type: 'newPrompt' }
  /** The page received a change to a snapshot that it does not have, so it needs a full one. */
  | { readonly type: 'resync' }
  | ({ readonly type: 'edit' } & StageEdit)
  /** Shows an element in the text; with `focus`, the cursor goes there too. */
  | (AboutDocument & { readonly type: 'showElement'; readonly index: number; readonly focus: boolean })
  | ({ readonly type: 'fix' } & StageFix)
  /** Puts another task of a task file on the stage, counted from 0. */
  | (AboutDocument & { readonly type: 'chooseTask'; readonly task: number })
  | (AboutDocument & { readonly type: 'undo' })
  | (AboutDocument & { readonly type: 'redo' })
  /** Requests the `difference` between two images. */
  | { readonly type: 'compare'; readonly a: ImageRef; readonly b: ImageRef }
  /** Opens the full difference between two runs in the editor's diff view. */
  | { readonly type: 'openDiff'; readonly a: string; readonly b: string }
  /** A thumbnail that the page made: a WEBP or JPEG file in base64, within the limits in `images.ts`. */
  | { readonly type: 'thumbnail'; readonly runId: string; readonly index: number; readonly data: string }
  /** An image that was dropped on the panel: its file in base64, or its URI if it came from the editor. */
  | { readonly type: 'restoreImage'; readonly name: string; readonly data: string }
  | { readonly type: 'restoreFrom'; readonly uri: string }
  | { readonly type: 'draft' };
