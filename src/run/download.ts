import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BackendId, ResultContent } from '../backend/port';
import { localError, ServiceError } from '../task/errors';
import { unblocked } from './atomic';
import { onDisk } from './disk';
import { type ImageKind, inspectFile } from './inspect';

/** No image of the supported sizes, of four megapixels at most, comes near this. */
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

/** What each backend makes. A drawing may hold scripts: none is taken from elsewhere. */
const KINDS: Readonly<Record<BackendId, readonly ImageKind[]>> = {
  runware: ['png', 'jpg', 'webp'],
  proof: ['svg'],
};

/** What an image's bytes say that it is; sizes in pixels. */
export interface ImageFacts {
  readonly kind: ImageKind;
  readonly width: number;
  readonly height: number;
}

export interface SavedImage extends ImageFacts {
  readonly file: string;
}

/** How images are fetched, and whether one that has arrived is to be kept. */
export interface Fetching {
  readonly open: (url: string) => Promise<AsyncIterable<Uint8Array>>;
  readonly accepts: (image: ImageFacts) => boolean;
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
function damaged(code: string, message: string): ServiceError {
  return new ServiceError([localError('connection', code, message)]);
}

/** What an image's own bytes say it is, whatever was promised. Rejects for anything but a whole image of these kinds. */
async function inspect(file: string, kinds: readonly ImageKind[]): Promise<ImageFacts> {
  const facts = await inspectFile(file);
  if (!facts) throw damaged('notAnImage', 'What arrived is no image.');
  const { kind, width, height, isWhole } = facts;
  if (!kinds.includes(kind)) throw damaged('notAnImage', 'What arrived is no PNG, JPEG or WEBP image.');
  if (!isWhole) throw damaged('incompleteImage', 'The image did not arrive whole.');
  return { kind, width, height };
}

/** What was saved by a process that was killed before it could write that down: whole, but perhaps not to be had again. */
async function findSaved(
  directory: string,
  name: string,
  kinds: readonly ImageKind[],
): Promise<SavedImage | undefined> {
  for (const kind of kinds) {
    const file = `${name}.${kind}`;
    const place = path.join(directory, file);
    // A link is not ours: it leads out of the folder, or to something that is read without end.
    if (!(await isFile(place))) continue;
    const found = await inspect(place, kinds).catch(() => undefined);
    if (found?.kind === kind) return { file, ...found };
  }
  return undefined;
}

async function isFile(place: string): Promise<boolean> {
  return lstat(place).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * Saves a backend's result as `<name>.<ending by content>` in a folder: streamed to a temporary name, flushed, checked,
 * renamed; one that is there is not fetched again. Returns undefined where there is nothing to fetch. Rejects
 * with a `ServiceError`: of class `disk` where the file system refuses.
 */
export async function saveContent(
  content: ResultContent,
  backend: BackendId,
  directory: string,
  name: string,
  fetching: Fetching,
): Promise<SavedImage | undefined> {
  if (content.kind === 'none') return undefined;
  const kinds = KINDS[backend];
  return (
    (await findSaved(directory, name, kinds)) ?? onDisk(() => save(content, kinds, directory, name, fetching))
  );
}

async function save(
  content: Exclude<ResultContent, { kind: 'none' }>,
  kinds: readonly ImageKind[],
  directory: string,
  name: string,
  { open: openUrl, accepts }: Fetching,
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
    const facts = await inspect(temporary, kinds);
    if (!accepts(facts)) throw damaged('otherImage', 'What arrived is not the image that was asked for.');
    const saved = `${name}.${facts.kind}`;
    await unblocked(() => rename(temporary, path.join(directory, saved)));
    return { file: saved, ...facts };
  } finally {
    await rm(temporary, { force: true });
  }
}
