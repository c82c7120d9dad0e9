import type { Bbox } from '../../prompt/model';
import type { Fact } from './view';

/**
 * How far two opposite edges moved together. Where one of both stayed, not at all: then the box was only drawn larger or
 * smaller there.
 */
function shift(first: number, second: number): number {
  // Zero has no sign here.
  return first === 0 || second === 0 ? 0 : Math.round((first + second) / 2) + 0;
}

/** The change of the area in percent where the box kept its shape, as well as whole numbers can; else undefined. */
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

/** What became of a box: at least one fact for two that differ. */
export function boxFacts(from: Bbox, to: Bbox): Fact[] {
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
