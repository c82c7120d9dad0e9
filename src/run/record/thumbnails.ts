import path from 'node:path';
import { readFacts } from '../../image/walk';
import { writeAtomic } from '../files/atomic';
import { onDisk } from '../files/disk-errors';
import { isFile } from '../files/inspect';
import type { Run } from './store';

/** The file extensions of thumbnails, which are also the names of their formats. */
const ENDINGS = ['webp', 'jpg'] as const;

function nameOf(index: number, ending: string): string {
  return `thumbnail-${index + 1}.${ending}`;
}

/** Finds the thumbnail of an image among the names of the files in its run's folder. */
export function thumbnailAmong(files: ReadonlySet<string>, index: number): string | undefined {
  return ENDINGS.map((ending) => nameOf(index, ending)).find((name) => files.has(name));
}

/** The file extension for the bytes of a thumbnail. Throws a `RangeError` for anything but a small WEBP or JPEG. */
function endingOf(bytes: Uint8Array, side: number): string {
  const facts = readFacts(bytes);
  if (!facts?.isComplete) throw new RangeError('The thumbnail is not a complete image.');
  const { format, width, height } = facts;
  const ending = ENDINGS.find((candidate) => candidate === format);
  if (!ending || Math.max(width, height) > side) {
    throw new RangeError('The thumbnail is not a small WEBP or JPEG image.');
  }
  return ending;
}

/**
 * Saves the thumbnail of an image beside it, of at most `side` pixels each way. An existing one is kept. Rejects with
 * a `RangeError` for bytes that are not such an image and when the image itself is missing, and with a `ServiceError`
 * of class `disk` when it cannot be written.
 */
export async function saveThumbnail(run: Run, index: number, bytes: Uint8Array, side: number): Promise<void> {
  const { directory, record } = run;
  const ending = endingOf(bytes, side);
  const image = record.results[index]?.file;
  if (typeof image !== 'string' || !(await isFile(path.join(directory, image)))) {
    throw new RangeError(`There is no image ${index + 1} in ${directory}.`);
  }
  for (const other of ENDINGS) if (await isFile(path.join(directory, nameOf(index, other)))) return;
  await onDisk(() => writeAtomic(path.join(directory, nameOf(index, ending)), bytes));
}
