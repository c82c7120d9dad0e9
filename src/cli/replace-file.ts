import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { access, constants, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder, retryWhileBlocked } from '../run/files/atomic';
import { notWritable, UsageError } from './usage-error';

async function requireWritable(target: string, { mode }: Stats): Promise<void> {
  // An administrator could write to it anyway, but it is meant to be read-only.
  if ((mode & 0o222) === 0) throw new Error('it is read-only');
  await access(target, constants.W_OK);
}

async function stage(staged: string, content: string, like: Stats | undefined): Promise<void> {
  const file = await open(staged, 'wx');
  try {
    await file.writeFile(content);
    if (like) {
      // Only an administrator may change the owner; other users write their own files.
      await file.chown(like.uid, like.gid).catch(() => undefined);
      await file.chmod(like.mode & 0o7777);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes a file completely or not at all. An existing one keeps its owner and permissions. The target must not be a link.
 * `agree` may still refuse after everything is written, right before the file is replaced.
 */
export async function replaceFile(
  target: string,
  content: string,
  agree: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const there = await stat(target).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  });
  if (there) await requireWritable(target, there);
  const folder = path.dirname(target);
  // A new name, not based on the target's, which may already have the maximum length.
  const staged = path.join(folder, `.${randomUUID()}.tmp`);
  try {
    await stage(staged, content, there);
    await agree();
    await retryWhileBlocked(() => rename(staged, target));
    await flushFolder(folder);
  } finally {
    await rm(staged, { force: true });
  }
}

/**
 * Replaces the text of a file completely or not at all. Links, owner and permissions stay. Rejects with a `UsageError` if
 * that is not allowed, or if the file no longer contains `before` because something else has written to it.
 */
export async function rewriteFile(name: string, before: string, after: string): Promise<void> {
  try {
    // A link stays a link: only the file behind it changes.
    const target = await realpath(name);
    await replaceFile(target, after, async () => {
      if ((await readFile(target)).equals(Buffer.from(before))) return;
      throw new UsageError(
        `${name}: changed while it was being fixed and was left alone. Run the command again.`,
      );
    });
  } catch (error) {
    throw error instanceof UsageError ? error : notWritable(name, error);
  }
}
