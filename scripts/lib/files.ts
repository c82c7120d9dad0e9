import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** The test files in a folder and its subfolders: absolute paths in a stable order. None where there is no such folder. */
export async function findTests(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}
