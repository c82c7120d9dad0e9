import type { TextEdit } from '../prompt/edit';
import type { TextSpan } from '../prompt/parse';
import type { JsonPath } from '../prompt/path';
import type { Subject } from './subject';

export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * What a rule is about. `api`: the service would refuse the task. `shape`: outside of what the model was trained on.
 * `layout`: the geometry at the document's size. `wording`: how the model's own prompt writer words things.
 */
export const LEVELS = ['api', 'shape', 'layout', 'wording'] as const;
export type Level = (typeof LEVELS)[number];

/** A way to fix a problem: edits of the linted text, applied together. */
export interface Fix {
  /** An imperative sentence without a period: `Swap the axes of this box`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether this is certainly what the person means and loses nothing: "fix all" applies only such fixes. */
  readonly certain: boolean;
}

/** What a rule found, at its position in the text. */
export interface Finding extends TextSpan {
  /** One or two sentences that say what is wrong and name the fix. */
  readonly message: string;
  readonly path: JsonPath;
  /** Computed only on request. If there are several, the best one comes first. */
  readonly fixes?: () => readonly Fix[];
}

export type Report = (finding: Finding) => void;

/** One thing that can be wrong with a document. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** The default, unless the person chooses otherwise. */
  readonly severity: Severity | 'off';
  /** What it reports, in one line, for the settings and the list of rules. */
  readonly summary: string;
  /**
   * Reports everything it finds. It runs on each change of the text, so its cost may grow at most linearly with the
   * document.
   */
  readonly check: (subject: Subject, report: Report) => void;
}
