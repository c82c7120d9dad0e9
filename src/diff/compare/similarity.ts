import { isJsonObject } from '../../prompt/json';
import type { Bbox, PromptElement } from '../../prompt/model';
import { readElements } from './locations';
import { isRead, tokensOf } from './tokens';

/** The words of a text as numbers in ascending order, their weights, and the sum of the weights. */
interface Words {
  readonly numbers: readonly number[];
  readonly weights: readonly number[];
  readonly total: number;
}

/** The parts of an element that are compared with other elements. */
export interface Sketch {
  readonly kind: PromptElement['kind'];
  readonly box: Bbox | undefined;
  readonly text: Words;
  readonly desc: Words;
}

/** Only this much of a text is compared, since more would not distinguish elements better. In UTF-16 units. */
const ENOUGH = 2000;

function wordsOf(text: string): ReadonlySet<string> {
  const tokens = tokensOf(text.slice(0, ENOUGH).toLowerCase());
  const words = tokens.filter(isRead);
  return new Set(words.length > 0 ? words : tokens);
}

/** For each word, how many elements of a prompt contain it. */
function countsOf(elements: readonly PromptElement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text = '', desc } of elements) {
    for (const word of new Set([...wordsOf(text), ...wordsOf(desc)])) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

interface Weight {
  /** Identifies the word. */
  readonly number: number;
  readonly weight: number;
}

/** Words with at least this many letters weigh most. */
const LONG = 6;

/** Short words, and words in many elements of a prompt (`a`, `left`), say little about one of them and weigh less. */
function weightsOf(prompts: readonly (readonly PromptElement[])[]): ReadonlyMap<string, Weight> {
  const weights = new Map<string, Weight>();
  for (const counts of prompts.map(countsOf)) {
    for (const [word, count] of counts) {
      const { number, weight } = weights.get(word) ?? { number: weights.size, weight: Infinity };
      weights.set(word, { number, weight: Math.min(weight, Math.min(word.length, LONG) / LONG / count) });
    }
  }
  return weights;
}

function weighed(text: string, weights: ReadonlyMap<string, Weight>): Words {
  const words = [...wordsOf(text)]
    .map((word) => weights.get(word))
    .filter((word) => word !== undefined)
    .sort((a, b) => a.number - b.number);
  return {
    numbers: words.map(({ number }) => number),
    weights: words.map(({ weight }) => weight),
    total: words.reduce((sum, { weight }) => sum + weight, 0),
  };
}

/**
 * Sketches of the elements of two prompts, given as the items of their `elements`; undefined for items that are not objects.
 */
export function sketchesOf(
  a: readonly unknown[],
  b: readonly unknown[],
): readonly [a: readonly (Sketch | undefined)[], b: readonly (Sketch | undefined)[]] {
  const before = readElements(a);
  const after = readElements(b);
  const weights = weightsOf([before, after]);
  const sketch = ({ kind, bbox, text = '', desc }: PromptElement): Sketch => ({
    kind,
    box: bbox,
    text: weighed(kind === 'text' ? text : '', weights),
    desc: weighed(desc, weights),
  });
  const sketches = (values: readonly unknown[], elements: readonly PromptElement[]) =>
    elements.map((element) => (isJsonObject(values[element.index]) ? sketch(element) : undefined));
  return [sketches(a, before), sketches(b, after)];
}

/** The weight of the words that two texts have in common. */
function commonOf(a: Words, b: Words): number {
  let common = 0;
  // A merge of two sorted lists: this runs for every pair of elements.
  for (let x = 0, y = 0; x < a.numbers.length && y < b.numbers.length;) {
    const difference = (a.numbers[x] ?? 0) - (b.numbers[y] ?? 0);
    if (difference === 0) common += a.weights[x] ?? 0;
    if (difference <= 0) x++;
    if (difference >= 0) y++;
  }
  return common;
}

/** The similarity of elements without comparable words: there is nothing against a match, but little for it. */
const WORDLESS = 0.3;

/** How much of their texts two elements have in common, 0 to 1. The same lettering is enough, even if it looks different. */
export function similarityOfTexts(a: Sketch, b: Sketch): number {
  const totalOfA = a.text.total + a.desc.total;
  const totalOfB = b.text.total + b.desc.total;
  if (totalOfA === 0 || totalOfB === 0) return WORDLESS;
  const text = commonOf(a.text, b.text);
  const letterings = a.text.total + b.text.total;
  const all = (2 * (text + commonOf(a.desc, b.desc))) / (totalOfA + totalOfB);
  return letterings > 0 ? Math.max(all, (2 * text) / letterings) : all;
}

function areaOf([top, left, bottom, right]: Bbox): number {
  return (bottom - top) * (right - left);
}

/** How much two boxes overlap, 0 to 1: the area of the intersection divided by that of the union. */
export function overlapOfBoxes({ box: a }: Sketch, { box: b }: Sketch): number {
  if (!a || !b) return 0;
  const height = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const width = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const both = Math.max(0, height) * Math.max(0, width);
  const either = areaOf(a) + areaOf(b) - both;
  return either > 0 ? both / either : 0;
}
