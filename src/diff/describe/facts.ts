import { formatPath } from '../../prompt/path';
import { boxFacts } from './box-facts';
import { briefly } from './briefly';
import type { Change, Place } from '../compare/change';
import { isBox, isBoxPlace, isPalette, isPalettePlace } from '../compare/place';
import { commonSequence, numbered } from '../compare/sequence';
import { textPartOf } from './subject';
import type { Fact } from './view';

/** What is left of a list without others; each takes one away. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

function colorFacts(change: 'added' | 'removed', colors: readonly string[]): Fact[] {
  return colors.map((color) => ({ kind: 'color', change, color }));
}

function paletteFacts(from: readonly string[], to: readonly string[]): Fact[] {
  const removed = without(from, to);
  const numbers = new Map<string, number>();
  const inOrder = commonSequence(numbered(from, numbers), numbered(to, numbers));
  const isReordered = inOrder.length < from.length - removed.length;
  return [
    ...colorFacts('removed', removed),
    ...colorFacts('added', without(to, from)),
    ...(isReordered ? [{ kind: 'colorOrder' } as const] : []),
  ];
}

/** A value that may not be there. */
type Held = { readonly value: unknown } | undefined;

function isTextOrNone(held: Held): held is { readonly value: string } | undefined {
  return !held || typeof held.value === 'string';
}

/** What is said of a member that came or went, or of a value that is another one. */
function valueFacts(place: Place, from: Held, to: Held): readonly Fact[] {
  const part = textPartOf(place);
  if (part && isTextOrNone(from) && isTextOrNone(to)) {
    return [{ kind: 'text', part, from: from?.value, to: to?.value }];
  }
  const only = from && to ? undefined : (from ?? to)?.value;
  if (isBoxPlace(place) && isBox(only)) return [{ kind: to ? 'placed' : 'unplaced' }];
  if (isPalettePlace(place) && isPalette(only) && only.length > 0) {
    return colorFacts(to ? 'added' : 'removed', only);
  }
  const path = place.element ? formatPath(place.path) : '';
  return [{ kind: 'value', path, from: from && briefly(from.value), to: to && briefly(to.value) }];
}

/** What there is to say of a change: at least one fact. */
export function factsOf(change: Change): readonly Fact[] {
  switch (change.kind) {
    case 'elementAdded':
      return [{ kind: 'added' }];
    case 'elementRemoved':
      return [{ kind: 'removed' }];
    case 'elementReordered':
      return [{ kind: 'order', from: change.expected + 1, to: change.to + 1 }];
    case 'keys':
      return [{ kind: 'keys', keys: change.keys }];
    case 'box':
      return boxFacts(change.from, change.to);
    case 'palette':
      return paletteFacts(change.from, change.to);
    case 'set':
      return valueFacts(change, { value: change.from }, { value: change.to });
    case 'added':
      return valueFacts(change, undefined, { value: change.value });
    case 'removed':
      return valueFacts(change, { value: change.value }, undefined);
  }
}
