import { applyEdits, composeEdits, smallestEdits, type TextEdit } from '../prompt/edit';
import { type LintedDocument, lintDocument, type LintOptions } from './lint';

/** A document after applying every certain fix. */
export interface FixedDocument {
  /** Edits of the original text, as small as possible. */
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** The rule of each problem that was fixed, in order. */
  readonly rules: readonly string[];
}

interface Mending {
  readonly rule: string;
  readonly edits: readonly TextEdit[];
  /** The range from its first to its last edit. */
  readonly start: number;
  readonly end: number;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A fix can make another one possible, and fixes that touch each other are applied in turn. No document needs this many
 * rounds.
 */
const MOST_ROUNDS = 20;

function mendingsOf({ parsed, problems }: LintedDocument, only: ReadonlySet<string> | undefined): Mending[] {
  const mendings: Mending[] = [];
  // A fix may solve several problems; it counts once.
  const met = new Set<readonly TextEdit[]>();
  for (const { rule, fixes } of problems) {
    if (only && !only.has(rule)) continue;
    const fix = fixes().find(({ certain }) => certain);
    if (!fix || met.has(fix.edits)) continue;
    met.add(fix.edits);
    const edits = smallestEdits(parsed.text, fix.edits);
    const first = edits[0];
    const last = edits.at(-1);
    if (first && last) mendings.push({ rule, edits, start: first.offset, end: last.offset + last.length });
  }
  return mendings;
}

/** As many fixes as can be applied at once: none overlaps or touches another. */
function apart(mendings: readonly Mending[]): Mending[] {
  let end = -1;
  return mendings
    .toSorted((a, b) => a.end - b.end)
    .filter((mending) => {
      if (mending.start <= end) return false;
      end = mending.end;
      return true;
    });
}

/** Fixes all problems of a document (of the rules in `only`) that have a certain fix, until no such problem is left. */
export function fixAll(
  fileName: string,
  source: string,
  options: LintOptions,
  only?: ReadonlySet<string>,
): FixedDocument {
  const mark = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const original = source.slice(mark.length);
  let text = original;
  let edits: readonly TextEdit[] = [];
  const rules: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const mendings = apart(mendingsOf(lintDocument(fileName, text, options), only));
    if (mendings.length === 0) break;
    const done = mendings.flatMap((mending) => mending.edits);
    text = applyEdits(text, done);
    edits = composeEdits(edits, done);
    for (const { rule } of mendings) rules.push(rule);
  }
  return {
    edits: smallestEdits(original, edits).map((edit) => ({ ...edit, offset: edit.offset + mark.length })),
    text: mark + text,
    rules,
  };
}
