import { isJsonObject, type JsonObject } from '../../prompt/json';
import type { Change, Place, SharedElement } from './change';
import { pairElements } from './elements';
import { isBox, isBoxPlace, isElements, isPalette, isPalettePlace, withoutSchema } from './place';
import { sameValue } from './same';
import { type IndexPair, longestAscent } from './sequence';

/** Objects within each other deeper than this are compared as a whole: no key of the format lies that deep. */
const MAX_DEPTH = 8;

function below({ element, path }: Place, key: string): Place {
  return { element, path: [...path, key] };
}

/**
 * Goes through two lists side by side: what only A has stands before what both have next. `shared` tells where an item of B
 * is in A, where it is there in the same order.
 */
function merge<T>(
  lengths: readonly [a: number, b: number],
  shared: (to: number) => number | undefined,
  ofA: (from: number) => readonly T[],
  ofB: (to: number) => readonly T[],
): T[] {
  const [lengthOfA, lengthOfB] = lengths;
  const result: T[] = [];
  let next = 0;
  for (let to = 0; to <= lengthOfB; to++) {
    const end = to === lengthOfB ? lengthOfA : (shared(to) ?? next);
    for (; next < end; next++) result.push(...ofA(next));
    if (to < lengthOfB) result.push(...ofB(to));
  }
  return result;
}

/** Where in B an item would be that stands elsewhere among those that kept their order, had it stayed between the same ones. */
function expectedIndex(steady: readonly IndexPair[], { from, to }: SharedElement): number {
  const before = steady.findLast(([other]) => other < from)?.[1];
  const after = steady.find(([other]) => other > from)?.[1];
  return before !== undefined && to < before ? before : (after ?? to);
}

function elementChanges(a: readonly unknown[], b: readonly unknown[]): readonly Change[] {
  const pairs = pairElements(a, b);
  const partners = new Map(pairs.map(([from, to]) => [to, from]));
  const kept = new Set(partners.values());
  const stayed = longestAscent(pairs.map(([from]) => from));
  const steady = pairs.filter((_, place) => stayed.has(place));
  const fromSteady = new Map(steady.map(([from, to]) => [to, from]));
  return merge<Change>(
    [a.length, b.length],
    (to) => fromSteady.get(to),
    (from) => (kept.has(from) ? [] : [{ kind: 'elementRemoved', from, value: a[from] }]),
    (to) => {
      const from = partners.get(to);
      if (from === undefined) return [{ kind: 'elementAdded', to, value: b[to] }];
      const element = { from, to, value: b[to] };
      const within = valueChanges(a[from], b[to], { element, path: [] });
      if (fromSteady.has(to)) return within;
      return [{ kind: 'elementReordered', ...element, expected: expectedIndex(steady, element) }, ...within];
    },
  );
}

function memberChanges(a: JsonObject, b: JsonObject, place: Place): readonly Change[] {
  const before = Object.keys(a);
  const after = Object.keys(b);
  const order = before.filter((key) => Object.hasOwn(b, key));
  const isReordered = after.filter((key) => Object.hasOwn(a, key)).some((key, index) => key !== order[index]);
  const places = new Map(before.map((key, index) => [key, index]));
  const changes = merge<Change>(
    [before.length, after.length],
    (to) => places.get(after[to] ?? ''),
    (from) => {
      const key = before[from] ?? '';
      return Object.hasOwn(b, key) ? [] : [{ kind: 'removed', ...below(place, key), value: a[key] }];
    },
    (to) => {
      const key = after[to] ?? '';
      if (Object.hasOwn(a, key)) return valueChanges(a[key], b[key], below(place, key));
      return [{ kind: 'added', ...below(place, key), at: to, value: b[key] }];
    },
  );
  return isReordered ? [...changes, { kind: 'keys', ...place, keys: after }] : changes;
}

function valueChanges(a: unknown, b: unknown, place: Place): readonly Change[] {
  if (sameValue(a, b)) return [];
  if (isElements(place) && Array.isArray(a) && Array.isArray(b)) return elementChanges(a, b);
  if (isPalettePlace(place) && isPalette(a) && isPalette(b)) {
    return [{ kind: 'palette', ...place, from: a, to: b }];
  }
  if (isBoxPlace(place) && isBox(a) && isBox(b)) return [{ kind: 'box', ...place, from: a, to: b }];
  if (isJsonObject(a) && isJsonObject(b) && place.path.length < MAX_DEPTH) return memberChanges(a, b, place);
  return [{ kind: 'set', ...place, from: a, to: b }];
}

/**
 * Everything that changed from a prompt A to a prompt B, in the order of the document, each in the terms of what it is: of
 * elements that were found to be the same ones what changed in them; anything else by the path of the member. Any JSON values
 * are compared; equal ones give no changes. `$schema` at the root does not count, the order of keys does. With the list
 * `applyChanges` makes B of A.
 */
export function differencesOf(a: unknown, b: unknown): readonly Change[] {
  return valueChanges(withoutSchema(a), withoutSchema(b), { element: undefined, path: [] });
}
