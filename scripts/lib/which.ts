import { existsSync } from 'node:fs';
import path from 'node:path';

/** The first program of these names on the PATH. */
export function which(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => existsSync(file));
}
