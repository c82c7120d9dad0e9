import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './child';

/** Finds the first of these programs on the PATH. */
export function which(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => existsSync(file));
}

/**
 * Installs Debian packages, when run as root on Debian. Returns whether they are installed now: false on other
 * systems.
 */
export async function installDebianPackages(...names: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${names.join(' and ')} with apt-get ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return (
    (await run('apt-get', ['update', '-qq'], { env })) === 0 &&
    (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env })) === 0
  );
}

/** The path of ExifTool, an independent reader of metadata. Installs it if it is missing and that is possible. */
export async function ensureExiftool(): Promise<string> {
  const found = which('exiftool');
  if (found) return found;
  await installDebianPackages('libimage-exiftool-perl');
  const installed = which('exiftool');
  if (installed) return installed;
  throw new Error('The tests need ExifTool: install it, as exiftool on the PATH.');
}
