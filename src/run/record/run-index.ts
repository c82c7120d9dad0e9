import { createHash } from 'node:crypto';
import { type Dirent, readdir } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { documentFolders } from './folder';
import { LOCK } from '../files/lease';
import { outsideLink } from '../files/outside';
import { readLimited, SCRATCH } from '../files/read-limited';
import {
  type Annotations,
  ANNOTATIONS_FILE,
  MAX_ANNOTATIONS,
  NO_ANNOTATIONS,
  parseAnnotations,
} from './annotations';
import { foldersIn, LEFTOVER, MAX_RECORD, parseRecord, RECORD, type Run } from './store';

const readFolder = promisify(readdir);

/** A run as its folder stands. */
export interface StoredRun extends Run {
  /** The names of the files in the folder, but for those that come and go while it is driven. */
  readonly files: ReadonlySet<string>;
  readonly annotations: Annotations;
  /** Of what was read: the same again makes no new run. Empty for what a driver tells. */
  readonly digest: string;
}

/** The runs of a document. */
export interface RunIndex {
  /** Newest first. */
  readonly runs: readonly StoredRun[];
  /** The folders whose record is torn or of a foreign version: told, and never touched. */
  readonly unreadable: readonly string[];
}

/**
 * Folders that are read at once. Only when all of them are there is any of them looked into: while that goes on nobody reads,
 * and to wake those who do costs more than the reading.
 */
const AT_ONCE = 64;

/** What a folder holds, before anybody has looked into it. */
interface Content {
  readonly entries: readonly Dirent[];
  readonly record: Buffer;
  readonly annotations: Buffer | undefined;
}

/** Whether a name is that of a file which comes and goes while a run is driven. */
export function isPassing(name: string): boolean {
  return LEFTOVER.test(name) || LOCK.test(name);
}

/** What an entry of a folder holds; undefined where it is no file. A pipe would never end. */
async function read(
  directory: string,
  entry: Dirent,
  limit: number,
  scratch?: Buffer,
): Promise<Buffer | undefined> {
  const file = path.join(directory, entry.name);
  const isFile = entry.isFile() || (entry.isSymbolicLink() && (await stat(file)).isFile());
  return isFile ? readLimited(file, limit, scratch) : undefined;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}

function digestOf(record: Buffer, annotations: Buffer | undefined): string {
  const hash = createHash('sha1').update(record);
  return (annotations ? hash.update('\n').update(annotations) : hash).digest('base64');
}

async function readFiles(
  directory: string,
  entries: readonly Dirent[],
  limit: number,
  scratch: Buffer | undefined,
): Promise<Content | undefined> {
  const record = entries.find(({ name }) => name === RECORD);
  const annotations = entries.find(({ name }) => name === ANNOTATIONS_FILE);
  // Without what is said of its images a run is a run all the same.
  const annotationBytes =
    annotations && (await read(directory, annotations, MAX_ANNOTATIONS).catch(() => undefined));
  const recordBytes = record && (await read(directory, record, limit, scratch));
  return recordBytes && { entries, record: recordBytes, annotations: annotationBytes };
}

/** People keep large files elsewhere behind links, but a link that leads out of the folder around the runs is none of theirs. */
async function withoutOutsideLinks(directory: string, entries: Dirent[]): Promise<Dirent[]> {
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const targets = await Promise.all(links.map(({ name }) => outsideLink(path.join(directory, name))));
  const outside = new Set(links.filter((_, place) => targets[place] !== undefined));
  return outside.size === 0 ? entries : entries.filter((entry) => !outside.has(entry));
}

/** Reads a folder: undefined where there is no record in it, `unreadable` where that cannot be read. */
async function readContent(
  directory: string,
  limit = MAX_RECORD,
  scratch?: Buffer,
): Promise<Content | 'unreadable' | undefined> {
  let entries: Dirent[];
  try {
    entries = await withoutOutsideLinks(directory, await readFolder(directory, { withFileTypes: true }));
  } catch {
    // Moved or deleted by hand.
    return undefined;
  }
  if (!entries.some(({ name }) => name === RECORD)) return undefined;
  return (await readFiles(directory, entries, limit, scratch).catch(() => undefined)) ?? 'unreadable';
}

/** What a folder's content says; undefined where that is nothing that this version understands. */
function understand(
  directory: string,
  { entries, record, annotations }: Content,
  known: StoredRun | undefined,
): StoredRun | undefined {
  const named = entries.filter((entry) => !entry.isDirectory() && !isPassing(entry.name));
  const files = new Set(named.map(({ name }) => name));
  const digest = digestOf(record, annotations);
  if (known?.digest === digest) return isSameSet(known.files, files) ? known : { ...known, files };
  const parsed = parseRecord(record.toString('utf8'));
  if (!parsed) return undefined;
  const found = annotations && parseAnnotations(annotations.toString('utf8'));
  return { directory, record: parsed, files, annotations: found ?? NO_ANNOTATIONS, digest };
}

type Stored = StoredRun | 'unreadable' | undefined;

function storedOf(directory: string, content: Content | 'unreadable' | undefined, known?: StoredRun): Stored {
  if (content === undefined || content === 'unreadable') return content;
  return understand(directory, content, known) ?? 'unreadable';
}

/**
 * Reads a folder: undefined where there is no record in it, `unreadable` where that is none that this version understands.
 * `known` is what was read before: where nothing has changed since, it is returned.
 */
export async function readStored(directory: string, known?: StoredRun): Promise<Stored> {
  const found = await lstat(directory).catch(() => undefined);
  const isOurs = found?.isDirectory() === true && (await outsideLink(directory)) === undefined;
  return isOurs ? storedOf(directory, await readContent(directory), known) : undefined;
}

/** Newest first; those of the same moment by their names. */
export function newestFirst(runs: Iterable<StoredRun>): readonly StoredRun[] {
  const order = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
  return [...runs].sort(
    (a, b) => order(a.record.createdAt, b.record.createdAt) || order(a.directory, b.directory),
  );
}

/** The folders of a document's runs, wherever they were made. */
async function runFoldersOf(documentFolder: string): Promise<string[]> {
  const found = documentFolders(documentFolder).map(async (folder) =>
    (await outsideLink(folder)) === undefined ? foldersIn(folder) : [],
  );
  return (await Promise.all(found)).flat();
}

/** Reads the runs of a document. `known` is what was read before, by folder: what has not changed stays the same. */
export async function indexRuns(
  documentFolder: string,
  known: ReadonlyMap<string, StoredRun> = new Map(),
): Promise<RunIndex> {
  const folders = await runFoldersOf(documentFolder);
  const scratches = Array.from({ length: Math.min(AT_ONCE, folders.length) }, () =>
    Buffer.allocUnsafe(SCRATCH),
  );
  const found: Stored[] = [];
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    const shoal = folders.slice(at, at + AT_ONCE);
    const contents = await Promise.all(
      shoal.map((folder, place) => readContent(folder, SCRATCH, scratches[place])),
    );
    for (const [place, folder] of shoal.entries()) {
      const stored = storedOf(folder, contents[place], known.get(folder));
      // What is larger than most is read alone: many of them at once would take all the memory.
      const isLeft = contents[place] === 'unreadable';
      found.push(isLeft ? await readStored(folder, known.get(folder)) : stored);
    }
  }
  const runs = found.filter((run) => run !== undefined && run !== 'unreadable');
  const unreadable = folders.filter((_, place) => found[place] === 'unreadable').sort();
  return { runs: newestFirst(runs), unreadable };
}
