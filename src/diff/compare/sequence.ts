/** An index in a sequence A and one in a sequence B. */
export type IndexPair = readonly [from: number, to: number];

/** Maps texts to numbers: equal texts get equal numbers, which are stored in `numbers`. */
export function numberTexts(texts: readonly string[], numbers: Map<string, number>): number[] {
  return texts.map((text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}

/** Sequences that differ in more than this, or would take more than `WORK` steps, are not aligned. */
const MOST_EDITS = 1000;
const WORK = 4_000_000;

/** The parts of two sequences between their common start and their common end. */
interface Window {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Whether the next edit continues from the diagonal above or the one below: whichever got farther. */
function isDown(reach: Int32Array, offset: number, diagonal: number, edits: number): boolean {
  const left = reach[offset + diagonal - 1] ?? 0;
  const right = reach[offset + diagonal + 1] ?? 0;
  return diagonal === -edits || (diagonal !== edits && left < right);
}

/**
 * The steps of Myers' algorithm: for each number of edits, how far each diagonal reached with one edit fewer. Undefined if
 * more edits than `limit` are needed.
 */
function search({ a, b }: Window, limit: number): readonly Int32Array[] | undefined {
  const offset = limit + 1;
  const reach = new Int32Array(2 * limit + 3);
  const steps: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    steps.push(reach.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = isDown(reach, offset, diagonal, edits);
      let x = down ? (reach[offset + diagonal + 1] ?? 0) : (reach[offset + diagonal - 1] ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reach[offset + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return steps;
    }
  }
  return undefined;
}

/** Follows the steps back from the end and collects the common items. */
function retrace({ a, b }: Window, steps: readonly Int32Array[]): IndexPair[] {
  const pairs: IndexPair[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = steps.length - 1; edits >= 0; edits--) {
    const reach = steps[edits] ?? new Int32Array();
    const offset = edits + 1;
    const diagonal = x - y;
    const before = diagonal + (isDown(reach, offset, diagonal, edits) ? 1 : -1);
    const beforeX = edits === 0 ? 0 : (reach[offset + before] ?? 0);
    const beforeY = edits === 0 ? 0 : beforeX - before;
    while (x > beforeX && y > beforeY) pairs.push([--x, --y]);
    x = beforeX;
    y = beforeY;
  }
  return pairs.reverse();
}

/**
 * The longest common subsequence of two sequences, as index pairs in ascending order. If the sequences are too
 * long and too different, it contains only their common start and end.
 */
export function longestCommon(a: readonly number[], b: readonly number[]): readonly IndexPair[] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const window = { a: a.slice(start, a.length - end), b: b.slice(start, b.length - end) };
  const size = window.a.length + window.b.length;
  const steps = search(window, Math.min(size, MOST_EDITS, Math.floor(WORK / Math.max(1, size))));
  return [
    ...Array.from({ length: start }, (_, index): IndexPair => [index, index]),
    ...(steps ? retrace(window, steps) : []).map(([x, y]): IndexPair => [x + start, y + start]),
    ...Array.from({ length: end }, (_, index): IndexPair => [a.length - end + index, b.length - end + index]),
  ];
}

/** The indices of a longest increasing subsequence of distinct numbers. */
export function longestIncreasing(numbers: readonly number[]): ReadonlySet<number> {
  // For each length: the index of the least number that ends an increasing subsequence of that length.
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  numbers.forEach((number, index) => {
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1]);
    ends[low] = index;
  });
  const indices = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) indices.add(index);
  return indices;
}
