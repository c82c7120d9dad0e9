export type Direction = 'front' | 'forward' | 'backward' | 'back';

/** A new order of the elements: at each place the old index of what stands there then. What comes later lies in front. */
export function reorder(count: number, moved: readonly number[], direction: Direction): readonly number[] {
  const chosen = new Set(moved);
  const all = Array.from({ length: count }, (_, index) => index);
  const still = all.filter((index) => !chosen.has(index));
  const moving = all.filter((index) => chosen.has(index));
  if (direction === 'front') return [...still, ...moving];
  if (direction === 'back') return [...moving, ...still];
  const step = direction === 'forward' ? 1 : -1;
  const order = [...all];
  // From the side that it goes to, so that neighbours do not pass each other.
  for (const index of step > 0 ? moving.toReversed() : moving) {
    const place = order.indexOf(index);
    const next = order[place + step];
    if (next === undefined || chosen.has(next)) continue;
    order[place] = next;
    order[place + step] = index;
  }
  return order;
}
