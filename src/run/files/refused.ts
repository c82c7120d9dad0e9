import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { formatOf } from '../../image/walk';
import { unblocked } from './atomic';

/** The names of what came in place of an image and was not taken for it: `image-1.refused-1.jpg`. */
export const REFUSED = /^image-\d+\.refused-\d+\.(?:png|jpg|webp|bin)$/;

/** Of one image. A service that always sends something else must not fill the disk. */
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

/** The files that were set aside for an image so far. A link in the place of one is none. */
async function refusedOf(directory: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && entry.name.startsWith(`${name}.refused-`) && REFUSED.test(entry.name),
    )
    .map((entry) => entry.name);
}

/** The file that was set aside for an image and holds the same as another one. */
async function twinOf(file: string, name: string): Promise<string | undefined> {
  const directory = path.dirname(file);
  for (const refused of await refusedOf(directory, name)) {
    if (await isSame(file, path.join(directory, refused))) return refused;
  }
  return undefined;
}

/** The ending that the content deserves: nothing opens a page or a drawing, which may hold scripts, by itself. */
async function endingOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12));
    return formatOf(buffer.subarray(0, bytesRead)) ?? 'bin';
  } finally {
    await handle.close();
  }
}

/** Takes a name that nothing has, by an empty file. */
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
 * Moves a file that is not taken for the image `name` to a name of its own in the same folder: it may be all that is left
 * of something paid for. Returns under which name its bytes are kept, perhaps from an earlier time; undefined for an empty
 * file and where enough others are kept.
 */
export async function setAside(file: string, name: string): Promise<string | undefined> {
  const directory = path.dirname(file);
  if ((await stat(file)).size === 0) return undefined;
  const twin = await twinOf(file, name);
  if (twin !== undefined) return twin;
  if ((await refusedOf(directory, name)).length >= MAX_REFUSED) return undefined;
  const free = await reserve(directory, name, await endingOf(file));
  await unblocked(() => rename(file, path.join(directory, free)));
  return free;
}

/** Removes what was set aside and is the image after all: the file `file`, which holds the same, takes the place of it. */
export async function dropTwin(file: string, name: string): Promise<void> {
  const twin = await twinOf(file, name);
  if (twin !== undefined) await rm(path.join(path.dirname(file), twin));
}
