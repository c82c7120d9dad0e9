import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ResultContent } from '../../backend/port';
import { localError, ServiceError } from '../../task/errors';
import type { BackendId } from '../../task/run';
import { retryWhileBlocked } from '../files/atomic';
import { onDisk } from '../files/disk-errors';
import { type ImageKind, inspectFile, isFile } from '../files/inspect';
import { removeDuplicate, setAside } from '../files/refused';

/** More than any image of the supported sizes has, which are four megapixels at most. */
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

/** The kinds of image that each backend makes. The service must not send drawings: they may contain scripts. */
const KINDS: Readonly<Record<BackendId, readonly ImageKind[]>> = {
  runware: ['png', 'jpg', 'webp'],
  proof: ['svg'],
};

/** What the bytes of an image say about it; sizes in pixels. */
export interface ImageFacts {
  readonly kind: ImageKind;
  readonly width: number;
  readonly height: number;
}

export interface SavedImage extends ImageFacts {
  readonly file: string;
}

/** How images are downloaded, and which ones are accepted. */
export interface ImageSource {
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

/** Why a file is not accepted as an image. */
interface Rejection {
  readonly code: string;
  readonly message: string;
}

/** Validates a file by its bytes, whatever was announced. */
async function validate(
  file: string,
  kinds: readonly ImageKind[],
  accepts: ImageSource['accepts'] = () => true,
): Promise<ImageFacts | Rejection> {
  const facts = await inspectFile(file);
  if (!facts) return { code: 'notAnImage', message: 'What arrived is not an image.' };
  const { kind, width, height, isComplete } = facts;
  if (!kinds.includes(kind)) {
    return { code: 'notAnImage', message: 'What arrived is not a PNG, JPEG or WEBP image.' };
  }
  if (!isComplete) return { code: 'incompleteImage', message: 'The image arrived incomplete.' };
  if (accepts({ kind, width, height })) return { kind, width, height };
  return { code: 'otherImage', message: 'What arrived is not the image that was asked for.' };
}

/**
 * Keeps a rejected file under another name. Its class is `connection`: the image was made and paid for, so another
 * download may help.
 */
async function keepRejected(file: string, name: string, { code, message }: Rejection): Promise<ServiceError> {
  const kept = await setAside(file, name);
  const fullMessage = kept === undefined ? message : `${message} The file is kept as ${kept}.`;
  return new ServiceError([localError('connection', code, fullMessage)]);
}

/**
 * Finds an image that a process saved but could not record before it was killed. It may no longer be available from
 * the service.
 */
async function findSaved(
  directory: string,
  name: string,
  kinds: readonly ImageKind[],
): Promise<SavedImage | undefined> {
  for (const kind of kinds) {
    const file = `${name}.${kind}`;
    const saved = path.join(directory, file);
    // A link is not ours: it may lead out of the folder, or to something endless.
    if (!(await isFile(saved))) continue;
    const outcome = await validate(saved, [kind]).catch(() => undefined);
    if (outcome && 'kind' in outcome) return { file, ...outcome };
  }
  return undefined;
}

/**
 * Saves a backend's result in a folder as `<name>.<extension by content>`: streamed to a temporary file, flushed,
 * validated, renamed. An image that is there already is not downloaded again. A rejected file is kept under another
 * name. Returns undefined when there is nothing to download. Rejects with a `ServiceError`: of class `disk` when the
 * file system fails.
 */
export async function saveContent(
  content: ResultContent,
  backend: BackendId,
  directory: string,
  name: string,
  fetching: ImageSource,
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
  { open: openUrl, accepts }: ImageSource,
): Promise<SavedImage> {
  const temporary = path.join(directory, `${name}.part`);
  // A partial file of a killed process may belong to another image.
  await rm(temporary, { force: true });
  try {
    // The file is opened first: if the disk fails, no connection stays open.
    const file = await open(temporary, 'wx');
    try {
      await writeAll(file, content.kind === 'bytes' ? [content.bytes] : await openUrl(content.url));
    } finally {
      await file.close();
    }
    const outcome = await validate(temporary, kinds, accepts);
    if ('code' in outcome) throw await keepRejected(temporary, name, outcome);
    return await moveIntoPlace(temporary, name, outcome);
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Renames a complete image. A file that has its name already is not complete, or `findSaved` would have returned it.
 */
async function moveIntoPlace(temporary: string, name: string, facts: ImageFacts): Promise<SavedImage> {
  const file = `${name}.${facts.kind}`;
  const saved = path.join(path.dirname(temporary), file);
  if (await isFile(saved)) await setAside(saved, name);
  await retryWhileBlocked(() => rename(temporary, saved));
  await removeDuplicate(saved, name);
  return { file, ...facts };
}
