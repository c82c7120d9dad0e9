import { isJsonObject } from '../../prompt/json';
import { similarityOfTexts, overlapOfBoxes, type Sketch, sketchesOf } from './similarity';
import { longestCommon, type IndexPair, numberTexts } from './sequence';

/** Pairs of matching items in two lists. Each item is in at most one pair. */
class Pairing {
  /** For each item of A with a partner: the partner's index in B. */
  readonly toB = new Map<number, number>();
  /** For each item of B with a partner: the partner's index in A. */
  readonly toA = new Map<number, number>();
  private readonly lengths: readonly [a: number, b: number];

  constructor(lengths: readonly [a: number, b: number]) {
    this.lengths = lengths;
  }

  /** The items of A without a partner, ascending. */
  freeInA(): number[] {
    return Array.from({ length: this.lengths[0] }, (_, from) => from).filter((from) => !this.toB.has(from));
  }

  /** The items of B without a partner, ascending. */
  freeInB(): number[] {
    return Array.from({ length: this.lengths[1] }, (_, to) => to).filter((to) => !this.toA.has(to));
  }

  /** Makes two items partners unless one of them already has a partner. */
  pair(from: number, to: number): void {
    if (this.toB.has(from) || this.toA.has(to)) return;
    this.toB.set(from, to);
    this.toA.set(to, from);
  }

  /** All pairs in the order of B. */
  pairs(): IndexPair[] {
    return [...this.toA].map(([to, from]): IndexPair => [from, to]).sort(([, x], [, y]) => x - y);
  }
}

function grouped(indices: readonly number[], forms: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const form = forms[index] ?? '';
    const group = groups.get(form);
    if (group) group.push(index);
    else groups.set(form, [index]);
  }
  return groups;
}

/**
 * Pairs items of the same form that have no partner yet: the first of each form in A with the first in B, and so on. With
 * `onlySingle`, pairs only items whose form is unique in their list.
 */
function pairByForm(pairing: Pairing, a: readonly string[], b: readonly string[], onlySingle: boolean): void {
  const ofB = grouped(pairing.freeInB(), b);
  for (const [form, froms] of grouped(pairing.freeInA(), a)) {
    const tos = ofB.get(form) ?? [];
    if (onlySingle && (froms.length > 1 || tos.length > 1)) continue;
    froms.slice(0, tos.length).forEach((from, index) => {
      pairing.pair(from, tos[index] ?? 0);
    });
  }
}

/** Thresholds (0-1) for matching two elements: by texts alone, by texts and boxes together, or by texts at the same index. */
const SAME_TEXT = 0.5;
const SAME_TEXT_AND_BOX = 0.8;
const SAME_TEXT_AND_INDEX = 0.25;

/** The weights for choosing among several matches: texts first, then boxes, then the index in the list. */
const TEXT_WEIGHT = 2;
const BOX_WEIGHT = 1;
const INDEX_WEIGHT = 0.1;

/** The most pairs to compare: in very long lists, only elements that are near each other are compared. */
const MOST_COMPARED = 250_000;

/** A value as JSON; a value that is nested too deeply for that is represented by a unique name. */
function formOf(value: unknown, name: string): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return name;
  }
}

/** An element's texts as JSON, which are enough to recognize it. */
function textsOf(element: unknown, name: string): string {
  if (!isJsonObject(element)) return name;
  const { type, text, desc } = element;
  return text === undefined && desc === undefined ? name : formOf([type, text, desc], name);
}

function mapBoth(
  a: readonly unknown[],
  b: readonly unknown[],
  form: (element: unknown, name: string) => string,
): readonly [a: string[], b: string[]] {
  return [
    a.map((element, index) => form(element, `A ${index}`)),
    b.map((element, index) => form(element, `B ${index}`)),
  ];
}

/** Pairs equal elements, in the same order if possible, and elements whose texts are unique in both lists. */
function pairAlike(pairing: Pairing, a: readonly unknown[], b: readonly unknown[]): void {
  const [before, after] = mapBoth(a, b, formOf);
  const numbers = new Map<string, number>();
  for (const [from, to] of longestCommon(numberTexts(before, numbers), numberTexts(after, numbers))) {
    pairing.pair(from, to);
  }
  pairByForm(pairing, before, after, false);
  pairByForm(pairing, ...mapBoth(a, b, textsOf), true);
}

/** For each item of A: the index that it would have in B if it still followed the same paired item. */
function expectedIndices(length: number, pairing: Pairing): number[] {
  let index = -1;
  return Array.from({ length }, (_, from) => (index = pairing.toB.get(from) ?? index + 1));
}

/** How likely it is that two elements are the same; 0 if they are not. */
function scoreOf(a: Sketch, b: Sketch, isAtIndex: boolean): number {
  const texts = similarityOfTexts(a, b);
  if (a.kind !== b.kind) return texts >= SAME_TEXT ? texts : 0;
  const boxes = overlapOfBoxes(a, b);
  const isSame =
    texts >= SAME_TEXT || texts + boxes >= SAME_TEXT_AND_BOX || (isAtIndex && texts >= SAME_TEXT_AND_INDEX);
  return isSame ? TEXT_WEIGHT * texts + BOX_WEIGHT * boxes + (isAtIndex ? INDEX_WEIGHT : 0) : 0;
}

interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** Sorts the best pair first; among equals, the pair whose indices differ least. */
function byScore(x: Candidate, y: Candidate): number {
  return (
    y.score - x.score || Math.abs(x.from - x.to) - Math.abs(y.from - y.to) || x.from - y.from || x.to - y.to
  );
}

/** The pairs of elements without a partner that may be the same. */
function candidatesOf(pairing: Pairing, a: readonly unknown[], b: readonly unknown[]): Candidate[] {
  const froms = pairing.freeInA();
  const tos = pairing.freeInB();
  const candidates: Candidate[] = [];
  if (froms.length === 0 || tos.length === 0) return candidates;
  const [before, after] = sketchesOf(a, b);
  const expected = expectedIndices(a.length, pairing);
  const reach = Math.floor(MOST_COMPARED / froms.length);
  froms.forEach((from, rank) => {
    for (const to of tos.slice(Math.max(0, rank - reach), rank + reach + 1)) {
      const x = before[from];
      const y = after[to];
      const score = x && y ? scoreOf(x, y, expected[from] === to) : 0;
      if (score > 0) candidates.push({ from, to, score });
    }
  });
  return candidates;
}

/**
 * Finds which elements of two lists are the same, as index pairs in the order of `b`; each element is in at most one pair.
 * Equal elements are matched first, in order if possible; then those of the same kind with nearly the same texts or boxes.
 * Handles insertions, deletions and reordering. The same lists always give the same pairs.
 */
export function matchElements(a: readonly unknown[], b: readonly unknown[]): readonly IndexPair[] {
  const pairing = new Pairing([a.length, b.length]);
  pairAlike(pairing, a, b);
  for (const { from, to } of candidatesOf(pairing, a, b).sort(byScore)) pairing.pair(from, to);
  return pairing.pairs();
}
