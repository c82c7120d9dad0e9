import type { Stats } from 'node:fs';
import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * What a name for the output stands for, links followed: a stream of this program, something to be written through as it
 * is (a device, a pipe), or a file, there or not.
 */
export type Destination =
  | { readonly kind: 'stdout' | 'stderr' }
  | { readonly kind: 'device'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string };

/** As many as the system itself follows. */
const MAX_LINKS = 40;

/** Opened anew, a socket would be refused, and a file that others write to as well would be written over. */
function ownStream(place: string): Destination | undefined {
  const number = /^\/(?:dev\/fd|proc\/self\/fd)\/([12])$/.exec(place)?.[1];
  if (place === '/dev/stdout' || number === '1') return { kind: 'stdout' };
  if (place === '/dev/stderr' || number === '2') return { kind: 'stderr' };
  return undefined;
}

async function whereThere(found: Promise<Stats>): Promise<Stats | undefined> {
  return found.catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  });
}

/** Finds what a name for the output stands for. `-` is the standard output. Rejects where the file system does. */
export async function destinationOf(name: string): Promise<Destination> {
  if (name === '-') return { kind: 'stdout' };
  let named = name;
  for (let links = 0; links <= MAX_LINKS; links++) {
    const own = ownStream(named);
    if (own) return own;
    // What is above it may be links, too: before they are followed, `..` means nothing.
    const folder = await realpath(path.dirname(named));
    const place = path.join(folder, path.basename(named));
    const there = await whereThere(lstat(place));
    if (!there?.isSymbolicLink()) {
      return { kind: there && !there.isFile() ? 'device' : 'file', path: place };
    }
    const text = await readlink(place);
    const target = path.isAbsolute(text) ? text : folder + path.sep + text;
    // What is open in some process has a link with a text that is no path: it only opens.
    if (!(await whereThere(lstat(target))) && (await whereThere(stat(place)))) {
      return { kind: 'device', path: place };
    }
    named = target;
  }
  throw new Error('too many links lead there');
}
