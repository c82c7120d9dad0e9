import type { Bbox } from '../../prompt/model';
import { formatPath } from '../../prompt/path';
import { shortJson } from './short-json';
import type { Change, ChangeLocation } from '../compare/change';
import { isBox, isBoxLocation, isPalette, isPaletteLocation } from '../compare/locations';
import { longestCommon, numberTexts } from '../compare/sequence';
import { textPartOf } from './subject';
import type { Fact } from './view';

/**
 * How far two opposite edges moved together; 0 if one of them stayed, since then the box only grew or shrank there.
 */
function shift(first: number, second: number): number {
  // Adding 0 turns -0 into 0.
  return first === 0 || second === 0 ? 0 : Math.round((first + second) / 2) + 0;
}

/** The change in area, in percent, if the box kept its proportions (within rounding); else undefined. */
function scaling(from: Bbox, to: Bbox): number | undefined {
  const [height, width] = [from[2] - from[0], from[3] - from[1]];
  const [newHeight, newWidth] = [to[2] - to[0], to[3] - to[1]];
  if (Math.min(height, width, newHeight, newWidth) <= 0) return undefined;
  if ((newHeight - height) * (newWidth - width) <= 0) return undefined;
  const isShape =
    Math.abs(newHeight - (height * newWidth) / width) <= 1 ||
    Math.abs(newWidth - (width * newHeight) / height) <= 1;
  const percent = Math.round(((newHeight * newWidth) / (height * width) - 1) * 100);
  return isShape && percent !== 0 ? percent : undefined;
}

/** How a box changed: at least one fact for two different boxes. */
function boxFacts(from: Bbox, to: Bbox): Fact[] {
  const [top, left, bottom, right] = to.map((edge, index) => edge - (from[index] ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const facts: Fact[] = [];
  const moved = { right: shift(left, right), down: shift(top, bottom) };
  if (moved.right !== 0 || moved.down !== 0) facts.push({ kind: 'moved', ...moved });
  const sides = { width: right - left, height: bottom - top };
  const percent = scaling(from, to);
  if (percent !== undefined) facts.push({ kind: 'resized', percent });
  else if (sides.width !== 0 || sides.height !== 0) facts.push({ kind: 'reshaped', ...sides });
  return facts;
}

/** A list without the items of another; each of those removes one item. */
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
  const inOrder = longestCommon(numberTexts(from, numbers), numberTexts(to, numbers));
  const isReordered = inOrder.length < from.length - removed.length;
  return [
    ...colorFacts('removed', removed),
    ...colorFacts('added', without(to, from)),
    ...(isReordered ? [{ kind: 'colorOrder' } as const] : []),
  ];
}

/** A value, if there is one. */
type Held = { readonly value: unknown } | undefined;

function isTextOrNone(held: Held): held is { readonly value: string } | undefined {
  return !held || typeof held.value === 'string';
}

/** The facts of a member that was added or removed, or of a value that changed. */
function valueFacts(location: ChangeLocation, from: Held, to: Held): readonly Fact[] {
  const part = textPartOf(location);
  if (part && isTextOrNone(from) && isTextOrNone(to)) {
    return [{ kind: 'text', part, from: from?.value, to: to?.value }];
  }
  const only = from && to ? undefined : (from ?? to)?.value;
  if (isBoxLocation(location) && isBox(only)) return [{ kind: to ? 'placed' : 'unplaced' }];
  if (isPaletteLocation(location) && isPalette(only) && only.length > 0) {
    return colorFacts(to ? 'added' : 'removed', only);
  }
  const path = location.element ? formatPath(location.path) : '';
  return [{ kind: 'value', path, from: from && shortJson(from.value), to: to && shortJson(to.value) }];
}

/** The facts of a change: at least one. */
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
