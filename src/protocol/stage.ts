/** The data of the messages between panel and host about the layout on the stage. */
import type { ElementsEdit } from '../prompt/elements/edit';
import type { PromptModel } from '../prompt/model';

/** The structured prompt in the current text of a document. */
export interface StageSnapshot {
  /** Counts up with each snapshot that the panel gets. */
  readonly serial: number;
  readonly uri: string;
  /** The version of the text. An edit that is made on this snapshot has the same one. */
  readonly version: number;
  /** The highest `id` of the edits that this answers, applied or not; 0 before the first. */
  readonly answered: number;
  /** Whether gestures may change the text: not if it is read-only or does not parse. */
  readonly editable: boolean;
  /** The text does not parse now: `model` comes from the last text that did. */
  readonly stale: boolean;
  /** The number of tasks in a task file (1 for a prompt file), and the index of this one, counted from 0. */
  readonly tasks: number;
  readonly task: number;
  readonly model: PromptModel;
}

/**
 * A person's action on the document that the page showed. The host may have switched to another document in the meantime:
 * the action must not affect that one.
 */
export interface AboutDocument {
  /** The URI of that document; null if the page showed none. */
  readonly document: string | null;
}

/** One gesture: a change of the elements, for exactly one version of the text. */
export interface StageEdit extends AboutDocument {
  /** Counts up with each edit that the page sends. */
  readonly id: number;
  readonly version: number;
  readonly task: number;
  readonly edit: ElementsEdit;
}

/** A quick fix that a person chose on the stage, for exactly one version of the text. */
export interface StageFix extends AboutDocument {
  readonly version: number;
  readonly task: number;
  /** The element and the message identify the problem. */
  readonly element: number;
  readonly message: string;
  /** The title of the fix. */
  readonly fix: string;
}

/** A problem that the linter found in an element. */
export interface StageProblem {
  /** The index of the element. */
  readonly element: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** The titles of its quick fixes. */
  readonly fixes: readonly string[];
}
