import { type FileHandle, open } from 'node:fs/promises';

/** As much as nearly all records have, in bytes: they are read in one go. */
const CHUNK = 32 * 1024;

async function readOn(file: FileHandle, first: Buffer, limit: number): Promise<Buffer> {
  const { size } = await file.stat();
  if (size > limit) throw new RangeError(`The file is implausibly large: ${size} bytes.`);
  const whole = Buffer.alloc(Math.max(size, first.length));
  first.copy(whole);
  let read = first.length;
  while (read < whole.length) {
    const { bytesRead } = await file.read(whole, read, whole.length - read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return whole.subarray(0, read);
}

/**
 * Reads a regular file. The size of a small one is not asked for, which would cost as much as the reading. Rejects for one
 * of more than `limit` bytes.
 */
export async function readLimited(path: string, limit: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const { bytesRead } = await file.read(chunk, 0, CHUNK);
    const first = chunk.subarray(0, bytesRead);
    // A regular file gives less than is asked for at its end only.
    return bytesRead < CHUNK ? first : await readOn(file, first, limit);
  } finally {
    await file.close();
  }
}
