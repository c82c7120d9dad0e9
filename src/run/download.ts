import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';
import type { ResultContent } from '../backend/port';
import { localError, ServiceError } from '../task/errors';
import { unblocked } from './atomic';
import { type ImageKind, isComplete } from './complete';
import { onDisk } from './disk';

/** No image of the supported sizes, of four megapixels at most, comes near this. */
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

const KINDS: readonly ImageKind[] = ['png', 'jpg', 'webp', 'svg'];

export interface SavedImage {
  readonly file: string;
  /** What its bytes say that it is. */
  readonly kind: ImageKind;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

async function writeAll(file: FileHandle, source: Bytes): Promise<void> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MAX_IMAGE_BYTES) {
      throw new ServiceError([localError('provider', 'imageTooLarge', 'The image is implausibly large.')]);
    }
    await file.writeFile(chunk);
  }
  await file.sync();
}

/** The image is made and paid for: that it did not arrive is a failure of the way here, and another attempt may help. */
function damaged(code: string, message: string, cause?: unknown): ServiceError {
  return new ServiceError([localError('connection', code, message)], { cause });
}

/** What an image's own bytes say it is, whatever was promised. Rejects for anything but a whole image. */
async function inspect(file: string): Promise<{ kind: ImageKind; width: number; height: number }> {
  const { type, width, height } = await imageSizeFromFile(file).catch((cause: unknown) => {
    throw damaged('notAnImage', 'What arrived is no image.', cause);
  });
  const kind = KINDS.find((candidate) => candidate === type);
  if (!kind) throw damaged('notAnImage', 'What arrived is no PNG, JPEG or WEBP image.');
  if (!(await isComplete(file, kind))) throw damaged('incompleteImage', 'The image did not arrive whole.');
  return { kind, width, height };
}

/** What was saved by a process that was killed before it could write that down: whole, but perhaps not to be had again. */
async function findSaved(directory: string, name: string): Promise<SavedImage | undefined> {
  for (const kind of KINDS) {
    const file = `${name}.${kind}`;
    const found = await inspect(path.join(directory, file)).catch(() => undefined);
    if (found?.kind === kind) return { file, ...found };
  }
  return undefined;
}

/**
 * Saves a result as `<name>.<ending by content>` in a folder: streamed to a temporary name, flushed, checked, renamed; one
 * that is there is not fetched again. `openUrl` fetches a URL. Returns undefined where there is nothing to fetch. Rejects
 * with a `ServiceError`: of class `disk` where the file system refuses.
 */
export async function saveContent(
  content: ResultContent,
  directory: string,
  name: string,
  openUrl: (url: string) => Promise<AsyncIterable<Uint8Array>>,
): Promise<SavedImage | undefined> {
  if (content.kind === 'none') return undefined;
  return (await findSaved(directory, name)) ?? onDisk(() => save(content, directory, name, openUrl));
}

async function save(
  content: Exclude<ResultContent, { kind: 'none' }>,
  directory: string,
  name: string,
  openUrl: (url: string) => Promise<AsyncIterable<Uint8Array>>,
): Promise<SavedImage> {
  const temporary = path.join(directory, `${name}.part`);
  // A part that a killed process left behind cannot be trusted to belong to this image.
  await rm(temporary, { force: true });
  try {
    // The file comes first: a disk that fails must not leave an open connection behind.
    const file = await open(temporary, 'wx');
    try {
      await writeAll(file, content.kind === 'bytes' ? [content.bytes] : await openUrl(content.url));
    } finally {
      await file.close();
    }
    const { kind, width, height } = await inspect(temporary);
    const saved = `${name}.${kind}`;
    await unblocked(() => rename(temporary, path.join(directory, saved)));
    return { file: saved, kind, width, height };
  } finally {
    await rm(temporary, { force: true });
  }
}
