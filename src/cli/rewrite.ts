import { randomUUID } from 'node:crypto';
import { access, chmod, chown, constants, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { unblocked, writeAtomic } from '../run/atomic';
import { notWritable, UsageError } from './usage';

/**
 * Replaces the text of a file, whole or not at all. Links, owner and permissions stay. Rejects with a `UsageError` where
 * that is not allowed, or where the file does not hold `before` any more: someone else wrote to it meanwhile.
 */
export async function rewriteFile(name: string, before: string, after: string): Promise<void> {
  try {
    // A link stays a link: it is the file behind it that changes.
    const target = await realpath(name);
    const { mode, uid, gid } = await stat(target);
    // The administrator may write to it all the same, but that it is marked so was somebody's intent.
    if ((mode & 0o222) === 0) throw new Error('it is read-only');
    await access(target, constants.W_OK);
    const staged = `${target}.${randomUUID().slice(0, 8)}.fixed`;
    try {
      await writeAtomic(staged, after);
      // Only the administrator may give files away; everybody else writes their own.
      await chown(staged, uid, gid).catch(() => undefined);
      await chmod(staged, mode);
      if (!(await readFile(target)).equals(Buffer.from(before))) {
        throw new UsageError(
          `${name}: changed while it was being fixed and was left alone. Run the command again.`,
        );
      }
      await unblocked(() => rename(staged, target));
    } finally {
      await rm(staged, { force: true });
    }
  } catch (error) {
    throw error instanceof UsageError ? error : notWritable(name, error);
  }
}
