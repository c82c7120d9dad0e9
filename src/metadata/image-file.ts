import { setImmediate as breathe } from 'node:timers/promises';
import type { Part } from '../image/part';
import { type ImageFormat, ImageWalk } from '../image/walk';

/** An image file taken apart. */
export interface ImageFile {
  readonly format: ImageFormat;
  readonly bytes: Uint8Array;
  /** Only the complete ones, in their order. */
  readonly parts: readonly Part[];
  /** Whether these are all parts up to the end of the image. */
  readonly isWhole: boolean;
}

/** Between two pieces others have their turn. */
const PIECE = 64 * 1024;

/** More than any image has. What stands behind them is not looked at. */
const MAX_PARTS = 100_000;

/** Takes an image file apart; undefined for anything that does not begin as one. */
export async function openImage(bytes: Uint8Array): Promise<ImageFile | undefined> {
  const parts: Part[] = [];
  const walk = new ImageWalk((part) => parts.push(part));
  for (let at = 0; at < bytes.length && !walk.isDone && parts.length < MAX_PARTS; at += PIECE) {
    walk.push(bytes.subarray(at, at + PIECE));
    await breathe();
  }
  if (!walk.facts) return undefined;
  const { format, isWhole } = walk.facts;
  return { format, bytes, parts: parts.filter(({ end }) => end <= bytes.length), isWhole };
}

/** What a part holds. */
export function dataOf({ bytes }: ImageFile, { dataStart, dataEnd }: Part): Uint8Array {
  return bytes.subarray(dataStart, dataEnd);
}

/** The bytes from one place to another, without those of some parts. */
export function bytesBetween(
  { bytes, parts }: ImageFile,
  from: number,
  to: number,
  removed: ReadonlySet<Part>,
): readonly Uint8Array[] {
  const kept: Uint8Array[] = [];
  let at = from;
  for (const part of parts) {
    if (!removed.has(part) || part.start < from || part.start >= to) continue;
    kept.push(bytes.subarray(at, part.start));
    at = part.end;
  }
  return [...kept, bytes.subarray(at, to)];
}
