import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The errors while another program, such as a virus scanner, holds a file for a moment. */
const BLOCKED = new Set(['EPERM', 'EACCES', 'EBUSY']);
const WAITS = [10, 50, 250];

/** Carries out a file operation. Retries after short waits while another program blocks it. */
export async function retryWhileBlocked(operation: () => Promise<void>): Promise<void> {
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
 * The errors of file systems that cannot flush a folder, such as the shared folders of virtual machines and some
 * network drives. Any other error, such as that of a failing disk, counts.
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
 * Flushes the names in a folder, so that a file renamed into it survives a power failure. Where the file system
 * cannot do that, the contents of the files are flushed all the same.
 */
export async function flushFolder(directory: string): Promise<void> {
  // Windows has no such call, and makes renames durable by itself.
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

/** Writes a file completely or not at all: under a temporary name first, flushed to the disk, then renamed. */
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
    await retryWhileBlocked(() => rename(temporary, path));
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
