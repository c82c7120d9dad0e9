/** Matches the elements of a changed prompt to those before it, so that the selection stays with its elements. */
import type { PromptElement } from '../../../prompt/model';

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Whether two elements have the same content, at whatever index. */
export function isSame(a: PromptElement, b: PromptElement): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.text === b.text &&
      a.desc === b.desc &&
      (a.bbox && b.bbox ? sameList(a.bbox, b.bbox) : a.bbox === b.bbox) &&
      sameList(a.palette, b.palette))
  );
}

/**
 * The new elements, with the old object wherever index and content are the same. Returns the old list itself if that is true
 * for all.
 */
export function reuse(
  before: readonly PromptElement[],
  after: readonly PromptElement[],
): readonly PromptElement[] {
  const elements = after.map((element, index) => {
    const old = before[index];
    return old && isSame(old, element) ? old : element;
  });
  return sameList(elements, before) ? before : elements;
}

function keyOf({ kind, bbox, text, desc, palette }: PromptElement): string {
  return JSON.stringify([kind, bbox, text, desc, palette]);
}

/**
 * The new index of each old element; -1 for one that is gone. If the number of elements is unchanged, edited elements keep
 * their index; elements that were added, removed or moved are matched by content.
 */
export function follow(before: readonly PromptElement[], after: readonly PromptElement[]): readonly number[] {
  const same = (a: PromptElement | undefined, b: PromptElement | undefined) =>
    a !== undefined && b !== undefined && isSame(a, b);
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && same(before[start], after[start])) start++;
  let end = 0;
  while (end < most - start && same(before.at(-1 - end), after.at(-1 - end))) end++;
  const shift = after.length - before.length;
  const places = new Map<string, number[]>();
  for (let index = start; index < after.length - end; index++) {
    const element = after[index];
    if (!element) continue;
    const key = keyOf(element);
    places.set(key, [...(places.get(key) ?? []), index]);
  }
  const known = before.map((element, index) => {
    if (index < start) return index;
    if (index >= before.length - end) return index + shift;
    return places.get(keyOf(element))?.shift() ?? -1;
  });
  if (shift !== 0) return known;
  // The number is unchanged: elements without a match were edited, and keep their index if it is free.
  const taken = new Set(known);
  return known.map((place, index) => (place < 0 && !taken.has(index) ? index : place));
}
