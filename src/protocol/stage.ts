/** What panel and host say to each other about the layout on the stage. */
import type { ElementsEdit } from '../prompt/elements/edit';
import type { PromptModel } from '../prompt/model';

/** The structured prompt of a document, as its text stands. */
export interface StageSnapshot {
  /** Counts up with each snapshot that a panel is sent. */
  readonly serial: number;
  readonly uri: string;
  /** Of the text: an edit made on this snapshot names it. */
  readonly version: number;
  /** The highest `id` of the edits that this answers, done or not; 0 before the first. */
  readonly answered: number;
  /** Whether gestures may change the text: not where it is read-only or does not parse. */
  readonly editable: boolean;
  /** The text does not parse at present: `model` is what it said when it last did. */
  readonly stale: boolean;
  /** How many tasks a task file holds (1 for a prompt file), and which of them this is, counted from 0. */
  readonly tasks: number;
  readonly task: number;
  readonly model: PromptModel;
}

/**
 * A person acted on the document that the page showed. The host may have gone on to another one meanwhile, which must not be
 * met in its place.
 */
export interface AboutDocument {
  /** Its uri; null where the page showed none. */
  readonly document: string | null;
}

/** One gesture: a change of the elements, meant for exactly one version of the text. */
export interface StageEdit extends AboutDocument {
  /** Counts up with each edit that the page sends. */
  readonly id: number;
  readonly version: number;
  readonly task: number;
  readonly edit: ElementsEdit;
}

/** A person chose a quick fix on the stage, on exactly this version of the text. */
export interface StageFix extends AboutDocument {
  readonly version: number;
  readonly task: number;
  /** The problem, by its element and what it says. */
  readonly element: number;
  readonly message: string;
  /** What the fix does. */
  readonly fix: string;
}

/** Something that the linter found at an element. */
export interface StageProblem {
  /** The element, by its place in the list. */
  readonly element: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** What each of its quick fixes does. */
  readonly fixes: readonly string[];
}
