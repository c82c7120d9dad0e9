import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ResultContent } from '../../backend/port';
import { localError, ServiceError } from '../../task/errors';
import type { BackendId } from '../../task/run';
import { unblocked } from '../files/atomic';
import { onDisk } from '../files/disk';
import { type ImageKind, inspectFile } from '../files/inspect';
import { dropTwin, setAside } from '../files/refused';

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

/** Why a file is not taken for an image. */
interface Objection {
  readonly code: string;
  readonly message: string;
}

/** Judges a file by its bytes, whatever was promised: what it is where it is a whole image of these kinds. */
async function judge(
  file: string,
  kinds: readonly ImageKind[],
  accepts: Fetching['accepts'] = () => true,
): Promise<ImageFacts | Objection> {
  const facts = await inspectFile(file);
  if (!facts) return { code: 'notAnImage', message: 'What arrived is no image.' };
  const { kind, width, height, isWhole } = facts;
  if (!kinds.includes(kind)) {
    return { code: 'notAnImage', message: 'What arrived is no PNG, JPEG or WEBP image.' };
  }
  if (!isWhole) return { code: 'incompleteImage', message: 'The image did not arrive whole.' };
  if (accepts({ kind, width, height })) return { kind, width, height };
  return { code: 'otherImage', message: 'What arrived is not the image that was asked for.' };
}

/**
 * Keeps what is not taken under a name of its own. The image is made and paid for: that it did not arrive is a failure of
 * the way here, and another attempt may help.
 */
async function refuse(file: string, name: string, { code, message }: Objection): Promise<ServiceError> {
  const kept = await setAside(file, name);
  const words = kept === undefined ? message : `${message} What came is kept as ${kept}.`;
  return new ServiceError([localError('connection', code, words)]);
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
    const verdict = await judge(place, [kind]).catch(() => undefined);
    if (verdict && 'kind' in verdict) return { file, ...verdict };
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
 * renamed; one that is there is not fetched again. What arrives and is no such image stays under a name of its own. Returns
 * undefined where there is nothing to fetch. Rejects with a `ServiceError`: of class `disk` where the file system refuses.
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
    const verdict = await judge(temporary, kinds, accepts);
    if ('code' in verdict) throw await refuse(temporary, name, verdict);
    return await putInPlace(temporary, name, verdict);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Gives a whole image its place. What is there already is no whole image, or it would have been found. */
async function putInPlace(temporary: string, name: string, facts: ImageFacts): Promise<SavedImage> {
  const file = `${name}.${facts.kind}`;
  const place = path.join(path.dirname(temporary), file);
  if (await isFile(place)) await setAside(place, name);
  await unblocked(() => rename(temporary, place));
  await dropTwin(place, name);
  return { file, ...facts };
}
