import { randomUUID } from 'node:crypto';
import { lstat, rename } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../../task/types';
import { unblocked, writeAtomic } from '../files/atomic';
import { onDisk } from '../files/disk';
import { Limiter } from '../limiter';
import { readLimited } from '../files/read-limited';

/** The file in a run's folder that holds what people say of its images: `run.json` belongs to who drives the run. */
export const REVIEW_FILE = 'review.json';

/** Far more than notes on twenty images, in bytes. */
export const MAX_REVIEW = 2 ** 20;

/** What a person says of an image. */
export interface ImageReview {
  readonly favourite: boolean;
  readonly note: string;
}

/** What is said of the images of a run, by their places counted from 0. */
export type Review = ReadonlyMap<number, ImageReview>;

export const NO_REVIEW: Review = new Map();

const NOTHING_SAID: ImageReview = { favourite: false, note: '' };

const VERSION = 1;

/** Images are numbered as their files are. */
const NUMBER = /^[1-9]\d{0,3}$/;

/** What is said of one image. */
export function reviewOf(review: Review, index: number): ImageReview {
  return review.get(index) ?? NOTHING_SAID;
}

function isImageReview(value: unknown): value is ImageReview {
  return isJsonObject(value) && typeof value['favourite'] === 'boolean' && typeof value['note'] === 'string';
}

/** Reads the text of a review; undefined for anything but one of this version. */
export function parseReview(text: string): Review | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(content) || content['version'] !== VERSION || !isJsonObject(content['images'])) {
    return undefined;
  }
  const review = new Map<number, ImageReview>();
  for (const [number, value] of Object.entries(content['images'])) {
    if (!NUMBER.test(number) || !isImageReview(value)) return undefined;
    review.set(Number(number) - 1, { favourite: value.favourite, note: value.note });
  }
  return review;
}

function textOf(review: Review): string {
  const said = [...review]
    .filter(([, { favourite, note }]) => favourite || note !== '')
    .sort(([a], [b]) => a - b);
  const images = Object.fromEntries(said.map(([index, image]) => [index + 1, image]));
  return `${JSON.stringify({ version: VERSION, images }, null, 2)}\n`;
}

/** What stands in a review's place: nothing, a review, or something that is none of ours. */
async function readPresent(file: string): Promise<Review | 'foreign'> {
  const found = await lstat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return NO_REVIEW;
  if (!found.isFile() || found.size > MAX_REVIEW) return 'foreign';
  return parseReview((await readLimited(file, MAX_REVIEW)).toString('utf8')) ?? 'foreign';
}

/** One change after the other: each begins with what the last one has written. */
const turns = new Limiter(1);

/**
 * Changes what is said of an image of the run in a folder. What another window has written meanwhile stays; a file that is
 * torn, foreign or of another version is put aside, not written over. Rejects with a `ServiceError` of class `disk` where
 * the folder is gone or cannot be written to.
 */
export function changeReview(directory: string, index: number, change: Partial<ImageReview>): Promise<void> {
  return turns.run(() =>
    onDisk(async () => {
      const file = path.join(directory, REVIEW_FILE);
      let present = await readPresent(file);
      if (present === 'foreign') {
        const aside = path.join(directory, `review-${randomUUID().slice(0, 8)}.json`);
        await unblocked(() => rename(file, aside));
        present = NO_REVIEW;
      }
      const changed = new Map(present).set(index, { ...reviewOf(present, index), ...change });
      await writeAtomic(file, textOf(changed));
    }),
  );
}
