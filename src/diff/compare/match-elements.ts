import { isJsonObject } from '../../prompt/json';
import { similarityOfTexts, overlapOfBoxes, type Sketch, sketchesOf } from './similarity';
import { longestCommon, type IndexPair, numberTexts } from './sequence';

/** The items of two lists that belong together, each to one other at most. */
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
 * `onlySingle` only those whose form nobody else has.
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

/** What makes two elements the same one, each 0 to 1: their texts alone, texts and boxes together, or texts at the same index. */
const SAME_TEXT = 0.5;
const SAME_TEXT_AND_BOX = 0.8;
const SAME_TEXT_AND_INDEX = 0.25;

/** How much each counts if several may be the same one: texts first, then boxes, then the index in the list. */
const TEXT_WEIGHT = 2;
const BOX_WEIGHT = 1;
const INDEX_WEIGHT = 0.1;

/** No more pairs than this are compared: in a very long list only elements that are near each other. */
const MOST_COMPARED = 250_000;

/** A value as JSON; one that is nested too deeply for that gets a name that no other has. */
function formOf(value: unknown, name: string): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return name;
  }
}

/** An element's texts as JSON: enough to recognize it by. */
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

/** Pairs equal elements, in the same order as far as possible, and those that alone have the same texts. */
function pairAlike(pairing: Pairing, a: readonly unknown[], b: readonly unknown[]): void {
  const [before, after] = mapBoth(a, b, formOf);
  const numbers = new Map<string, number>();
  for (const [from, to] of longestCommon(numberTexts(before, numbers), numberTexts(after, numbers))) {
    pairing.pair(from, to);
  }
  pairByForm(pairing, before, after, false);
  pairByForm(pairing, ...mapBoth(a, b, textsOf), true);
}

/** For each item of A: its index in B if it still follows the same item with a partner. */
function expectedIndices(length: number, pairing: Pairing): number[] {
  let index = -1;
  return Array.from({ length }, (_, from) => (index = pairing.toB.get(from) ?? index + 1));
}

/** How much speaks for two elements being the same one; 0 if they are not. */
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

/** The best first; among equals the pair whose indices differ least. */
function byScore(x: Candidate, y: Candidate): number {
  return (
    y.score - x.score || Math.abs(x.from - x.to) - Math.abs(y.from - y.to) || x.from - y.from || x.to - y.to
  );
}

/** The elements without a partner that may be the same one. */
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
 * Finds which elements of two lists are the same one, as index pairs in the order of `b`; each is in one pair at most. Equal
 * elements come first, in their order if possible; then those of the same kind with nearly the same texts or boxes. It copes
 * with insertions, deletions and another order. The same lists always give the same pairs.
 */
export function matchElements(a: readonly unknown[], b: readonly unknown[]): readonly IndexPair[] {
  const pairing = new Pairing([a.length, b.length]);
  pairAlike(pairing, a, b);
  for (const { from, to } of candidatesOf(pairing, a, b).sort(byScore)) pairing.pair(from, to);
  return pairing.pairs();
}
