import { randomUUID } from 'node:crypto';
import { access, constants, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Stats } from 'node:fs';
import { flushFolder, retryWhileBlocked } from '../run/files/atomic';

async function requireWritable(target: string, { mode }: Stats): Promise<void> {
  // The administrator may write to it all the same, but that it is marked so was somebody's intent.
  if ((mode & 0o222) === 0) throw new Error('it is read-only');
  await access(target, constants.W_OK);
}

async function stage(staged: string, content: string, like: Stats | undefined): Promise<void> {
  const file = await open(staged, 'wx');
  try {
    await file.writeFile(content);
    if (like) {
      // Only the administrator may give files away; everybody else writes their own.
      await file.chown(like.uid, like.gid).catch(() => undefined);
      await file.chmod(like.mode & 0o7777);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes a file, whole or not at all; one that is there keeps owner and permissions. The target is no link: who follows links
 * does so before. `agree` may still refuse when all is written, right before the file takes its place.
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
  // A name of its own, not one made longer: the target's may be as long as a name can be.
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
