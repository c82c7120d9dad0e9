// Writes what was built where something may be running what is there.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** A program that runs may still load a chunk of the build that it comes from. */
const CHUNKS_LIVE_MS = 24 * 60 * 60_000;

function isChunk(file: string): boolean {
  return /-[A-Z0-9]{8}\.cjs(\.map)?$/.test(file);
}

/** Writes what was built, each file whole and only where it has changed. */
export const write: Plugin = {
  name: 'write',
  setup: (build) =>
    build.onEnd(async ({ outputFiles = [] }) => {
      // A program comes after the chunks that it loads.
      const files = outputFiles.toSorted((a, b) => Number(isChunk(b.path)) - Number(isChunk(a.path)));
      for (const { path: file, contents } of files) await put(file, contents);
    }),
};

export async function put(file: string, contents: Uint8Array): Promise<void> {
  const there = await readFile(file).catch(() => undefined);
  if (there?.equals(contents)) return;
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const isProgram = contents[0] === 0x23 && contents[1] === 0x21; // "#!"
  await writeFile(unfinished, contents, { mode: isProgram ? 0o755 : 0o644 });
  await rename(unfinished, file);
}

/**
 * Removes the chunks of builds of former days.
 *
 * @param current the files of this build
 */
export async function removeOldChunks(folder: string, current: readonly string[]): Promise<void> {
  const keep = new Set(current.map((file) => path.basename(file)));
  for (const name of (await readdir(folder)).filter((each) => isChunk(each) && !keep.has(each))) {
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > CHUNKS_LIVE_MS) await rm(file, { force: true });
  }
}
