export type Direction = 'front' | 'forward' | 'backward' | 'back';

/** The new order of the elements, as the old index for each new index. Later elements are in front. */
export function reorder(count: number, moved: readonly number[], direction: Direction): readonly number[] {
  const isMoved = new Set(moved);
  const all = Array.from({ length: count }, (_, index) => index);
  const still = all.filter((index) => !isMoved.has(index));
  const moving = all.filter((index) => isMoved.has(index));
  if (direction === 'front') return [...still, ...moving];
  if (direction === 'back') return [...moving, ...still];
  const step = direction === 'forward' ? 1 : -1;
  const order = [...all];
  // Starts at the side that the elements move to, so that neighbors do not pass each other.
  for (const index of step > 0 ? moving.toReversed() : moving) {
    const place = order.indexOf(index);
    const next = order[place + step];
    if (next === undefined || isMoved.has(next)) continue;
    order[place] = next;
    order[place + step] = index;
  }
  return order;
}
