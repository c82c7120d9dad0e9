import { longestCommon, type IndexPair, numberTexts } from '../compare/sequence';
import { isRead, tokensOf } from '../compare/tokens';

/** A part of two texts: what both have, or what only one has. */
export interface TextSegment {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A run of tokens that two texts have in common: its index in each, and its length. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Longer texts are compared as one token, in UTF-16 units. */
const LONGEST = 100_000;

function partsOf(text: string): readonly string[] {
  return text.length > LONGEST ? [text] : tokensOf(text);
}

function runsOf(pairs: readonly IndexPair[]): Run[] {
  const runs: Run[] = [];
  for (const [from, to] of pairs) {
    const last = runs.at(-1);
    if (last && last.from + last.length === from && last.to + last.length === to) {
      runs[runs.length - 1] = { ...last, length: last.length + 1 };
    } else runs.push({ from, to, length: 1 });
  }
  return runs;
}

/** Whether a run is more than the space between two changes, which would only split them. */
function isWorthKeeping({ from, to, length }: Run, a: readonly string[], b: readonly string[]): boolean {
  const isFirst = from === 0 && to === 0;
  const isLast = from + length === a.length && to + length === b.length;
  return isFirst || isLast || isRead(a.slice(from, from + length).join(''));
}

/**
 * What was removed from a text and added to it, by words (by characters in Chinese and Japanese), in the order of the text.
 * The unchanged and the removed segments together are the text `a`; the unchanged and the added ones are `b`. No segment is
 * empty. If long texts have little in common, only their common start and end count as unchanged; very long texts are either
 * unchanged or replaced entirely.
 */
export function textDiff(a: string, b: string): readonly TextSegment[] {
  const before = partsOf(a);
  const after = partsOf(b);
  const numbers = new Map<string, number>();
  const common = longestCommon(numberTexts(before, numbers), numberTexts(after, numbers));
  const runs = runsOf(common).filter((run) => isWorthKeeping(run, before, after));
  const segments: TextSegment[] = [];
  const add = (kind: TextSegment['kind'], tokens: readonly string[]) => {
    if (tokens.length > 0) segments.push({ kind, text: tokens.join('') });
  };
  let x = 0;
  let y = 0;
  for (const { from, to, length } of [...runs, { from: before.length, to: after.length, length: 0 }]) {
    add('removed', before.slice(x, from));
    add('added', after.slice(y, to));
    add('same', before.slice(from, from + length));
    x = from + length;
    y = to + length;
  }
  return segments;
}
