import { close, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';

// `fs/promises` is not used: for a small file its handles cost as much as the reading.
const openFile = promisify(open);
const readFrom = promisify(read);
const sizeOf = promisify(fstat);
const closeFile = promisify(close);

/** The size of the buffer for one file, in bytes. Nearly all records fit in, so they are read with one call. */
export const SCRATCH_SIZE = 64 * 1024;

async function readRest(file: number, first: Buffer, limit: number): Promise<Buffer> {
  const { size } = await sizeOf(file);
  if (size > limit) throw new RangeError(`The file is implausibly large: ${size} bytes.`);
  const buffer = Buffer.alloc(Math.max(size, first.length));
  first.copy(buffer);
  let length = first.length;
  while (length < buffer.length) {
    const { bytesRead } = await readFrom(file, buffer, length, buffer.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

/**
 * Reads a regular file. A small one is read without asking for its size, and the returned bytes are a view of
 * `scratch`: valid until that is used again. Rejects with a `RangeError` for a file of more than `limit` bytes.
 */
export async function readLimited(
  path: string,
  limit: number,
  scratch: Buffer = Buffer.allocUnsafe(SCRATCH_SIZE),
): Promise<Buffer> {
  const file = await openFile(path, 'r');
  try {
    const { bytesRead } = await readFrom(file, scratch, 0, scratch.length, null);
    const first = scratch.subarray(0, bytesRead);
    // Only at its end does a regular file return less than was asked for.
    return bytesRead < scratch.length ? first : await readRest(file, first, limit);
  } finally {
    await closeFile(file);
  }
}
