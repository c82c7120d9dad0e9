import { isJsonObject } from '../../prompt/json';

type Two = readonly [a: unknown, b: unknown];

/** The parts of two values that must be the same for the values to be so, or undefined where they differ on the face of it. */
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

/** Whether two JSON values are the same, the order of keys included: the model was trained on it. */
export function sameValue(a: unknown, b: unknown): boolean {
  // No recursion: values may be nested as deeply as memory allows.
  const waiting: Two[] = [[a, b]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const parts = partsOf(...next);
    if (!parts) return false;
    for (const part of parts) waiting.push(part);
  }
  return true;
}
