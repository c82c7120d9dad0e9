import { close, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';

// Not the handles of `fs/promises`: for small files they cost as much as the reading.
const openFile = promisify(open);
const readFrom = promisify(read);
const sizeOf = promisify(fstat);
const closeFile = promisify(close);

/** As much as nearly all records have, in bytes: they are read in one go. */
export const SCRATCH = 64 * 1024;

async function readOn(file: number, first: Buffer, limit: number): Promise<Buffer> {
  const { size } = await sizeOf(file);
  if (size > limit) throw new RangeError(`The file is implausibly large: ${size} bytes.`);
  const whole = Buffer.alloc(Math.max(size, first.length));
  first.copy(whole);
  let at = first.length;
  while (at < whole.length) {
    const { bytesRead } = await readFrom(file, whole, at, whole.length - at, null);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return whole.subarray(0, at);
}

/**
 * Reads a regular file. The size of a small one is not asked for, and its bytes are a view of `scratch`: good until that is
 * used again. Rejects for one of more than `limit` bytes.
 */
export async function readLimited(
  path: string,
  limit: number,
  scratch: Buffer = Buffer.allocUnsafe(SCRATCH),
): Promise<Buffer> {
  const file = await openFile(path, 'r');
  try {
    const { bytesRead } = await readFrom(file, scratch, 0, scratch.length, null);
    const first = scratch.subarray(0, bytesRead);
    // A regular file gives less than is asked for at its end only.
    return bytesRead < scratch.length ? first : await readOn(file, first, limit);
  } finally {
    await closeFile(file);
  }
}
