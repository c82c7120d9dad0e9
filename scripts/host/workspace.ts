import { cp } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../lib/root';

/** Copies the examples, without any runs, to a folder that a test may change. */
export async function copyExamples(target: string): Promise<string> {
  const filter = (source: string): boolean => path.basename(source) !== '.structured-prompt';
  await cp(inRoot('examples'), target, { recursive: true, filter });
  return target;
}
