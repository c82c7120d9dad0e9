import { randomUUID } from 'node:crypto';
import { lstat, rename } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../../task/types';
import { retryWhileBlocked, writeAtomic } from '../files/atomic';
import { onDisk } from '../files/disk-errors';
import { Limiter } from '../limiter';
import { readLimited } from '../files/read-limited';

/** The file in a run's folder that holds the annotations of its images: only who drives the run writes `run.json`. */
export const ANNOTATIONS_FILE = 'review.json';

/** Far more than notes on twenty images, in bytes. */
export const MAX_ANNOTATIONS = 2 ** 20;

/** What a person noted about an image. */
export interface Annotation {
  readonly favorite: boolean;
  readonly note: string;
}

/** The annotations of a run, by the index of the image, counted from 0. */
export type Annotations = ReadonlyMap<number, Annotation>;

export const NO_ANNOTATIONS: Annotations = new Map();

const NO_ANNOTATION: Annotation = { favorite: false, note: '' };

const VERSION = 1;

/** Images are numbered as their files are. */
const NUMBER = /^[1-9]\d{0,3}$/;

/** The annotation of one image. */
export function annotationOf(annotations: Annotations, index: number): Annotation {
  return annotations.get(index) ?? NO_ANNOTATION;
}

/** An annotation as the file holds it: with the British name that its first version gave the member. */
interface StoredAnnotation {
  readonly favourite: boolean;
  readonly note: string;
}

function isStoredAnnotation(value: unknown): value is StoredAnnotation {
  return isJsonObject(value) && typeof value['favourite'] === 'boolean' && typeof value['note'] === 'string';
}

/** Reads the text of the file; undefined for anything but one of this version. */
export function parseAnnotations(text: string): Annotations | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(content) || content['version'] !== VERSION || !isJsonObject(content['images'])) {
    return undefined;
  }
  const annotations = new Map<number, Annotation>();
  for (const [number, value] of Object.entries(content['images'])) {
    if (!NUMBER.test(number) || !isStoredAnnotation(value)) return undefined;
    annotations.set(Number(number) - 1, { favorite: value.favourite, note: value.note });
  }
  return annotations;
}

function textOf(annotations: Annotations): string {
  const kept = [...annotations]
    .filter(([, { favorite, note }]) => favorite || note !== '')
    .sort(([a], [b]) => a - b);
  const images = Object.fromEntries(
    kept.map(([index, { favorite, note }]): [number, StoredAnnotation] => [
      index + 1,
      { favourite: favorite, note },
    ]),
  );
  return `${JSON.stringify({ version: VERSION, images }, null, 2)}\n`;
}

/** Reads the file as it is now; `foreign` where it is not one of ours. */
async function readPresent(file: string): Promise<Annotations | 'foreign'> {
  const found = await lstat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return NO_ANNOTATIONS;
  if (!found.isFile() || found.size > MAX_ANNOTATIONS) return 'foreign';
  return parseAnnotations((await readLimited(file, MAX_ANNOTATIONS)).toString('utf8')) ?? 'foreign';
}

/** One change after the other: each starts from what the last one wrote. */
const turns = new Limiter(1);

/**
 * Changes the annotation of an image of the run in a folder. What another window wrote meanwhile stays; a file that is
 * torn, foreign or of another version is renamed, not overwritten. Rejects with a `ServiceError` of class `disk` when
 * the folder is gone or not writable.
 */
export function annotate(directory: string, index: number, change: Partial<Annotation>): Promise<void> {
  return turns.run(() =>
    onDisk(async () => {
      const file = path.join(directory, ANNOTATIONS_FILE);
      let present = await readPresent(file);
      if (present === 'foreign') {
        const aside = path.join(directory, `review-${randomUUID().slice(0, 8)}.json`);
        await retryWhileBlocked(() => rename(file, aside));
        present = NO_ANNOTATIONS;
      }
      const changed = new Map(present).set(index, { ...annotationOf(present, index), ...change });
      await writeAtomic(file, textOf(changed));
    }),
  );
}
