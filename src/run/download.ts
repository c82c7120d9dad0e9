import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';
import type { ResultContent } from '../backend/port';
import { localError, ServiceError } from '../task/errors';

/** No image of the supported sizes comes near this. */
const MAX_IMAGE_BYTES = 128 * 1024 * 1024;

/** What an image's own bytes say it is: the file gets the ending of this, whatever was promised. */
const ENDINGS: Readonly<Record<string, string>> = { png: 'png', jpg: 'jpg', webp: 'webp', svg: 'svg' };

export interface SavedImage {
  readonly file: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

async function writeStream(
  target: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const file = await open(target, 'wx');
  try {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > MAX_IMAGE_BYTES) {
        throw new ServiceError([localError('provider', 'imageTooLarge', 'The image is implausibly large.')]);
      }
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function inspect(file: string): Promise<{ ending: string; width: number; height: number }> {
  try {
    const { type, width, height } = await imageSizeFromFile(file);
    const ending = ENDINGS[type ?? ''];
    if (ending) return { ending, width, height };
  } catch (cause) {
    throw new ServiceError([localError('provider', 'notAnImage', 'What arrived is no complete image.')], {
      cause,
    });
  }
  throw new ServiceError([
    localError('provider', 'notAnImage', 'What arrived is no PNG, JPEG or WEBP image.'),
  ]);
}

/**
 * Saves a result as `<name>.<ending by content>` in a folder: streamed to a temporary name, flushed, checked, renamed.
 * `open` fetches a URL. Returns undefined where there is nothing to fetch.
 */
export async function saveContent(
  content: ResultContent,
  directory: string,
  name: string,
  openUrl: (url: string) => Promise<AsyncIterable<Uint8Array>>,
): Promise<SavedImage | undefined> {
  if (content.kind === 'none') return undefined;
  const temporary = path.join(directory, `${name}.part`);
  // A part that a killed process left behind cannot be trusted to belong to this image.
  await rm(temporary, { force: true });
  try {
    const source = content.kind === 'bytes' ? [content.bytes] : await openUrl(content.url);
    await writeStream(temporary, source);
    const { ending, width, height } = await inspect(temporary);
    const file = `${name}.${ending}`;
    await rename(temporary, path.join(directory, file));
    return { file, width, height };
  } finally {
    await rm(temporary, { force: true });
  }
}
