import { isJsonObject, type JsonObject } from '../../prompt/json';
import type { Change, ChangeLocation, SharedElement } from './change';
import { matchElements } from './match-elements';
import {
  isBox,
  isBoxLocation,
  isElementsLocation,
  isPalette,
  isPaletteLocation,
  withoutSchema,
} from './locations';
import { type IndexPair, longestIncreasing } from './sequence';

type Two = readonly [a: unknown, b: unknown];

/** The pairs of parts that decide whether two values are the same; undefined if the values differ without looking deeper. */
function partsOf(a: unknown, b: unknown): readonly Two[] | undefined {
  if (a === b) return [];
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length ? a.map((item, index): Two => [item, b[index]]) : undefined;
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return undefined;
  const names = Object.keys(a);
  const others = Object.keys(b);
  if (names.length !== others.length || names.some((name, index) => name !== others[index])) return undefined;
  return names.map((name) => [a[name], b[name]]);
}

/** Whether two JSON values are the same, including the order of keys, on which the model was trained. */
function sameValue(a: unknown, b: unknown): boolean {
  // No recursion: values may be nested as deeply as memory allows.
  const waiting: Two[] = [[a, b]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const parts = partsOf(...next);
    if (!parts) return false;
    for (const part of parts) waiting.push(part);
  }
  return true;
}

/** Objects nested deeper than this are compared as one value: the format has no key that deep. */
const MAX_DEPTH = 8;

function below({ element, path }: ChangeLocation, key: string): ChangeLocation {
  return { element, path: [...path, key] };
}

/**
 * Goes through two lists side by side: what only A has comes before the next item that both have. `shared` gives the index
 * in A of an item of B, if both have it in the same order.
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

/** The index in B that a moved item would have if it were still between the same items that kept their order. */
function expectedIndex(steady: readonly IndexPair[], { from, to }: SharedElement): number {
  const before = steady.findLast(([other]) => other < from)?.[1];
  const after = steady.find(([other]) => other > from)?.[1];
  return before !== undefined && to < before ? before : (after ?? to);
}

function elementChanges(a: readonly unknown[], b: readonly unknown[]): readonly Change[] {
  const pairs = matchElements(a, b);
  const partners = new Map(pairs.map(([from, to]) => [to, from]));
  const kept = new Set(partners.values());
  const stayed = longestIncreasing(pairs.map(([from]) => from));
  const steady = pairs.filter((_, index) => stayed.has(index));
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

function memberChanges(a: JsonObject, b: JsonObject, location: ChangeLocation): readonly Change[] {
  const before = Object.keys(a);
  const after = Object.keys(b);
  const order = before.filter((key) => Object.hasOwn(b, key));
  const isReordered = after.filter((key) => Object.hasOwn(a, key)).some((key, index) => key !== order[index]);
  const indices = new Map(before.map((key, index) => [key, index]));
  const changes = merge<Change>(
    [before.length, after.length],
    (to) => indices.get(after[to] ?? ''),
    (from) => {
      const key = before[from] ?? '';
      return Object.hasOwn(b, key) ? [] : [{ kind: 'removed', ...below(location, key), value: a[key] }];
    },
    (to) => {
      const key = after[to] ?? '';
      if (Object.hasOwn(a, key)) return valueChanges(a[key], b[key], below(location, key));
      return [{ kind: 'added', ...below(location, key), at: to, value: b[key] }];
    },
  );
  return isReordered ? [...changes, { kind: 'keys', ...location, keys: after }] : changes;
}

function valueChanges(a: unknown, b: unknown, location: ChangeLocation): readonly Change[] {
  if (sameValue(a, b)) return [];
  if (isElementsLocation(location) && Array.isArray(a) && Array.isArray(b)) return elementChanges(a, b);
  if (isPaletteLocation(location) && isPalette(a) && isPalette(b)) {
    return [{ kind: 'palette', ...location, from: a, to: b }];
  }
  if (isBoxLocation(location) && isBox(a) && isBox(b)) return [{ kind: 'box', ...location, from: a, to: b }];
  const isShallow = location.path.length < MAX_DEPTH;
  if (isShallow && isJsonObject(a) && isJsonObject(b)) return memberChanges(a, b, location);
  return [{ kind: 'set', ...location, from: a, to: b }];
}

/**
 * Everything that changed from a prompt A to a prompt B, in document order: changes within matching elements, and everything
 * else by path. A and B may be any JSON values; equal ones have no changes. `$schema` at the root is ignored, but the order of
 * keys is not. `applyChanges` turns A into B with this list.
 */
export function comparePrompts(a: unknown, b: unknown): readonly Change[] {
  return valueChanges(withoutSchema(a), withoutSchema(b), { element: undefined, path: [] });
}
