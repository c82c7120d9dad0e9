import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Lists the test files among these files and in these folders and their subfolders: absolute paths without
 * duplicates, in a stable order. None for a missing folder.
 */
export async function findTests(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((name) => testsOf(path.resolve(name))));
  return [...new Set(found.flat())].sort();
}

async function testsOf(name: string): Promise<string[]> {
  if (name.endsWith('.test.ts')) return [name];
  const names = await readdir(name, { recursive: true }).catch(() => []);
  return names.filter((file) => file.endsWith('.test.ts')).map((file) => path.join(name, file));
}
