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

/** A way to mend a problem: edits of the linted text, applied together. */
export interface Fix {
  /** An imperative sentence without a full stop: `Swap the axes of this box`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether this is what the person means beyond doubt and loses nothing: only such a fix is applied by "fix all". */
  readonly certain: boolean;
}

/** What a rule found, at its position in the text. */
export interface Finding extends TextSpan {
  /** One or two sentences that say what is wrong and name the fix. */
  readonly message: string;
  readonly path: JsonPath;
  /** Worked out only when someone asks for them. Of several, the best one comes first. */
  readonly fixes?: () => readonly Fix[];
}

export type Report = (finding: Finding) => void;

/** One thing that can be wrong with a document. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** Unless the person decides otherwise. */
  readonly severity: Severity | 'off';
  /** What it reports, in a line: for the settings and the list of rules. */
  readonly summary: string;
  /** Reports everything it finds. It runs at each change of the text, so its cost grows with the document's size at most. */
  readonly check: (subject: Subject, report: Report) => void;
}
