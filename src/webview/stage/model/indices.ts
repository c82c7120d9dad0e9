/** Adds elements to a set, or takes them all out where all are in it already. */
export function toggleAll(set: ReadonlySet<number>, indices: readonly number[]): ReadonlySet<number> {
  const isAll = indices.every((index) => set.has(index));
  const others = [...set].filter((index) => !indices.includes(index));
  return new Set(isAll ? others : [...others, ...indices]);
}
