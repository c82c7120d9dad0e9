import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { formatOf } from '../../image/walk';
import { retryWhileBlocked } from './atomic';

/** The names of files that arrived for an image and were rejected: `image-1.refused-1.jpg`. */
export const REFUSED = /^image-\d+\.refused-\d+\.(?:png|jpg|webp|bin)$/;

/** For one image. A service that always sends something else must not fill the disk. */
const MAX_REFUSED = 4;

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function isSame(a: string, b: string): Promise<boolean> {
  if ((await stat(a)).size !== (await stat(b)).size) return false;
  return (await digestOf(a)) === (await digestOf(b));
}

/** The files that were set aside for an image so far, links excluded. */
async function listRefused(directory: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && entry.name.startsWith(`${name}.refused-`) && REFUSED.test(entry.name),
    )
    .map((entry) => entry.name);
}

/** Finds the file that was set aside for an image and has the same content as `file`. */
async function findDuplicate(file: string, name: string): Promise<string | undefined> {
  const directory = path.dirname(file);
  for (const refused of await listRefused(directory, name)) {
    if (await isSame(file, path.join(directory, refused))) return refused;
  }
  return undefined;
}

/**
 * The extension that fits the content. A page or a drawing may hold scripts: it gets one that nothing opens by
 * itself.
 */
async function endingOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12));
    return formatOf(buffer.subarray(0, bytesRead)) ?? 'bin';
  } finally {
    await handle.close();
  }
}

/** Reserves an unused name by creating an empty file. */
async function reserve(directory: string, name: string, ending: string): Promise<string> {
  for (let number = 1; ; number++) {
    const free = `${name}.refused-${number}.${ending}`;
    try {
      await (await open(path.join(directory, free), 'wx')).close();
      return free;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * Renames a file that was rejected as the image `name`, in the same folder: it may be all that is left of something
 * paid for. Returns the name under which its content is kept, perhaps since an earlier attempt; undefined for an
 * empty file, and when enough others are kept.
 */
export async function setAside(file: string, name: string): Promise<string | undefined> {
  const directory = path.dirname(file);
  if ((await stat(file)).size === 0) return undefined;
  const duplicate = await findDuplicate(file, name);
  if (duplicate !== undefined) return duplicate;
  if ((await listRefused(directory, name)).length >= MAX_REFUSED) return undefined;
  const free = await reserve(directory, name, await endingOf(file));
  await retryWhileBlocked(() => rename(file, path.join(directory, free)));
  return free;
}

/** Removes the file that was set aside and has the content of the image `file`, which was accepted after all. */
export async function removeDuplicate(file: string, name: string): Promise<void> {
  const duplicate = await findDuplicate(file, name);
  if (duplicate !== undefined) await rm(path.join(path.dirname(file), duplicate));
}
