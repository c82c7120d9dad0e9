import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** An absolute path inside the project. */
export function inRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}
