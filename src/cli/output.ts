import { constants, type Stats } from 'node:fs';
import { lstat, open, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isatty } from 'node:tty';
import { replaceFile } from './replace-file';
import { escapeControlsInText, printData } from './terminal';
import { notWritable } from './usage-error';

/**
 * What the name of an output refers to after following links: a stream of this program, something to write into directly (a
 * device or a pipe), or a file that may not exist yet.
 */
export type Destination =
  | { readonly kind: 'stdout' | 'stderr' }
  | { readonly kind: 'device'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string };

/** The same limit on links as the operating system's. */
const MAX_LINKS = 40;

/** A stream of this program, by its path. Reopening the path would fail for a socket, and would overwrite a shared file. */
function ownStream(file: string): Destination | undefined {
  const number = /^\/(?:dev\/fd|proc\/self\/fd)\/([12])$/.exec(file)?.[1];
  if (file === '/dev/stdout' || number === '1') return { kind: 'stdout' };
  if (file === '/dev/stderr' || number === '2') return { kind: 'stderr' };
  return undefined;
}

async function ifThere(found: Promise<Stats>): Promise<Stats | undefined> {
  return found.catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  });
}

/** Finds what the name of an output refers to. `-` is standard output. Rejects if a file system call fails. */
export async function destinationOf(name: string): Promise<Destination> {
  if (name === '-') return { kind: 'stdout' };
  let named = name;
  for (let links = 0; links <= MAX_LINKS; links++) {
    const own = ownStream(named);
    if (own) return own;
    // The folders above may be links, too: follow them before resolving `..`.
    const folder = await realpath(path.dirname(named));
    const file = path.join(folder, path.basename(named));
    const there = await ifThere(lstat(file));
    if (!there?.isSymbolicLink()) {
      return { kind: there && !there.isFile() ? 'device' : 'file', path: file };
    }
    const text = await readlink(file);
    const target = path.isAbsolute(text) ? text : folder + path.sep + text;
    // The link of a file that a process has open may not hold a path: it can only be opened.
    if (!(await ifThere(lstat(target))) && (await ifThere(stat(file)))) {
      return { kind: 'device', path: file };
    }
    named = target;
  }
  throw new Error('too many links lead there');
}

/** Writes into a pipe, a terminal or a device. */
async function writeInto(device: string, text: string): Promise<void> {
  const file = await open(device, constants.O_WRONLY);
  try {
    await file.writeFile(isatty(file.fd) ? escapeControlsInText(text) : text);
  } finally {
    await file.close();
  }
}

async function write(out: string, text: string): Promise<void> {
  const destination = await destinationOf(out);
  switch (destination.kind) {
    case 'stdout':
    case 'stderr':
      printData(text, process[destination.kind]);
      break;
    case 'device':
      await writeInto(destination.path, text);
      break;
    case 'file':
      await replaceFile(destination.path, text);
  }
}

/**
 * Writes the result of a command to its output: a file, which is replaced completely but keeps its permissions and the links
 * to it; a device or a pipe; or standard output, which is also the default.
 */
export async function writeOutput(out: string | undefined, text: string): Promise<void> {
  const output = out ?? '-';
  await write(output, text).catch((error: unknown) => {
    throw notWritable(output, error);
  });
}
