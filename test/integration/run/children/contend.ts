import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { acquireLease } from '../../../../src/run/files/lease';

/** Takes and gives back the lease of a folder so many times. Rejects when somebody else has it at the same time. */
export async function contend(folder: string, times: number): Promise<number> {
  const mark = path.join(folder, 'owned');
  let count = 0;
  while (count < times) {
    const lease = await acquireLease(folder);
    if (!lease) continue;
    await writeFile(mark, '', { flag: 'wx' });
    await new Promise(setImmediate);
    await rm(mark);
    await lease.release();
    count++;
  }
  return count;
}
