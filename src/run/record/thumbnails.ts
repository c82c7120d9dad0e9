import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { readFacts } from '../../image/walk';
import { writeAtomic } from '../files/atomic';
import { onDisk } from '../files/disk';
import type { Run } from './store';

/** The formats of thumbnails, and how their files end. */
const ENDINGS = ['webp', 'jpg'] as const;

function nameOf(index: number, ending: string): string {
  return `thumbnail-${index + 1}.${ending}`;
}

/** The thumbnail of an image among the names of the files in its run's folder. */
export function thumbnailAmong(files: ReadonlySet<string>, index: number): string | undefined {
  return ENDINGS.map((ending) => nameOf(index, ending)).find((name) => files.has(name));
}

/** What the bytes of a thumbnail are. Throws a `RangeError` for anything but a small WEBP or JPEG. */
function endingOf(bytes: Uint8Array, side: number): string {
  const facts = readFacts(bytes);
  if (!facts?.isWhole) throw new RangeError('What came as a thumbnail is no whole image.');
  const { format, width, height } = facts;
  const ending = ENDINGS.find((candidate) => candidate === format);
  if (!ending || Math.max(width, height) > side) {
    throw new RangeError('What came as a thumbnail is no small WEBP or JPEG image.');
  }
  return ending;
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * Keeps the thumbnail of an image beside it, of at most `side` pixels each way; one that is there stays. Rejects with a
 * `RangeError` for bytes that are none and for an image that is not there, and with a `ServiceError` of class `disk` where
 * it cannot be written.
 */
export async function saveThumbnail(run: Run, index: number, bytes: Uint8Array, side: number): Promise<void> {
  const { directory, record } = run;
  const ending = endingOf(bytes, side);
  const image = record.results[index]?.file;
  if (typeof image !== 'string' || !(await isThere(path.join(directory, image)))) {
    throw new RangeError(`There is no image ${index + 1} in ${directory}.`);
  }
  for (const other of ENDINGS) if (await isThere(path.join(directory, nameOf(index, other)))) return;
  await onDisk(() => writeAtomic(path.join(directory, nameOf(index, ending)), bytes));
}
