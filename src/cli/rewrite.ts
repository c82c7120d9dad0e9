import { readFile, realpath } from 'node:fs/promises';
import { replaceFile } from './replace';
import { notWritable, UsageError } from './usage';

/**
 * Replaces the text of a file, whole or not at all. Links, owner and permissions stay. Rejects with a `UsageError` where
 * that is not allowed, or where the file does not hold `before` any more: someone else wrote to it meanwhile.
 */
export async function rewriteFile(name: string, before: string, after: string): Promise<void> {
  try {
    // A link stays a link: it is the file behind it that changes.
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
