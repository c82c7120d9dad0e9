import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What a file system says while another program, such as a virus scanner, holds a file for a moment. */
const BLOCKED = new Set(['EPERM', 'EACCES', 'EBUSY']);
const WAITS = [10, 50, 250];

/** Carries out a file operation, again after short waits where another program blocks it. */
export async function unblocked(operation: () => Promise<void>): Promise<void> {
  for (const milliseconds of WAITS) {
    try {
      await operation();
      return;
    } catch (error) {
      if (!BLOCKED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await wait(milliseconds);
    }
  }
  await operation();
}

/**
 * What file systems say that know no flushing of a folder, such as the shared folders of virtual machines and some network
 * drives. Anything else, such as a disk that fails, is an error.
 */
const NOT_FLUSHABLE = new Set([
  'EINVAL',
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EISDIR',
  'EBADF',
]);

/**
 * Flushes the names in a folder, so that a file renamed into it is there after a failure of the power; where the file system
 * knows no such thing, the files in it are flushed all the same.
 */
export async function flushFolder(directory: string): Promise<void> {
  // Windows knows no such thing, and writes renames down itself.
  if (process.platform === 'win32') return;
  try {
    const folder = await open(directory, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!NOT_FLUSHABLE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Writes a file whole or not at all: to a name of its own, flushed to the disk, then renamed into place. */
export async function writeAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await unblocked(() => rename(temporary, path));
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
