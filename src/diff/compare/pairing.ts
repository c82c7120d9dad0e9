import type { IndexPair } from './sequence';

/** Items of two lists that belong together, each to one other at most. */
export class Pairing {
  /** For items of A with a partner: its index in B. */
  readonly toB = new Map<number, number>();
  /** For items of B with a partner: its index in A. */
  readonly toA = new Map<number, number>();
  private readonly lengths: readonly [a: number, b: number];

  constructor(lengths: readonly [a: number, b: number]) {
    this.lengths = lengths;
  }

  /** The items of A without a partner, ascending. */
  freeInA(): number[] {
    return Array.from({ length: this.lengths[0] }, (_, from) => from).filter((from) => !this.toB.has(from));
  }

  /** The items of B without a partner, ascending. */
  freeInB(): number[] {
    return Array.from({ length: this.lengths[1] }, (_, to) => to).filter((to) => !this.toA.has(to));
  }

  /** Makes two items partners, unless one of them has a partner already. */
  pair(from: number, to: number): void {
    if (this.toB.has(from) || this.toA.has(to)) return;
    this.toB.set(from, to);
    this.toA.set(to, from);
  }

  /** All pairs in the order of B. */
  pairs(): IndexPair[] {
    return [...this.toA].map(([to, from]): IndexPair => [from, to]).sort(([, x], [, y]) => x - y);
  }
}

function grouped(indices: readonly number[], forms: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const form = forms[index] ?? '';
    const group = groups.get(form);
    if (group) group.push(index);
    else groups.set(form, [index]);
  }
  return groups;
}

/**
 * Makes items of the same form partners, where they have none yet: the first of each form in A with the first in B, and so on;
 * with `onlySingle` those alone that no others are to be confused with.
 */
export function pairByForm(
  pairing: Pairing,
  a: readonly string[],
  b: readonly string[],
  onlySingle: boolean,
): void {
  const ofB = grouped(pairing.freeInB(), b);
  for (const [form, froms] of grouped(pairing.freeInA(), a)) {
    const tos = ofB.get(form) ?? [];
    if (onlySingle && (froms.length > 1 || tos.length > 1)) continue;
    froms.slice(0, tos.length).forEach((from, index) => {
      pairing.pair(from, tos[index] ?? 0);
    });
  }
}
