import { isJsonObject } from '../../prompt/json';
import { likenessOfWords, overlapOfBoxes, type Sketch, sketchesOf } from './likeness';
import { pairByForm, Pairing } from './pairing';
import { commonSequence, type IndexPair, numbered } from './sequence';

/** What makes two elements the same one, each 0 to 1: words alone, or words and boxes together, or words in the same place. */
const SAME_WORDS = 0.5;
const SAME_WORDS_AND_BOX = 0.8;
const SAME_WORDS_IN_PLACE = 0.25;

/** What counts how much, where several may be the same one: what they say, then their boxes, then their place in the list. */
const WORDS = 2;
const BOXES = 1;
const PLACE = 0.1;

/** No more pairs than this are compared; of very many elements only such that are near each other in the list. */
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

/** What an element says, as JSON: of elements that say the same these words are enough to know them by. */
function wordsOf(element: unknown, name: string): string {
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

/** Pairs what is equal, in the same order as far as possible, and what alone says the same. */
function pairAlike(pairing: Pairing, a: readonly unknown[], b: readonly unknown[]): void {
  const [before, after] = mapBoth(a, b, formOf);
  const numbers = new Map<string, number>();
  for (const [from, to] of commonSequence(numbered(before, numbers), numbered(after, numbers))) {
    pairing.pair(from, to);
  }
  pairByForm(pairing, before, after, false);
  pairByForm(pairing, ...mapBoth(a, b, wordsOf), true);
}

/** For each item of A: where it is in B if it still follows the same item that has a partner. */
function expectedPlaces(length: number, pairing: Pairing): number[] {
  let place = -1;
  return Array.from({ length }, (_, from) => (place = pairing.toB.get(from) ?? place + 1));
}

/** How much speaks for two elements being the same one; 0 where they are not. */
function scoreOf(a: Sketch, b: Sketch, inPlace: boolean): number {
  const words = likenessOfWords(a, b);
  if (a.kind !== b.kind) return words >= SAME_WORDS ? words : 0;
  const boxes = overlapOfBoxes(a, b);
  const isSame =
    words >= SAME_WORDS || words + boxes >= SAME_WORDS_AND_BOX || (inPlace && words >= SAME_WORDS_IN_PLACE);
  return isSame ? WORDS * words + BOXES * boxes + (inPlace ? PLACE : 0) : 0;
}

interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** The best first; among equals those whose numbers changed least. */
function byScore(x: Candidate, y: Candidate): number {
  return (
    y.score - x.score || Math.abs(x.from - x.to) - Math.abs(y.from - y.to) || x.from - y.from || x.to - y.to
  );
}

/** The elements without a partner that may be the same ones. */
function candidatesOf(pairing: Pairing, a: readonly unknown[], b: readonly unknown[]): Candidate[] {
  const froms = pairing.freeInA();
  const tos = pairing.freeInB();
  const candidates: Candidate[] = [];
  if (froms.length === 0 || tos.length === 0) return candidates;
  const [before, after] = sketchesOf(a, b);
  const expected = expectedPlaces(a.length, pairing);
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
 * Finds out which elements of two lists are the same ones, as index pairs in the order of `b`; each is in one pair at most.
 * Equal ones first, in their order where possible; then those of the same kind that say nearly the same, or stand in nearly
 * the same box. Insertions, deletions and another order do not mislead it. The same lists always give the same pairs.
 */
export function pairElements(a: readonly unknown[], b: readonly unknown[]): readonly IndexPair[] {
  const pairing = new Pairing([a.length, b.length]);
  pairAlike(pairing, a, b);
  for (const { from, to } of candidatesOf(pairing, a, b).sort(byScore)) pairing.pair(from, to);
  return pairing.pairs();
}
