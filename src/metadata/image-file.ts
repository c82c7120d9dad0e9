import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Part } from '../image/part';
import { type ImageFormat, ImageWalk } from '../image/walk';

/** An image file and its parts. */
export interface ImageFile {
  readonly format: ImageFormat;
  readonly bytes: Uint8Array;
  /** The complete parts, in their order. */
  readonly parts: readonly Part[];
  /** Whether the image is there up to its end. */
  readonly isComplete: boolean;
}

/** How many bytes are read before other work gets a turn. */
const PIECE = 64 * 1024;

/** More than any image has. The file is not read beyond them. */
const MAX_PARTS = 100_000;

/** Splits an image file into its parts; undefined for anything that does not begin as an image. */
export async function openImage(bytes: Uint8Array): Promise<ImageFile | undefined> {
  const parts: Part[] = [];
  const walk = new ImageWalk((part) => parts.push(part));
  for (let at = 0; at < bytes.length && !walk.isDone && parts.length < MAX_PARTS; at += PIECE) {
    walk.push(bytes.subarray(at, at + PIECE));
    await yieldToOthers();
  }
  if (!walk.facts) return undefined;
  const { format, isComplete } = walk.facts;
  return { format, bytes, parts: parts.filter(({ end }) => end <= bytes.length), isComplete };
}

/** The content of a part. */
export function dataOf({ bytes }: ImageFile, { dataStart, dataEnd }: Part): Uint8Array {
  return bytes.subarray(dataStart, dataEnd);
}

/** The bytes from one position to another, without those of the removed parts. */
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
