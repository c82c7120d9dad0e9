import type { LocatedObject } from '../prompt/located-document';
import { memberOf, numberOf } from '../prompt/nodes';

/** A frame in pixels, with its aspect ratio as the service's documentation writes it. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly ratio: string;
}

function pair(a: number, b: number, ratio: string): readonly Size[] {
  const [short, long] = ratio.split(':') as [string, string];
  return [
    { width: a, height: b, ratio },
    { width: b, height: a, ratio: `${long}:${short}` },
  ];
}

/** The 21 sizes that `ideogram:4@0` accepts (source: the service's model page). Any other pair is refused. */
export const SIZES: readonly Size[] = [
  { width: 2048, height: 2048, ratio: '1:1' },
  ...pair(1792, 2240, '4:5'),
  ...pair(1728, 2304, '3:4'),
  ...pair(1664, 2496, '2:3'),
  ...pair(1600, 2560, '5:8'),
  ...pair(1440, 2560, '9:16'),
  ...pair(1440, 2880, '1:2'),
  ...pair(1280, 3072, '5:12'),
  ...pair(1296, 3168, '9:22'),
  ...pair(1152, 2944, '9:23'),
  ...pair(1248, 3328, '3:8'),
];

/** The frame of a task that does not specify one. */
export const DEFAULT_SIZE: Size = { width: 2048, height: 2048, ratio: '1:1' };

/** The supported size with these pixels, or undefined. */
export function findSize(width: number, height: number): Size | undefined {
  return SIZES.find((size) => size.width === width && size.height === height);
}

/** The supported size that a task in a text asks for; undefined if it has no size or another one. */
export function sizeOfTask({ members }: LocatedObject): Size | undefined {
  const sideOf = (name: string) => numberOf(memberOf(members, name)?.value) ?? NaN;
  return findSize(sideOf('width'), sideOf('height'));
}

/** The supported size written `WIDTHxHEIGHT` (`x` or `×`), or undefined. */
export function parseSize(text: string): Size | undefined {
  const match = /^\s*(\d+)\s*[x×]\s*(\d+)\s*$/i.exec(text);
  return match ? findSize(Number(match[1]), Number(match[2])) : undefined;
}

/** `2048x2048`: the form used in settings, labels and the command line. */
export function formatSize(size: { readonly width: number; readonly height: number }): string {
  return `${size.width}x${size.height}`;
}

/** `1664 × 2496 (2:3)`: a size as people read it. */
export function describeSize({ width, height, ratio }: Size): string {
  return `${width} × ${height} (${ratio})`;
}

/**
 * The supported sizes, nearest first: by their shape, since the composition depends on it. Empty if a side is not a positive
 * number, since there is no shape then.
 */
export function nearestSizes(width: number, height: number): readonly Size[] {
  if (!(width > 0 && height > 0)) return [];
  const shape = Math.log(width / height);
  const distance = (size: Size) => Math.abs(Math.log(size.width / size.height) - shape);
  return [...SIZES].sort((a, b) => distance(a) - distance(b));
}
